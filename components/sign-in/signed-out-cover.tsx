import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { buttonClass } from '../ui/button'
import { showDocument } from './show-document'

/** Covers the page but keeps it in place, so that typed text is still there after signing in from another tab. */
export function SignedOutCover() {
  const [home] = useState(() => document.createElement('div'))
  useEffect(() => {
    const covered = [...document.body.children].filter((one) => one instanceof HTMLElement && !one.hidden)
    for (const one of covered) if (one instanceof HTMLElement) one.hidden = true
    document.body.append(home)
    showDocument(true)
    home.querySelector<HTMLElement>('h1')?.focus()
    return () => {
      home.remove()
      for (const one of covered) if (one instanceof HTMLElement) one.hidden = false
    }
  }, [home])
  const { pathname, search } = location
  return createPortal(
    <div role="alert" className="mx-auto max-w-xl px-4 py-16">
      <h1 tabIndex={-1} className="text-xl">
        You were signed out
      </h1>
      <p className="mt-2 text-dim">
        You signed out in another tab of this browser, so this page is hidden. Sign in to see it again.
      </p>
      <p className="mt-6">
        <a
          href={`/sign-in?returnTo=${encodeURIComponent(pathname + search)}`}
          className={buttonClass('primary')}
        >
          Sign in
        </a>
      </p>
    </div>,
    home,
  )
}
