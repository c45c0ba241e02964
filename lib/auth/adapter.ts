import type { Adapter } from '@auth/core/adapters'
import { newSessionToken } from '../accounts'
import type { SignInAttempt } from './sign-in-attempt'

/**
 * The adapter for auth.js. In a sign-in attempt `createSession` is the only method that writes, and it writes
 * everything, the user and the account among it; outside of one no session can begin. auth.js never looks a session
 * up: it joins all cookies whose names begin with the session cookie's name, so `currentSession` reads the cookie
 * itself.
 */
export function adapter(attempt: () => SignInAttempt | undefined): Adapter {
  return {
    getUser: async () => null,
    getUserByEmail: async () => null,
    getUserByAccount: async () => null,
    createUser: async (user) => user,
    updateUser: async (user) => ({ email: '', emailVerified: null, ...user }),
    linkAccount: async () => undefined,
    async createSession() {
      const current = attempt()
      if (!current) throw new Error('a session begins only in the callback')
      const { sessionToken, userId, expires } = await current.commit(newSessionToken())
      return { sessionToken, userId, expires }
    },
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async () => undefined,
  }
}
