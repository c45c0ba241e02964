'use client'
import type { ReactNode } from 'react'

/** A `time` whose title tells the moment in the reader's zone: no text changes, so nothing jumps. */
export function LocalTime({ iso, title, children }: { iso: string; title: string; children: ReactNode }) {
  return (
    <time
      dateTime={iso}
      title={title}
      // Only where somebody points at it: a list has hundreds, and each would cost time while the page loads.
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = new Date(iso).toLocaleString(undefined, {
          dateStyle: 'long',
          timeStyle: 'short',
        })
      }}
    >
      {children}
    </time>
  )
}
