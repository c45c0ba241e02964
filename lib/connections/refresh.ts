import { record } from '../activity'
import { log, PROCESS_NAME } from '../config'
import { db } from '../database'
import {
  ConnectionGone,
  NotionMisconfigured,
  type ReconnectReason,
  ReconnectRequired,
  RefreshUnsettled,
  SealBroken,
} from '../errors'
import { judgeToken, refreshGrant } from '../notion'
import { open } from '../vault'
import { keepPair } from './keep-pair'
import {
  CALLER_WAIT_MS,
  COOL_DOWN_MS,
  LEASE_MS,
  type Lease,
  promotePending,
  REFRESH_DEADLINE_MS,
  releaseLease,
  requireReconnect,
  takeLease,
} from './life'
import { livePendingPair } from './live-pending'
import { settleEnded } from './revocations'
import type { ConnectionId, UserId } from './types'
import { once, pause, within } from './work'

/** How one need for a newer pair ended. */
export type RefreshOutcome =
  | { readonly kind: 'newer' }
  | { readonly kind: 'reconnect_required'; readonly reason: ReconnectReason }
  | { readonly kind: 'unsettled'; readonly retryAfterSeconds: number; readonly requestId: string | null }
  | { readonly kind: 'misconfigured'; readonly requestId: string | null }
  | { readonly kind: 'seal_broken'; readonly keyMissing: boolean }
  | { readonly kind: 'gone' }

const FIRST_LOOK_MS = 50
const SLOWEST_LOOK_MS = 400

/**
 * Replaces the pair that Notion refused: once per generation, however many ask, on however many machines.
 * Returns when a newer pair is stored; it is stored before anyone sees that it exists.
 *
 * @param refused the generation whose access token got the 401
 * @throws {ReconnectRequired} Notion refused the refresh token and no newer or pending pair lives, or there is none
 * @throws {RefreshUnsettled} no known outcome yet: the pair is kept, a later need asks again
 * @throws {NotionMisconfigured} Notion refused our client credentials; the connection is as it was
 * @throws {ConnectionGone} disconnected meanwhile
 * @throws {SealBroken} the stored refresh token does not open
 * @see RFC 6749 section 6
 */
export async function refresh(owner: UserId, id: ConnectionId, refused: number): Promise<void> {
  const outcome = await within(
    once(`${owner} ${id} ${refused}`, () => refreshOrWait(owner, id, refused)),
    CALLER_WAIT_MS,
  )
  switch (outcome?.kind) {
    case 'newer':
      return
    case 'reconnect_required':
      throw new ReconnectRequired(outcome.reason)
    case 'misconfigured':
      throw new NotionMisconfigured(outcome.requestId)
    case 'seal_broken':
      throw new SealBroken(outcome.keyMissing)
    case 'gone':
      throw new ConnectionGone()
    case 'unsettled':
      throw new RefreshUnsettled(outcome.retryAfterSeconds, outcome.requestId)
    case undefined:
      // The work goes on without this caller: its result is stored all the same.
      throw new RefreshUnsettled(Math.ceil(COOL_DOWN_MS / 1000))
    default:
      return outcome satisfies never
  }
}

interface Standing {
  generation: number
  state: 'active' | 'reconnect_required'
  stateReason: ReconnectReason | null
  coolDownSeconds: number
}

/** What the row says now; null when there is none of this owner. */
async function standing(owner: UserId, id: ConnectionId): Promise<Standing | null> {
  const [row] = await (await db()).$queryRaw<Standing[]>`
    SELECT "generation", "state"::text AS "state", "stateReason",
      ceil(greatest(0, extract(epoch FROM ("refreshNotBefore" - clock_timestamp()))))::int AS "coolDownSeconds"
    FROM "Connection" WHERE "id" = ${id} AND "userId" = ${owner}`
  return row ? { ...row, coolDownSeconds: row.coolDownSeconds ?? 0 } : null
}

/** What the row says to one who wanted `refused` replaced; null while another may be at it. */
function answered(row: Standing | null, refused: number): RefreshOutcome | null {
  if (!row) return { kind: 'gone' }
  if (row.state === 'reconnect_required')
    return { kind: 'reconnect_required', reason: row.stateReason ?? 'access_removed' }
  if (row.generation !== refused) return { kind: 'newer' }
  if (row.coolDownSeconds > 0)
    return { kind: 'unsettled', retryAfterSeconds: row.coolDownSeconds, requestId: null }
  return null
}

/** Takes the lease and refreshes, or waits for the one who has it. Nobody refreshes without the lease. */
async function refreshOrWait(owner: UserId, id: ConnectionId, refused: number): Promise<RefreshOutcome> {
  const until = performance.now() + LEASE_MS + CALLER_WAIT_MS
  let look = FIRST_LOOK_MS
  while (performance.now() < until) {
    // Counted from before the statement: the lease is then never longer than we believe.
    const takenAt = performance.now()
    const lease = await takeLease(await db(), owner, id, refused, `${PROCESS_NAME}-${crypto.randomUUID()}`)
    if (lease) return hold(lease, takenAt)
    const outcome = answered(await standing(owner, id), refused)
    if (outcome) return outcome
    await pause(look)
    look = Math.min(look * 1.5, SLOWEST_LOOK_MS)
  }
  return { kind: 'unsettled', retryAfterSeconds: Math.ceil(COOL_DOWN_MS / 1000), requestId: null }
}

