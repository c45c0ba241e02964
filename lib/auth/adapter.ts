import type { Adapter } from '@auth/core/adapters'
import { newSessionToken } from '../accounts'
import type { SignIn } from './sign-in-attempt'

/**
 * The adapter for auth.js. In a callback's unit of work `createSession` is the only method that writes,
 * and it writes everything; outside of one there is no way to a session. Accounts and users that auth.js
 * believes to create are created there too, by person. auth.js never looks a session up: it joins all cookies
 * whose names begin with the session cookie's name, so `currentSession` reads the cookie itself.
 */
export function adapter(unit: () => SignIn | undefined): Adapter {
  return {
    getUser: async () => null,
    getUserByEmail: async () => null,
    getUserByAccount: async () => null,
    createUser: async (user) => user,
    updateUser: async (user) => ({ email: '', emailVerified: null, ...user }),
    linkAccount: async () => undefined,
    async createSession() {
      const current = unit()
      if (!current) throw new Error('a session begins only in the callback')
      const kept = await current.keep(newSessionToken())
      return { sessionToken: kept.sessionToken, userId: kept.userId, expires: kept.expires }
    },
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async () => undefined,
  }
}
