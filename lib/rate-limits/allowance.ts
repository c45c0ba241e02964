import { LRUCache } from 'lru-cache'
import type { TakePoints } from './shared-counts'

/** Keys that one process remembers for one limit. */
const MAX_KEYS = 20_000
/** The part of a limit that a process takes at once, so that most requests ask no database. */
const BATCH_FRACTION = 1 / 20

interface KeyAllowance {
  /** Requests that this process may allow and has not told the shared count of. */
  uncountedLeft: number
  /** Those of them that it allowed. */
  uncounted: number
  /** Requests that the shared count gave to this process. */
  counted: number
  refused: boolean
  /** When the window ends, in milliseconds since the epoch. */
  until: number
}

/** A request that has to wait. */
export interface RateLimitRefusal {
  readonly waitMs: number
  /** Of this key in this window, by this process. */
  readonly isFirst: boolean
}

export type Allowance = (key: string) => Promise<RateLimitRefusal | null>

/**
 * Allows each key `limit` requests in a window, counted over all processes. A process takes a batch of them from
 * the shared count and hands them out by itself, so the count is asked once a batch. Batches are 1/20 of the
 * limit: what one process has left over when another is refused is the price. The first batch of a window is
 * counted only when it is used up, so that a visitor who asks for a few pages causes no write; each process
 * beyond the first may allow that many more. Limits below 40 are asked for each request, and are exact.
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
