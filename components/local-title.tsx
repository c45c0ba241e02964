'use client'
import { type ReactNode, useEffect, useRef } from 'react'

/** A `time` whose title the browser rewrites in the reader's zone: no text changes, so nothing jumps. */
export function LocalTitle({ iso, title, children }: { iso: string; title: string; children: ReactNode }) {
  const element = useRef<HTMLTimeElement>(null)
  useEffect(() => {
    if (element.current)
      element.current.title = new Date(iso).toLocaleString(undefined, {
        dateStyle: 'long',
        timeStyle: 'short',
      })
  }, [iso])
  return (
    <time ref={element} dateTime={iso} title={title}>
      {children}
    </time>
  )
}
