import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

const MAX_SESSIONS = 50_000
const SESSION_TTL_MS = 600_000

// On globalThis because Next.js bundles this module more than once: pages learn whose session it is, and the
// middleware needs it.
const shared = globalThis as typeof globalThis & { latchkeyKnownSessions?: LRUCache<string, string> }
shared.latchkeyKnownSessions ??= new LRUCache({ max: MAX_SESSIONS, ttl: SESSION_TTL_MS })
const known = shared.latchkeyKnownSessions

const keyOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** A session cookie's value was found to be this person's. It serves to count requests, never as a proof. */
export const rememberSession = (token: string, userId: string): void => {
  known.set(keyOf(token), userId)
}

/** Whose session cookie this process knows it to be; null when it has not looked lately. */
export const userIdOfSession = (token: string | undefined): string | null =>
  token === undefined ? null : (known.get(keyOf(token)) ?? null)
