'use client'
import type { ReactNode } from 'react'

/** A `time` whose title shows the reader's own time zone. The text doesn't change, so the layout doesn't shift. */
export function LocalTime({ iso, title, children }: { iso: string; title: string; children: ReactNode }) {
  return (
    <time
      dateTime={iso}
      title={title}
      // On demand, because formatting hundreds of dates would slow down hydration.
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
