'use client'
import { useEffect, useRef, useState } from 'react'

export type Loaded = 'frame' | 'document' | 'video' | 'audio'

/**
 * A button in the place of something from elsewhere: nothing is asked of that place before it is pressed.
 * `src` is an address that has been judged safe.
 */
export function LoadOnClick({
  kind,
  src,
  title,
  label,
}: {
  kind: Loaded
  src: string
  /** Told to screen readers of what is shown. */
  title: string
  label: string
}) {
  const [shown, setShown] = useState(false)
  const element = useRef<HTMLElement>(null)
  // The button that had the focus is gone.
  useEffect(() => {
    if (shown) element.current?.focus()
  }, [shown])
  if (!shown)
    return (
      <button type="button" className="button needs-script" onClick={() => setShown(true)}>
        {label}
      </button>
    )
  const take = (one: HTMLElement | null) => {
    element.current = one
  }
  switch (kind) {
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: Notion keeps no captions for it
        <video ref={take} src={src} controls autoPlay aria-label={title} className="player" tabIndex={0} />
      )
    case 'audio':
      return (
        // biome-ignore lint/a11y/useMediaCaption: Notion keeps no captions for it
        <audio ref={take} src={src} controls autoPlay aria-label={title} className="w-full" tabIndex={0} />
      )
    case 'document':
      // Browsers refuse to show a PDF in a sandbox. It comes from where Notion keeps files: never our own
      // pages, which refuse to be framed.
      return <iframe ref={take} src={src} title={title} referrerPolicy="no-referrer" className="document" />
    case 'frame':
      return (
        <iframe
          ref={take}
          src={src}
          title={title}
          sandbox="allow-scripts allow-same-origin allow-popups allow-forms"
          allow="fullscreen"
          referrerPolicy="no-referrer"
          className="player"
        />
      )
    default:
      return kind satisfies never
  }
}
