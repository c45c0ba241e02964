'use client'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { buttonClass } from '../ui/button'

/** Who is signed in, shared between tabs: an opaque id of the person, or '' for nobody. */
const SLOT = 'latchkey-person'
/** The last person in this tab. Data in the tab, such as drafts, is theirs alone. */
const TAB_SLOT = 'latchkey-tab-person'

function stored(): string | null {
  try {
    return localStorage.getItem(SLOT)
  } catch {
    // Storage is disabled. The next request to the server decides.
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

/** Deletes what another person left in this tab. */
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
 * Tells other tabs who is signed in. An open tab covers its content when the person signs out in another tab, and
 * reloads when someone else signs in. A page from the back/forward cache stays hidden until that is checked.
 *
 * @param person an opaque id of the signed-in person; null if nobody is signed in
 * @param isPublic the page shows no personal content
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
      // Signing out clears the storage before any page can write to it.
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

/** Covers the page but keeps it in place, so that typed text is still there after signing in from another tab. */
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
