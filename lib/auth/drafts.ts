import { cookies } from 'next/headers'
import { type Draft, draftCookies, noDraftCookies, readDraft } from '../config'

/** From a server action: keeps what somebody typed in their browser, for the page at `path`. */
export async function keepDraft(draft: Draft, path: string): Promise<void> {
  const store = await cookies()
  for (const cookie of await draftCookies(draft, path)) store.set(cookie)
}

/** From a server action: forgets the draft of the page at `path`, if this browser sent one. */
export async function forgetDraft(path: string): Promise<void> {
  const store = await cookies()
  for (const cookie of noDraftCookies(path)) if (store.has(cookie.name)) store.set(cookie)
}

/** What this browser keeps for the page that it asks for; null when nothing. */
export async function currentDraft(): Promise<Draft | null> {
  const store = await cookies()
  return readDraft((name) => store.get(name)?.value)
}
