import { createHash } from 'node:crypto'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { config, log, logSecurityEvent, type RateLimitName, type RateLimits } from '../config'
import { type Allowance, createAllowance } from './allowance'
import { createSharedCounts, createStatementClient, type RunStatement } from './shared-counts'

const WINDOW_SECONDS = 60

/** Who sent the request. */
export interface Requester {
  readonly addressPrefix: string
  /** Null when the visitor isn't known to be signed in. */
  readonly userId: string | null
}

/** A request that exceeds its limit. */
export interface RateLimited {
  readonly limit: RateLimitName
  readonly retryAfterSeconds: number
}

interface Limiter {
  readonly address: Allowance
  readonly person: Allowance
}

interface RateLimitState {
  limiters: ReadonlyMap<RateLimitName, Limiter> | null
}

// On globalThis because Next.js bundles this module more than once, and all of them count together.
const shared = globalThis as typeof globalThis & { latchkeyRateLimits?: RateLimitState }

function createLimiters(limits: RateLimits, run: RunStatement): ReadonlyMap<RateLimitName, Limiter> {
  const client = createStatementClient(run)
  const allow = (name: string, points: number) =>
    createAllowance(
      points,
      WINDOW_SECONDS * 1000,
      createSharedCounts(client, { name, points, seconds: WINDOW_SECONDS }),
    )
  return new Map(
    Object.entries(limits).map(([name, { address, person }]) => [
      name as RateLimitName,
      { address: allow(`${name}:address`, address), person: allow(`${name}:person`, person) },
    ]),
  )
}

/**
 * Starts limiting requests as configured.
 *
 * @param run runs a statement on the database that all processes share
 */
export function startRateLimits(run: RunStatement): void {
  const { rateLimits } = config()
  shared.latchkeyRateLimits = { limiters: rateLimits && createLimiters(rateLimits, run) }
  if (!rateLimits)
    log.warn(`RATE_LIMITS=off: ${PRODUCT_NAME} limits no requests; a gateway in front of it has to`)
}

/** The table of counts names nobody, so a deleted account leaves nothing in it. */
const personKey = (userId: string) => createHash('sha256').update(userId).digest('base64url')

/**
 * Counts a request against a limit. A person who disconnects or signs out is never limited by others at the same
 * address. The log names a limit once per window for each requester that exceeds it.
 *
 * @returns null when the request is allowed, and for every request before `startRateLimits`
 */
export async function countRequest(limit: RateLimitName, who: Requester): Promise<RateLimited | null> {
  const limiter = shared.latchkeyRateLimits?.limiters?.get(limit)
  if (!limiter) return null
  const { userId, addressPrefix } = who
  if (limit === 'revoke' && userId !== null) return null
  const logFields = userId === null ? {} : { userId }
  const byAddress = await limiter.address(addressPrefix)
  const refusal = byAddress ?? (userId === null ? null : await limiter.person(personKey(userId)))
  if (!refusal) return null
  if (refusal.isFirst)
    logSecurityEvent('rate_limited', {
      ...logFields,
      reason: `${limit} by ${byAddress ? 'address' : 'person'}`,
    })
  return { limit, retryAfterSeconds: Math.ceil(refusal.waitMs / 1000) }
}
