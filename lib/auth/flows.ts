import { redirect } from 'next/navigation'
import { createIntent, endEverySession as endAll, type IntentPurpose } from '../account'
import { type ConnectionId, claimedRevocationsDone } from '../connections'
import { safeReturnTo } from './problem'
import { authApp, currentSession, requireSession } from './session'

/** Asks auth.js for Notion's authorize address; sets the state cookie on this response. */
async function authorizeUrl(returnTo: string): Promise<string> {
  const url: unknown = await authApp().signIn('notion', { redirect: false, redirectTo: returnTo })
  if (typeof url !== 'string') throw new Error('auth.js gave no authorize address')
  return url
}

/** From a server action: goes to Notion to sign in. */
export async function beginSignIn(returnTo: string): Promise<never> {
  redirect(await authorizeUrl(safeReturnTo(returnTo, '/workspaces')))
}

/**
 * From a server action: goes to Notion to authorize a workspace for the person who is signed in here. The
 * callback accepts it only with this very session and for the same person.
 */
export async function beginConnect(options: {
  purpose: IntentPurpose
  connectionId?: ConnectionId
  returnTo: string
}): Promise<never> {
  const returnTo = safeReturnTo(options.returnTo, '/workspaces')
  const session = await requireSession(returnTo)
  await claimedRevocationsDone(session.user.id)
  const url = await authorizeUrl(returnTo)
  const state = new URL(url).searchParams.get('state')
  if (!state) throw new Error('the authorize address has no state')
  await createIntent(state, {
    userId: session.user.id,
    sessionId: session.sessionId,
    purpose: options.purpose,
    connectionId: options.connectionId ?? null,
    returnTo,
  })
  redirect(url)
}

/** Ends this browser's session and clears its cookie. @throws {StorageUnavailable} nothing is changed */
export async function endSession(): Promise<void> {
  // auth.js clears the cookie even when the session could not be ended.
  await currentSession()
  // auth.js remembers where a sign-out leads and, finding the same there, not where the next sign-in does.
  await authApp().signOut({ redirect: false, redirectTo: '/workspaces' })
}

/** "Sign out everywhere": every session of the person, this one included. */
export async function endEverySession(): Promise<void> {
  const { user } = await requireSession('/settings/connections')
  await endAll(user.id)
  await endSession()
}
