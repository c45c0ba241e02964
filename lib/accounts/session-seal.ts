import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { config } from '../config'

/** What a session row must not change once it is written. */
export interface SessionClaims {
  readonly id: string
  readonly tokenHash: string
  readonly userId: string
  /** Notion person id of that user, if they have one. */
  readonly personId: string | null
  readonly absoluteExpires: Date
}

type Purpose = 'token' | 'row' | 'person'

let keys: { readonly secret: string; readonly of: Readonly<Record<Purpose, Uint8Array>> } | undefined

/** One key for each purpose, derived from AUTH_SECRET. @see RFC 5869 */
function key(purpose: Purpose): Uint8Array {
  const secret = config().authSecret
  if (keys?.secret !== secret) {
    const derive = (info: Purpose) =>
      new Uint8Array(hkdfSync('sha256', secret, '', `latchkey session ${info} 1`, 32))
    keys = { secret, of: { token: derive('token'), row: derive('row'), person: derive('person') } }
  }
  return keys.of[purpose]
}

/**
 * What the database holds of a session cookie. Without AUTH_SECRET nobody can compute it for a value of their
 * own choosing, so a row written into the database signs nobody in.
 */
export const hashSessionToken = (token: string): string =>
  createHmac('sha256', key('token')).update(token).digest('base64url')

/** A MAC over a session's row: it makes the row useless under another user, person, cookie or end. */
export function sealSession({ id, tokenHash, userId, personId, absoluteExpires }: SessionClaims): string {
  const claims = JSON.stringify([id, tokenHash, userId, personId, absoluteExpires.toISOString()])
  return createHmac('sha256', key('row')).update(claims).digest('base64url')
}

/** Whether a row is as `sealSession` saw it. */
export function isSessionIntact(claims: SessionClaims, seal: string): boolean {
  const bytes = new TextEncoder()
  const [expected, given] = [bytes.encode(sealSession(claims)), bytes.encode(seal)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** A value that tells one person from another in the browser, and tells nothing else of them. */
export const personMark = (userId: string): string =>
  createHmac('sha256', key('person')).update(userId).digest('base64url').slice(0, 16)
