'use client'
import { type ReactNode, useState } from 'react'

/**
 * A relative time that shows the exact one, in the reader's time zone, while it has the focus: with the keyboard, by a
 * click and by a tap.
 *
 * @param props.utc for browsers without JavaScript, which can't know the reader's time zone
 */
export function ExactTime({ iso, utc, children }: { iso: string; utc: string; children: ReactNode }) {
  const [exact, setExact] = useState<string | null>(null)
  const show = () =>
    setExact(new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }))
  return (
    <>
      <button
        type="button"
        title="Show the exact time"
        className="underline decoration-rule decoration-dotted underline-offset-4"
        onFocus={show}
        // Safari doesn't focus a button that is clicked.
        onClick={show}
        onBlur={() => setExact(null)}
      >
        <time dateTime={iso}>{exact ?? children}</time>
      </button>
      <noscript> ({utc})</noscript>
    </>
  )
}
