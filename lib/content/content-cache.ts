import { LRUCache } from 'lru-cache'
import pLimit, { type LimitFunction } from 'p-limit'
import { NotionUnavailable, ReadAbandoned, ReconnectRequired } from '../errors'
import type { Connection, UserId } from '../token-vault'

/** How long an answer of Notion's may be shown again. */
const TTL_MS = 60_000
/** Answers kept by one process, by what they hold in characters. */
const MAX_CHARACTERS = 32_000_000
/** An answer that is longer is not kept: a few of them would push out everything else. */
const MAX_ENTRY_CHARACTERS = 4_000_000
/** What a member or an item takes beside its text. */
const MEMBER_CHARACTERS = 16
const MAX_CONNECTIONS = 10_000
/**
 * Requests of one connection that are under way at once. Notion allows any pacing within its minute; more at
 * once would only be refused sooner.
 */
const MAX_CONCURRENT_REQUESTS = 8

interface CacheEntry {
  readonly value: unknown
}

interface PendingRead {
  readonly answer: Promise<unknown>
  /** Who waits for it, each until their signal; null: to the end. */
  readonly waiting: (AbortSignal | null)[]
}

interface CacheState {
  readonly answers: LRUCache<string, CacheEntry>
  readonly pending: Map<string, PendingRead>
  /** When Notion lets a connection ask again, in milliseconds since the epoch. */
  readonly pauses: LRUCache<string, number>
  readonly limits: LRUCache<string, LimitFunction>
}

// On globalThis because Next bundles this module more than once: a file's route must know what a page read.
const shared = globalThis as typeof globalThis & { latchkeyReads?: CacheState }

/**
 * What plain data holds, in characters, about as long as its JSON. Stops counting at `most`: writing out megabytes
 * of JSON to measure them would hold up everybody.
 */
function countCharacters(value: unknown, most: number): number {
  let size = 1
  const open: unknown[] = [value]
  while (open.length > 0 && size < most) {
    const one = open.pop()
    if (typeof one === 'string') size += one.length
    else if (typeof one === 'object' && one !== null)
      for (const member of Object.values(one)) {
        size += MEMBER_CHARACTERS
        open.push(member)
      }
  }
  return Math.min(size, most)
}

function cacheState(): CacheState {
  shared.latchkeyReads ??= {
    answers: new LRUCache({
      ttl: TTL_MS,
      // What may no longer be shown is not kept either.
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
 * What was read for one person of one connection, as its row stood when the request began. The generation and
 * the moment of the last "Refresh" are part of every key, so what another process forgets is forgotten here
 * too, and no clocks are compared.
 */
export class ContentCache {
  private readonly prefix: string

  constructor(
    owner: UserId,
    private readonly connection: Connection,
    private readonly signal: AbortSignal | null = null,
  ) {
    const invalidatedAt = connection.readsForgottenAt?.getTime() ?? 0
    this.prefix = [owner, connection.id, connection.generation, invalidatedAt].join(' ')
  }

  /** Something kept, or undefined. */
  get<Value>(what: string): Value | undefined {
    return cacheState().answers.get(`${this.prefix} ${what}`)?.value as Value | undefined
  }

  /** @param ttl in milliseconds; a minute when nothing is said */
  set(what: string, value: unknown, ttl = TTL_MS): void {
    cacheState().answers.set(`${this.prefix} ${what}`, { value }, { ttl })
  }

  /**
   * The answer to `what`: kept for up to 60 s, asked for once however many want it. While Notion asks this
   * connection to wait nothing is sent. With `anew` what was kept is not good enough.
   *
   * @throws {ReconnectRequired} @throws {NotionUnavailable} and what `ask` throws; a failure is not kept
   * @throws {ReadAbandoned} everyone who wanted it left before it was asked for
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
