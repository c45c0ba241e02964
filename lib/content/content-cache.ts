import { LRUCache } from 'lru-cache'
import pLimit, { type LimitFunction } from 'p-limit'
import { NotionUnavailable, ReadAbandoned, ReconnectRequired } from '../errors'
import type { Connection, UserId } from '../token-vault'

/** How long a response may be reused. */
export const CONTENT_CACHE_SECONDS = 60
const TTL_MS = CONTENT_CACHE_SECONDS * 1000
/** The size of the cache of one process, in characters. */
const MAX_CHARACTERS = 32_000_000
/** Larger responses are not cached: a few of them would evict everything else. */
const MAX_ENTRY_CHARACTERS = 4_000_000
/** The overhead of a member or an item, beside its text. */
const MEMBER_CHARACTERS = 16
const MAX_CONNECTIONS = 10_000
/** Requests in flight per connection. Notion limits the number per minute, so more would only be rejected sooner. */
const MAX_CONCURRENT_REQUESTS = 8

interface CacheEntry {
  readonly value: unknown
}

interface PendingRead {
  readonly answer: Promise<unknown>
  /** The abort signals of all callers; null for a caller that waits until the end. */
  readonly waiting: (AbortSignal | null)[]
}

interface CacheState {
  readonly answers: LRUCache<string, CacheEntry>
  readonly pending: Map<string, PendingRead>
  /** When a rate-limited connection may send requests again, in milliseconds since the epoch. */
  readonly pauses: LRUCache<string, number>
  readonly limits: LRUCache<string, LimitFunction>
}

// On globalThis because Next.js bundles this module more than once, and the file route reuses what a page has read.
const shared = globalThis as typeof globalThis & { latchkeyReads?: CacheState }

/**
 * The size of plain data in characters, about the length of its JSON. Counting stops at `most`, because serializing
 * megabytes to measure them would block the event loop.
 */
function countCharacters(value: unknown, most: number): number {
  let size = 1
  const open: unknown[] = []
  const add = (member: unknown) => {
    if (typeof member === 'string') size += member.length
    else if (typeof member === 'object' && member !== null) open.push(member)
  }
  add(value)
  while (open.length > 0 && size < most) {
    const one = open.pop() as Readonly<Record<string, unknown>>
    // Not `Object.values`: a large response has a hundred thousand objects, and each would be copied.
    for (const name in one) {
      size += MEMBER_CHARACTERS
      add(one[name])
    }
  }
  return Math.min(size, most)
}

function cacheState(): CacheState {
  shared.latchkeyReads ??= {
    answers: new LRUCache({
      ttl: TTL_MS,
      // Expired content must not stay in memory.
      ttlAutopurge: true,
      maxSize: MAX_CHARACTERS,
      maxEntrySize: MAX_ENTRY_CHARACTERS,
      sizeCalculation: ({ value }) => countCharacters(value, MAX_ENTRY_CHARACTERS + 1),
    }),
    pending: new Map(),
    pauses: new LRUCache({ max: MAX_CONNECTIONS }),
    limits: new LRUCache({ max: MAX_CONNECTIONS }),
  }
  return shared.latchkeyReads
}

/**
 * Cache scoped to (owner, connection, generation). Every key also contains the time of the last "Refresh", so an
 * invalidation by another process takes effect here too, and no clocks are compared.
 */
export class ContentCache {
  private readonly prefix: string

  constructor(
    owner: UserId,
    private readonly connection: Connection,
    private readonly signal: AbortSignal | null = null,
  ) {
    const invalidatedAt = connection.contentInvalidatedAt?.getTime() ?? 0
    this.prefix = [owner, connection.id, connection.generation, invalidatedAt].join(' ')
  }

  /** A cached value, or undefined. */
  get<Value>(what: string): Value | undefined {
    return cacheState().answers.get(`${this.prefix} ${what}`)?.value as Value | undefined
  }

  /** @param ttl in milliseconds; defaults to a minute */
  set(what: string, value: unknown, ttl = TTL_MS): void {
    cacheState().answers.set(`${this.prefix} ${what}`, { value }, { ttl })
  }

  /**
   * Reads through the cache: a response is reused for up to 60 s, and concurrent callers share one request. While the
   * connection is rate-limited nothing is sent. `bypassCache` ignores what is cached.
   *
   * @throws {ReconnectRequired} @throws {NotionUnavailable} and what `ask` throws; failures are not cached
   * @throws {ReadAbandoned} every caller left before the request was sent
   */
  async read<Value>(what: string, ask: () => Promise<Value>, { bypassCache = false } = {}): Promise<Value> {
    const { state, stateReason, id } = this.connection
    if (state === 'reconnect_required') throw new ReconnectRequired(stateReason ?? 'access_removed')
    const key = `${this.prefix} ${what}`
    const { answers, pending } = cacheState()
    const kept = bypassCache ? undefined : answers.get(key)
    if (kept) return kept.value as Value
    if (this.signal?.aborted) throw new ReadAbandoned()
    const underWay = pending.get(key)
    if (underWay) {
      underWay.waiting.push(this.signal)
      return underWay.answer as Promise<Value>
    }
    const waiting = [this.signal]
    const answer = limitOf(id)(() => {
      if (waiting.every((one) => one?.aborted)) throw new ReadAbandoned()
      return unlessRateLimited(id, ask)
    })
      .then((value) => {
        answers.set(key, { value })
        return value
      })
      .finally(() => pending.delete(key))
    pending.set(key, { answer, waiting })
    return answer
  }
}

function limitOf(connectionId: string): LimitFunction {
  const { limits } = cacheState()
  const known = limits.get(connectionId)
  if (known) return known
  const made = pLimit(MAX_CONCURRENT_REQUESTS)
  limits.set(connectionId, made)
  return made
}

async function unlessRateLimited<Value>(connectionId: string, ask: () => Promise<Value>): Promise<Value> {
  const { pauses } = cacheState()
  const left = (pauses.get(connectionId) ?? 0) - Date.now()
  if (left > 0) throw new NotionUnavailable('rate_limited', Math.ceil(left / 1000), null)
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NotionUnavailable && error.why === 'rate_limited' && error.retryAfterSeconds)
      pauses.set(connectionId, Date.now() + error.retryAfterSeconds * 1000)
    throw error
  }
}
