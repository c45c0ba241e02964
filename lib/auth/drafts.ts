import { cookies } from 'next/headers'
import { type Draft, draftCookies, expiredDraftCookies, readDraft } from '../config'

/** In a server action: saves typed text in the person's browser, for the page at `path`. */
export async function saveDraft(draft: Draft, path: string): Promise<void> {
  const store = await cookies()
  for (const cookie of await draftCookies(draft, path)) store.set(cookie)
}

/** In a server action: deletes the draft of the page at `path`, if the browser sent one. */
export async function deleteDraft(path: string): Promise<void> {
  const store = await cookies()
  for (const cookie of expiredDraftCookies(path)) if (store.has(cookie.name)) store.set(cookie)
}

/** The draft that the browser sent for this page; null if there is none. */
export async function currentDraft(): Promise<Draft | null> {
  const store = await cookies()
  return readDraft((name) => store.get(name)?.value)
}
