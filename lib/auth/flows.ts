import { headers as requestHeaders } from 'next/headers'
import { redirect } from 'next/navigation'
import {
  createIntent,
  deleteAccount,
  endEverySession,
  endSession,
  type IntentPurpose,
  isDeletePhrase,
  newReceiptValue,
  parseReceiptValue,
} from '../accounts'
import { deletedCookie, log, sessionTokens } from '../config'
import type { ConnectionId, TokenVault } from '../token-vault'
import { type ProblemReason, safeReturnTo } from './problem'
import { seeOther } from './see-other'
import { authApp, currentSession, requireSession } from './session'

/** Creates a provider's authorization URL, and sets the state cookie on this response. */
async function authorizeUrl(returnTo: string, provider = 'notion'): Promise<string> {
  const url: unknown = await authApp().signIn(provider, { redirect: false, redirectTo: returnTo })
  if (typeof url !== 'string') throw new Error('auth.js returned no authorization URL')
  return url
}

/** In a server action: redirects to Notion, or another identity provider, to sign in. */
export async function beginSignIn(returnTo: string, provider?: string): Promise<never> {
  redirect(await authorizeUrl(safeReturnTo(returnTo, '/workspaces'), provider))
}

/**
 * In a server action: redirects to Notion to authorize a workspace for the signed-in person. The callback accepts it only
 * in the same session and from the same person.
 */
export async function beginConnect(
  vault: TokenVault,
  options: {
    purpose: IntentPurpose
    connectionId?: ConnectionId
    returnTo: string
  },
): Promise<never> {
  const returnTo = safeReturnTo(options.returnTo, '/workspaces')
  const session = await requireSession(returnTo)
  const url = await authorizeUrl(returnTo)
  const state = new URL(url).searchParams.get('state')
  if (!state) throw new Error('the authorization URL has no state')
  await createIntent(vault, state, {
    userId: session.user.id,
    sessionId: session.sessionId,
    purpose: options.purpose,
    connectionId: options.connectionId ?? null,
    returnTo,
  })
  redirect(url)
}

const SIGN_OUT_FAILED: ProblemReason = 'still-signed-in'

/**
 * What the browser deletes on sign-out: cached responses and stored data. Not `cookies`, which would also delete the
 * cookies of other apps on this host and its subdomains.
 *
 * @see https://www.w3.org/TR/clear-site-data/
 */
const CLEAR_SITE_DATA = '"cache", "storage"'

/** Which sessions "Sign out" ends, and where it redirects. */
export type SignOutKind = 'here' | 'everywhere' | 'to-sign-in'

/**
 * Handles the form "Sign out": ends the session and clears the browser's data. It is a route because a server action
 * can't send `Clear-Site-Data`, waits for other actions, and leaves visited pages in the tab's memory. If the database
 * is unavailable, the session and its cookie are kept, and the page says so.
 */
export async function signOut(kind: SignOutKind): Promise<Response> {
  let ended: number | null = null
  try {
    const session = kind === 'everywhere' ? await currentSession() : null
    if (session) ended = await endEverySession(session.user.id)
    await endSession(sessionTokens((await requestHeaders()).get('cookie')))
  } catch (error) {
    log.error({ err: error }, 'a session could not be ended')
    return seeOther(`/problem?reason=${SIGN_OUT_FAILED}`)
  }
  if (ended !== null) return signedOut(`/sign-in?signedOut=${ended}`)
  return signedOut(kind === 'to-sign-in' ? await authorizeUrl('/workspaces') : '/')
}

/** A redirect after which the browser has no session, and nothing of it. */
function signedOut(path: string): Response {
  const response = seeOther(path)
  response.headers.set('clear-site-data', CLEAR_SITE_DATA)
  response.headers.append('set-cookie', deletedCookie('session'))
  return response
}

const DELETION_FAILED: ProblemReason = 'not-deleted'
const ACCOUNT_PATH = '/settings/account'

/**
 * Handles the form "Delete my account", which is a route for the same reasons as `signOut`. A form that arrives again,
 * from a second click, finds its own session gone and the receipt of the first.
 */
export async function deleteAccountByForm(vault: TokenVault, form: FormData): Promise<Response> {
  const wanted = parseReceiptValue(form.get('receipt'))
  try {
    const session = await currentSession()
    if (session && !isDeletePhrase(form.get('phrase'))) return seeOther(`${ACCOUNT_PATH}?problem=phrase`)
    const receipt = session
      ? await deleteAccount(vault, session.user.id, wanted ?? newReceiptValue())
      : wanted !== null && (await vault.findReceipt(wanted)) && wanted
    if (receipt) return signedOut(`/deleted/${receipt}`)
  } catch (error) {
    log.error({ err: error }, 'an account may not have been deleted')
    return seeOther(`/problem?${new URLSearchParams({ reason: DELETION_FAILED, from: ACCOUNT_PATH })}`)
  }
  return seeOther(`/sign-in?${new URLSearchParams({ returnTo: ACCOUNT_PATH, ended: '1' })}`)
}
