'use client'
import { type Ref, useEffect, useRef, useState } from 'react'

export interface ExternalMedia {
  readonly kind: 'frame' | 'video' | 'audio'
  /** An address that has been judged safe. */
  readonly src: string
  /** Told to screen readers of what is shown. */
  readonly title: string
}

/** Something from elsewhere. A page of another site stands in a sandbox and is not told where it is shown. */
export function ExternalMediaView({
  kind,
  src,
  title,
  ref,
}: ExternalMedia & { ref?: Ref<HTMLIFrameElement & HTMLVideoElement & HTMLAudioElement> }) {
  switch (kind) {
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: Notion keeps no captions for it
        <video ref={ref} src={src} controls autoPlay aria-label={title} className="player" />
      )
    case 'audio':
      return (
        // biome-ignore lint/a11y/useMediaCaption: Notion keeps no captions for it
        <audio ref={ref} src={src} controls autoPlay aria-label={title} className="w-full" />
      )
    case 'frame':
      return (
        <iframe
          ref={ref}
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

/** A button in the place of something from elsewhere: nothing is asked of that place before it is pressed. */
export function LoadOnClick({ label, ...what }: ExternalMedia & { label: string }) {
  const [shown, setShown] = useState(false)
  const view = useRef<HTMLIFrameElement & HTMLVideoElement & HTMLAudioElement>(null)
  // The button that had the focus is gone.
  useEffect(() => {
    if (shown) view.current?.focus()
  }, [shown])
  return shown ? (
    <ExternalMediaView {...what} ref={view} />
  ) : (
    <button type="button" className="button needs-script" onClick={() => setShown(true)}>
      {label}
    </button>
  )
}
