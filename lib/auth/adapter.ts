import type { Adapter } from '@auth/core/adapters'
import { newSessionToken } from '../accounts'
import type { SignInAttempt } from './sign-in-attempt'

/**
 * The adapter for auth.js. Only `createSession` writes: it stores the user, account, connection and session of a sign-in
 * attempt in one transaction. auth.js never looks up a session, because it would join all cookies whose names start with
 * the session cookie's name; `currentSession` reads the cookie instead.
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
      if (!current) throw new Error('a session can only be created in the callback')
      const { sessionToken, userId, expires } = await current.commit(newSessionToken())
      return { sessionToken, userId, expires }
    },
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async () => undefined,
  }
}