const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)

/** The lease's holder at work: asks Notion once and writes down what came of it. */
async function hold(lease: Lease, takenAt: number): Promise<RefreshOutcome> {
  if (lease.pair.refresh === null) return giveUp(lease, 'no_refresh_token')
  let refreshToken: string
  try {
    refreshToken = await open(lease.pair.refresh, {
      use: 'refresh',
      pairId: lease.pair.pairId,
      botId: lease.botId,
      owner: lease.ownerPersonId,
    })
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    log.error(
      { err: error, connection: lease.id },
      'a refresh token does not open; the connection stays as it is',
    )
    await releaseLease(await db(), lease, { settled: true, coolDownMs: COOL_DOWN_MS })
    return { kind: 'seal_broken', keyMissing: error.keyMissing }
  }
  // The last check before the request, in the same tick as the send: a process that was paused here for
  // too long must not present a token that another may have rotated meanwhile.
  if (LEASE_MS - (performance.now() - takenAt) <= REFRESH_DEADLINE_MS) {
    await releaseLease(await db(), lease, { settled: true, coolDownMs: 0 })
    return { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }
  }
  const verdict = judgeToken(await refreshGrant(refreshToken))
  switch (verdict.kind) {
    case 'minted': {
      const stored = await keepPair(lease, verdict.minted, refreshToken)
      return stored === 'stored'
        ? { kind: 'newer' }
        : (answered(await standing(lease.owner, lease.id), lease.generation) ?? UNSETTLED)
    }
    case 'refused':
      return refused(lease)
    case 'misconfigured':
      log.error(
        { requestId: verdict.requestId },
        'Notion refuses NOTION_CLIENT_ID and NOTION_CLIENT_SECRET: nothing can be refreshed',
      )
      await settle(lease, COOL_DOWN_MS)
      return { kind: 'misconfigured', requestId: verdict.requestId }
    case 'not_done': {
      const coolDownMs = Math.max(COOL_DOWN_MS, (verdict.retryAfterSeconds ?? 0) * 1000)
      await settle(lease, coolDownMs)
      return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId: verdict.requestId }
    }
    case 'not_settled': {
      const coolDownMs = Math.max(COOL_DOWN_MS, (verdict.retryAfterSeconds ?? 0) * 1000)
      log.warn(
        { connection: lease.id, why: verdict.why, requestId: verdict.requestId },
        'a refresh has no known outcome',
      )
      await releaseLease(await db(), lease, { settled: false, coolDownMs })
      return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId: verdict.requestId }
    }
    default:
      return verdict satisfies never
  }
}

const UNSETTLED: RefreshOutcome = { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }

/** Certainly nothing was minted by this attempt: also for a connection that was ended meanwhile. */
async function settle(lease: Lease, coolDownMs: number): Promise<void> {
  const rows = await releaseLease(await db(), lease, { settled: true, coolDownMs })
  if (rows === 0 && lease.unsettledBefore === null) await settleEnded(await db(), lease.id)
}

/** `invalid_grant`: look again, wait for an older attempt's late write, try what is pending, then give up. */
async function refused(lease: Lease): Promise<RefreshOutcome> {
  const before = answered(await standing(lease.owner, lease.id), lease.generation)
  if (before?.kind === 'gone' && lease.unsettledBefore === null) await settleEnded(await db(), lease.id)
  if (before && before.kind !== 'unsettled') return before
  if (lease.tookOver) {
    await pause(REFRESH_DEADLINE_MS)
    const after = answered(await standing(lease.owner, lease.id), lease.generation)
    if (after && after.kind !== 'unsettled') return after
  }
  const alive = await livePendingPair(lease)
  if (alive) {
    const rows = await (await db()).$transaction((tx) => promotePending(tx, lease, alive))
    if (rows === 1) {
      log.info(
        { connection: lease.id },
        'a pending pair that Notion still honours took the place of a dead one',
      )
      return { kind: 'newer' }
    }
  }
  return giveUp(lease, lease.unsettledBefore === null ? 'access_removed' : 'answer_lost')
}

async function giveUp(lease: Lease, reason: ReconnectReason): Promise<RefreshOutcome> {
  const rows = await (await db()).$transaction(async (tx) => {
    const changed = await requireReconnect(tx, lease, reason)
    if (changed === 1)
      await record(tx, lease.owner, 'reconnect_needed', lease.id, {
        workspaceName: lease.workspaceName,
        reason,
      })
    return changed
  })
  if (rows === 1) return { kind: 'reconnect_required', reason }
  return answered(await standing(lease.owner, lease.id), lease.generation) ?? UNSETTLED
}
