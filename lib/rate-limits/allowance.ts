import { LRUCache } from 'lru-cache'
import type { TakePoints } from './shared-counts'

/** How many keys one process remembers per limit. */
const MAX_KEYS = 20_000
/** The part of a limit that a process takes at once, so that most requests need no query. */
const BATCH_FRACTION = 1 / 20

interface KeyAllowance {
  /** Requests that this process may still allow before it reports them to the shared count. */
  uncountedLeft: number
  /** Requests allowed but not yet reported. */
  uncounted: number
  /** Requests that the shared count granted to this process and that are still unused. */
  counted: number
  refused: boolean
  /** The end of the window, in milliseconds since the epoch. */
  until: number
}

/** A request that has to wait. */
export interface RateLimitRefusal {
  readonly waitMs: number
  /** The first refusal of this key in this window, by this process. */
  readonly isFirst: boolean
}

export type Allowance = (key: string) => Promise<RateLimitRefusal | null>

/**
 * Allows each key `limit` requests per window, across all processes. A process takes a batch of 1/20 of the limit from
 * the shared count and hands it out by itself, so most requests need no query. In return, a request can be refused
 * while another process still has part of a batch left. The first batch of a window is reported only when it is used
 * up, so that a visitor who opens a few pages causes no write; each further process may allow that many more. Limits
 * below 40 query the shared count for each request and are exact.
 */
export function createAllowance(limit: number, windowMs: number, take: TakePoints): Allowance {
  const batch = Math.max(1, Math.floor(limit * BATCH_FRACTION))
  const shares = new LRUCache<string, KeyAllowance>({ max: MAX_KEYS })

  function shareOf(key: string): KeyAllowance {
    const known = shares.get(key)
    if (known && known.until > Date.now()) return known
    const uncountedLeft = batch === 1 ? 0 : batch
    const fresh = { uncountedLeft, uncounted: 0, counted: 0, refused: false, until: Date.now() + windowMs }
    shares.set(key, fresh)
    return fresh
  }

  return async (key) => {
    const share = shareOf(key)
    if (share.uncountedLeft > 0) {
      share.uncountedLeft -= 1
      share.uncounted += 1
      return null
    }
    if (share.counted > 0) {
      share.counted -= 1
      return null
    }
    if (share.refused) return { waitMs: Math.max(1, share.until - Date.now()), isFirst: false }
    const uncountedRequests = share.uncounted
    share.uncounted = 0
    const { consumed, resetMs } = await take(key, uncountedRequests + batch)
    share.until = Date.now() + Math.max(1, resetMs)
    const granted = Math.min(batch, limit - (consumed - batch))
    if (granted >= 1) {
      share.counted += granted - 1
      return null
    }
    const isFirst = !share.refused
    share.refused = true
    return { waitMs: Math.max(1, resetMs), isFirst }
  }
}
