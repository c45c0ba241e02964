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
import { keepDraft } from './drafts'
import { identityProviders } from './identity-providers'

/** Who is asking. It carries no token and may not be handed to a client component as it is. */
export interface SignedIn {
  readonly sessionId: string
  readonly user: {
    readonly id: UserId
    readonly name: string | null
    readonly email: string | null
  }
}

type App = ReturnType<typeof NextAuth>
let instance: App | undefined

/** auth.js outside of a callback: it begins authorizations. */
export function authApp(): App {
  instance ??= NextAuth(authConfig(identityProviders(), () => undefined))
  return instance
}

/**
 * The live session of this request, or null. One look-up a render.
 *
 * @throws {StorageUnavailable} whether there is one can't be told now
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

/** The live session of this request; a visitor without one goes to the sign-in page and comes back to `returnTo`. @throws {StorageUnavailable} */
export async function requireSession(returnTo: string): Promise<SignedIn> {
  const session = await currentSession()
  if (!session) redirect(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
  return session
}

/**
 * Sends a person who sent a form without a live session to the sign-in page, which says so, and then back to `returnTo`.
 * What they typed stays in their browser.
 */
export async function endedSession(returnTo: string, typed: Draft | null = null): Promise<never> {
  if (typed) await keepDraft(typed, returnTo)
  redirect(`/sign-in?returnTo=${encodeURIComponent(returnTo)}&ended=1`)
}

/** As `requireSession`, for a form: the person was signed in when they opened its page. @throws {StorageUnavailable} */
export async function requireSessionOfForm(returnTo: string): Promise<SignedIn> {
  return (await currentSession()) ?? (await endedSession(returnTo))
}

/** A value for pages to tell one person from another by; it tells nothing else of them. */
export const personMarkOf = ({ user }: SignedIn): string => personMark(user.id)
