import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import NextAuth from 'next-auth'
import { cache } from 'react'
import { personMark, touchSession } from '../accounts'
import { type Draft, log, sessionTokens } from '../config'
import { StorageUnavailable } from '../errors'
import { rememberSession } from '../rate-limits'
import type { UserId } from '../token-vault'
import { authConfig } from './configuration'
import { saveDraft } from './drafts'
import { identityProviders } from './identity-providers'

/** The signed-in person. Contains no token, but must not be passed to a client component. */
export interface SignedIn {
  readonly sessionId: string
  readonly user: {
    readonly id: UserId
    readonly name: string | null
    readonly email: string | null
    /** Their picture in Notion. */
    readonly avatarUrl: string | null
    readonly createdAt: Date
  }
}

type AuthApp = ReturnType<typeof NextAuth>
let instance: AuthApp | undefined

/** auth.js outside a callback, used to start authorizations. */
export function authApp(): AuthApp {
  instance ??= NextAuth(authConfig(identityProviders(), () => undefined))
  return instance
}

/**
 * The active session of this request, or null. Looked up once per render.
 *
 * @throws {StorageUnavailable} the database is unavailable, so it is unknown whether there is a session
 */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  const tokens = sessionTokens((await headers()).get('cookie'))
  const [likeliest] = tokens
  if (likeliest === undefined) return null
  try {
    const session = await touchSession(tokens)
    if (session) rememberSession(likeliest, session.user.id)
    return session && { sessionId: session.id, user: session.user }
  } catch (error) {
    log.error({ err: error }, 'a session could not be looked up')
    throw new StorageUnavailable()
  }
})

/** The active session of this request. Without one, redirects to the sign-in page, which leads back to `returnTo`. @throws {StorageUnavailable} */
export async function requireSession(returnTo: string): Promise<SignedIn> {
  const session = await currentSession()
  if (!session) redirect(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
  return session
}

/**
 * Redirects a person whose session ended before they submitted a form to the sign-in page, which leads back to
 * `returnTo`. What they typed is saved in their browser.
 */
export async function redirectToSignIn(returnTo: string, typed: Draft | null = null): Promise<never> {
  if (typed) await saveDraft(typed, returnTo)
  redirect(`/sign-in?returnTo=${encodeURIComponent(returnTo)}&ended=1${typed ? '&kept=1' : ''}`)
}

/** Like `requireSession`, for a form whose page required a session. @throws {StorageUnavailable} */
export async function requireSessionForForm(returnTo: string): Promise<SignedIn> {
  return (await currentSession()) ?? (await redirectToSignIn(returnTo))
}

/** A value that differs for each person and reveals nothing about them, so that a page can detect a change of user. */
export const personKeyOf = ({ user }: SignedIn): string => personMark(user.id)
