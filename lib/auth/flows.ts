import { headers as requestHeaders } from 'next/headers'
import { redirect } from 'next/navigation'
import { createIntent, endEverySession, endSession, type IntentPurpose } from '../accounts'
import { config, deletedCookie, log, sessionTokens } from '../config'
import type { ConnectionId, TokenVault } from '../token-vault'
import { type ProblemReason, safeReturnTo } from './problem'
import { authApp, currentSession, requireSession } from './session'

/** Asks auth.js for a provider's authorize address; sets the state cookie on this response. */
async function authorizeUrl(returnTo: string, provider = 'notion'): Promise<string> {
  const url: unknown = await authApp().signIn(provider, { redirect: false, redirectTo: returnTo })
  if (typeof url !== 'string') throw new Error('auth.js gave no authorize address')
  return url
}

/** From a server action: goes to Notion, or another identity provider, to sign in. */
export async function beginSignIn(returnTo: string, provider?: string): Promise<never> {
  redirect(await authorizeUrl(safeReturnTo(returnTo, '/workspaces'), provider))
}

/**
 * From a server action: goes to Notion to authorize a workspace for the person who is signed in here. The
 * callback accepts it only with this very session and for the same person.
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
  if (!state) throw new Error('the authorize address has no state')
  await createIntent(vault, state, {
    userId: session.user.id,
    sessionId: session.sessionId,
    purpose: options.purpose,
    connectionId: options.connectionId ?? null,
    returnTo,
  })
  redirect(url)
}

const REASON_NOT_ENDED: ProblemReason = 'still-signed-in'

/**
 * What a browser forgets with its session: answers kept for "Back", and what pages stored. Not `cookies`: that
 * deletes the cookies of every other app on this host and its siblings too.
 *
 * @see https://www.w3.org/TR/clear-site-data/
 */
const FORGET = '"cache", "storage"'

/** Which sessions "Sign out" ends, and where it leads. */
export type SignOutKind = 'here' | 'everywhere' | 'to-sign-in'

/**
 * Answers the form "Sign out": ends the session and has the browser forget it. A route and not an action, for an
 * action can't send `Clear-Site-Data`, waits in the queue of actions, and leaves read pages in the tab's memory.
 * When the database does not answer, the session and its cookie stay, and the page says so.
 */
export async function signOut(kind: SignOutKind): Promise<Response> {
  const { authUrl } = config()
  const to = (path: string) =>
    new Headers({ location: new URL(path, authUrl).href, 'cache-control': 'no-store' })
  try {
    const session = kind === 'everywhere' ? await currentSession() : null
    if (session) await endEverySession(session.user.id)
    await endSession(sessionTokens((await requestHeaders()).get('cookie')))
  } catch (error) {
    log.error({ err: error }, 'a session could not be ended')
    return new Response(null, { status: 303, headers: to(`/problem?reason=${REASON_NOT_ENDED}`) })
  }
  const headers = to(kind === 'to-sign-in' ? await authorizeUrl('/workspaces') : '/')
  headers.set('clear-site-data', FORGET)
  headers.append('set-cookie', deletedCookie('session'))
  return new Response(null, { status: 303, headers })
}
