'use client'
import { type Ref, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button'

export interface ExternalMedia {
  readonly kind: 'frame' | 'video' | 'audio'
  /** A URL that passed `httpHref`. */
  readonly src: string
  /** For screen readers. */
  readonly title: string
}

/** Media from another site. A page is sandboxed and gets no referrer. */
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
        <video ref={ref} src={src} controls autoPlay aria-label={title} className="notion-player" />
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
          className="notion-player"
        />
      )
    default:
      return kind satisfies never
  }
}

/** A button that loads media from another site. Nothing is requested before it is pressed. */
export function LoadOnClick({ label, ...what }: ExternalMedia & { label: string }) {
  const [shown, setShown] = useState(false)
  const view = useRef<HTMLIFrameElement & HTMLVideoElement & HTMLAudioElement>(null)
  // The focused button has been replaced.
  useEffect(() => {
    if (shown) view.current?.focus()
  }, [shown])
  return shown ? (
    <ExternalMediaView {...what} ref={view} />
  ) : (
    <Button className="noscript:hidden" onClick={() => setShown(true)}>
      {label}
    </Button>
  )
}
