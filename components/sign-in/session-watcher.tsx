'use client'
import { type ComponentType, useEffect, useState } from 'react'
import { showDocument } from './show-document'

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

/**
 * Tells other tabs who is signed in. An open tab covers its content when the person signs out in another tab, and
 * reloads when someone else signs in. A page from the back/forward cache stays hidden until that is checked.
 *
 * @param person an opaque id of the signed-in person; null if nobody is signed in
 * @param isPublic the page shows no personal content
 */
export function SessionWatcher({ person, isPublic = false }: { person: string | null; isPublic?: boolean }) {
  const [Cover, setCover] = useState<ComponentType | null>(null)
  useEffect(() => {
    store(person ?? '')
    if (person !== null) claimTab(person)
    if (isPublic) return
    const check = () => {
      const now = stored()
      if (now !== null && now !== '' && now !== person) location.reload()
      else if (now === '') cover()
      else {
        setCover(null)
        showDocument(true)
      }
    }
    // Hidden at once. What the cover says is loaded only now, because hardly any page needs it.
    const cover = () => {
      showDocument(false)
      import('./signed-out-cover').then(
        (loaded) => {
          if (stored() === '') setCover(() => loaded.SignedOutCover)
        },
        () => location.reload(),
      )
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
  return Cover && <Cover />
}
