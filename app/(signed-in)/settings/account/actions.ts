'use server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { waitPageIfLimited } from '@/app/_lib/rate-limit'
import { endOneSession, endOtherSessions } from '@/lib/accounts'
import { beginSignIn, requireSessionForForm, safeReturnTo } from '@/lib/auth'
import { cookieAttributes } from '@/lib/config'
import { parseTheme, THEME_COOKIE, THEME_COOKIE_DAYS } from '@/lib/shared/theme'

const HERE = '/settings/account'

/** Chooses the look of this browser, signed in or not. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = parseTheme(String(form.get('theme')))
  const store = await cookies()
  const attributes = cookieAttributes()
  // `system` is the look without a cookie.
  if (theme === 'system') store.set(THEME_COOKIE, '', { ...attributes, maxAge: 0 })
  else store.set(THEME_COOKIE, theme, { ...attributes, maxAge: THEME_COOKIE_DAYS * 86_400 })
  redirect(safeReturnTo(form.get('returnTo'), HERE))
}

/** Signs out one other browser. */
export async function endSession(form: FormData): Promise<void> {
  const { user, sessionId } = await requireSessionForForm(HERE)
  const id = String(form.get('sessionId'))
  const entry = id === sessionId ? null : await endOneSession(user.id, id)
  // Another person's session is answered like one that has ended.
  redirect(entry ? `${HERE}?ended=${entry}` : `${HERE}?ended=before`)
}

/** Signs out every browser but this one. */
export async function endOthers(): Promise<void> {
  const { user, sessionId } = await requireSessionForForm(HERE)
  const entry = await endOtherSessions({ id: sessionId, userId: user.id })
  redirect(entry ? `${HERE}?ended=${entry}` : `${HERE}?ended=before`)
}

/** Goes to Notion to sign in again, and comes back to the export. */
export async function signInForExport(): Promise<void> {
  const { user } = await requireSessionForForm(HERE)
  const wait = await waitPageIfLimited('connect', user.id, HERE)
  if (wait) redirect(wait)
  await beginSignIn(`${HERE}?export=ready`)
}
