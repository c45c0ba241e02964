'use client'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

/** Who this browser is signed in as, for its tabs to tell each other: a mark, or '' for nobody. */
const SLOT = 'latchkey-person'
/** The last person whom this tab belonged to. What pages keep in a tab, such as a draft, is theirs alone. */
const TAB_SLOT = 'latchkey-tab-person'

function stored(): string | null {
  try {
    return localStorage.getItem(SLOT)
  } catch {
    // The browser keeps nothing: the next request to the server tells.
    return null
  }
}

function store(mark: string): void {
  try {
    if (localStorage.getItem(SLOT) !== mark) localStorage.setItem(SLOT, mark)
  } catch {
    // As above.
  }
}

/** Forgets what another person left in this tab. */
function claimTab(mark: string): void {
  try {
    const before = sessionStorage.getItem(TAB_SLOT)
    if (before !== null && before !== mark) sessionStorage.clear()
    sessionStorage.setItem(TAB_SLOT, mark)
  } catch {
    // As above.
  }
}

const showDocument = (shown: boolean) => {
  document.documentElement.style.visibility = shown ? '' : 'hidden'
}

/**
 * Tells the other tabs who is signed in. A tab left open covers its content once the person signed out
 * elsewhere in this browser, and loads again once somebody else signed in. A page that "Back" takes out of the
 * browser's memory stays hidden until that was checked.
 *
 * @param person a mark of the person whom this page was made for; null: nobody is signed in
 * @param isPublic the page shows nothing of a person's own
 */
export function SessionWatcher({ person, isPublic = false }: { person: string | null; isPublic?: boolean }) {
  const [signedOut, setSignedOut] = useState(false)
  useEffect(() => {
    store(person ?? '')
    if (person !== null) claimTab(person)
    if (isPublic) return
    const check = () => {
      const now = stored()
      if (now !== null && now !== '' && now !== person) location.reload()
      else setSignedOut(now === '')
    }
    const onStorage = (event: StorageEvent) => {
      if (event.key === SLOT) check()
    }
    const onPageHide = (event: PageTransitionEvent) => {
      if (event.persisted) showDocument(false)
    }
    const onPageShow = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      // Signing out empties the storage before any page could write to it.
      if (stored() === person) showDocument(true)
      else location.reload()
    }
    window.addEventListener('storage', onStorage)
    window.addEventListener('pagehide', onPageHide)
    window.addEventListener('pageshow', onPageShow)
    return () => {
      window.removeEventListener('storage', onStorage)
      window.removeEventListener('pagehide', onPageHide)
      window.removeEventListener('pageshow', onPageShow)
    }
  }, [person, isPublic])
  return signedOut ? <SignedOut /> : null
}

/** Covers the page, which stays as it is below: what was typed is there again after signing in elsewhere. */
function SignedOut() {
  const [home] = useState(() => {
    const element = document.createElement('div')
    element.setAttribute('data-signed-out', '')
    return element
  })
  useEffect(() => {
    const covered = [...document.body.children].filter((one) => one instanceof HTMLElement && !one.hidden)
    for (const one of covered) if (one instanceof HTMLElement) one.hidden = true
    document.body.append(home)
    home.querySelector<HTMLElement>('h1')?.focus()
    return () => {
      home.remove()
      for (const one of covered) if (one instanceof HTMLElement) one.hidden = false
    }
  }, [home])
  const { pathname, search } = location
  return createPortal(
    <div role="alert" className="mx-auto max-w-xl px-4 py-16">
      <h1 tabIndex={-1} className="text-2xl">
        You were signed out
      </h1>
      <p className="mt-2 text-dim">
        You signed out in another tab of this browser, so this page is hidden. Sign in to see it again.
      </p>
      <p className="mt-6">
        <a
          href={`/sign-in?returnTo=${encodeURIComponent(pathname + search)}`}
          className="button button-primary"
        >
          Sign in
        </a>
      </p>
    </div>,
    home,
  )
}
