import type { Adapter } from '@auth/core/adapters'
import { endSession, newSessionToken, useSession } from '../account'
import type { SignIn } from './unit'

/** Told what auth.js takes for "no session". */
export type OnLookUpFailed = (error: unknown) => void

/**
 * The adapter for auth.js. In a callback's unit of work `createSession` is the only method that writes,
 * and it writes everything; outside of one there is no way to a session. Accounts and users that auth.js
 * believes to create are created there too, by person.
 */
export function adapter(unit: () => SignIn | undefined, onLookUpFailed?: OnLookUpFailed): Adapter {
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
    async getSessionAndUser(token) {
      const current = unit()
      if (current) {
        current.noteCookie(token)
        return null
      }
      const session = await useSession(token).catch((error) => {
        onLookUpFailed?.(error)
        throw error
      })
      if (!session) return null
      const { id, name, email, image } = session.user
      // auth.js takes the cookie's value from the cookie, so the answer need not carry it.
      return {
        session: Object.assign(
          { sessionToken: '', userId: id, expires: session.absoluteExpires },
          { id: session.id },
        ),
        user: { id, name, email: email ?? '', emailVerified: null, image },
      }
    },
    updateSession: async () => null,
    async deleteSession(token) {
      await endSession(token)
    },
  }
}
