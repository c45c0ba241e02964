import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

const MAX_SESSIONS = 50_000
const SESSION_TTL_MS = 600_000

// On globalThis because Next.js bundles this module more than once: pages learn whose session it is, and the middleware
// uses it.
const shared = globalThis as typeof globalThis & { latchkeyKnownSessions?: LRUCache<string, string> }
shared.latchkeyKnownSessions ??= new LRUCache({ max: MAX_SESSIONS, ttl: SESSION_TTL_MS })
const known = shared.latchkeyKnownSessions

const keyOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Remembers whose session cookie this is, to count requests per person. It is never used for authorization. */
export const rememberSession = (token: string, userId: string): void => {
  known.set(keyOf(token), userId)
}

/** The user of a session cookie that this process has seen lately, otherwise null. */
export const userIdOfSession = (token: string | undefined): string | null =>
  token === undefined ? null : (known.get(keyOf(token)) ?? null)
