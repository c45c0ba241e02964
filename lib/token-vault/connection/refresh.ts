import { record } from '../../activity'
import { log, PROCESS_NAME } from '../../config'
import { db, inTransaction, retried } from '../../database'
import {
  CommitUnknown,
  ConnectionGone,
  NotionMisconfigured,
  type ReconnectReason,
  ReconnectRequired,
  RefreshUnsettled,
  SealBroken,
} from '../../errors'
import { classifyIntrospectionResponse, classifyTokenResponse, introspect, refreshGrant } from '../../notion'
import { pause, singleFlight, trackTask, within } from '../background-tasks'
import { open } from '../crypto'
import { settleEnded } from '../revocation/worker'
import type { ConnectionId, UserId } from '../types'
import {
  CALLER_WAIT_MS,
  COOL_DOWN_MS,
  LEASE_MS,
  type Lease,
  maybeTouched,
  promotePending,
  REFRESH_DEADLINE_MS,
  releaseLease,
  requireReconnect,
  takeLease,
} from './connection-state'
import { findLivePair, type LivePairSearch } from './find-live-pair'
import { keepPair } from './persist-refreshed-pair'

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
    singleFlight(`${owner} ${id} ${refused}`, () => refreshOrWait(owner, id, refused)),
    CALLER_WAIT_MS,
  )
  tellCaller(outcome)
}

/** Tells the caller how its need ended; undefined: the work goes on without it. */
function tellCaller(outcome: RefreshOutcome | undefined): void {
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
      outcome satisfies never
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

/** The lease, or null. Waits also while a process that has gone silent holds the row's lock: the server ends that. */
async function leaseOf(owner: UserId, id: ConnectionId, generation: number): Promise<Lease | null> {
  const database = await db()
  return retried(() => takeLease(database, owner, id, generation, `${PROCESS_NAME}-${crypto.randomUUID()}`))
}

/** Takes the lease and refreshes, or waits for the one who has it. Nobody refreshes without the lease. */
async function refreshOrWait(owner: UserId, id: ConnectionId, refused: number): Promise<RefreshOutcome> {
  const until = performance.now() + LEASE_MS + CALLER_WAIT_MS
  let look = FIRST_LOOK_MS
  while (performance.now() < until) {
    // Counted from before the statement: the lease is then never longer than we believe.
    const takenAt = performance.now()
    const lease = await leaseOf(owner, id, refused)
    if (lease) return hold(lease, takenAt)
    const outcome = answered(await standing(owner, id), refused)
    if (outcome) return outcome
    await pause(look)
    look = Math.min(look * 1.5, SLOWEST_LOOK_MS)
  }
  return { kind: 'unsettled', retryAfterSeconds: Math.ceil(COOL_DOWN_MS / 1000), requestId: null }
}

async function release(lease: Lease, outcome: { settled: boolean; coolDownMs: number }): Promise<number> {
  const database = await db()
  return retried(async () => releaseLease(database, lease, outcome))
}

const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)

/** The lease's holder at work: asks Notion once and writes down what came of it. */
async function hold(lease: Lease, takenAt: number): Promise<RefreshOutcome> {
  if (lease.pair.refresh === null) return replaceOrGiveUp(lease, 'no_refresh_token')
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
    await release(lease, { settled: true, coolDownMs: COOL_DOWN_MS })
    return { kind: 'seal_broken', keyMissing: error.keyMissing }
  }
  // The last check before the request, in the same tick as the send: a process that was paused here for
  // too long must not present a token that another may have rotated meanwhile.
  if (LEASE_MS - (performance.now() - takenAt) <= REFRESH_DEADLINE_MS) {
    await release(lease, { settled: true, coolDownMs: 0 })
    return { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }
  }
  const verdict = classifyTokenResponse(await refreshGrant(refreshToken))
  switch (verdict.kind) {
    case 'minted': {
      const stored = await keepPair(lease, verdict.minted, refreshToken)
      // Notion spent the refresh token, and what it answered is not this connection's.
      if (stored === 'foreign') return replaceOrGiveUp(lease, 'answer_lost')
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
      await release(lease, { settled: false, coolDownMs })
      return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId: verdict.requestId }
    }
    default:
      return verdict satisfies never
  }
}

const UNSETTLED: RefreshOutcome = { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }

/** Certainly nothing was minted by this attempt: also for a connection that was ended meanwhile. */
async function settle(lease: Lease, coolDownMs: number): Promise<void> {
  const rows = await release(lease, { settled: true, coolDownMs })
  if (rows === 0 && lease.unsettledBefore === null) await settleEnded(await db(), lease.id)
}

/** Gives the lease back when the row already says how the need ended. */
async function alreadyAnswered(lease: Lease): Promise<RefreshOutcome | null> {
  const now = answered(await standing(lease.owner, lease.id), lease.generation)
  if (now === null || now.kind === 'unsettled') return null
  await settle(lease, 0)
  return now
}

/** `invalid_grant`: look again, wait for an older attempt's late write, try what is pending, then give up. */
async function refused(lease: Lease): Promise<RefreshOutcome> {
  const before = await alreadyAnswered(lease)
  if (before) return before
  if (lease.tookOver) {
    await pause(REFRESH_DEADLINE_MS)
    const after = await alreadyAnswered(lease)
    if (after) return after
  }
  return replaceOrGiveUp(lease, 'access_removed')
}

/** How often a pair that came during the look is looked at in its turn. */
const MAX_LOOKS = 3

/**
 * Notion no longer accepts the connection's pair: a pending pair that lives takes its place. Only when
 * Notion calls every one of them inactive does the connection wait for its person. While that is not known
 * the connection stays as it is and cools down; a later need looks again.
 */
async function replaceOrGiveUp(lease: Lease, reason: ReconnectReason): Promise<RefreshOutcome> {
  for (let look = 0; look < MAX_LOOKS; look++) {
    const search = await findLivePair(lease)
    if (search.kind === 'unknown') return stayOpen(lease, search)
    if (search.kind === 'none') {
      const outcome = await giveUp(lease, reason, search)
      if (outcome) return outcome
      continue
    }
    const rows = await inTransaction((tx) => promotePending(tx, lease, search.pair)).catch(
      (error: unknown) => {
        if (error instanceof CommitUnknown) return null
        throw error
      },
    )
    if (rows === 1) {
      log.info(
        { connection: lease.id },
        'a pending pair that Notion still honours took the place of one that it refused',
      )
      return { kind: 'newer' }
    }
    const now = await alreadyAnswered(lease)
    if (now) return now
  }
  return stayOpen(lease, { retryAfterSeconds: null, requestId: null })
}

async function stayOpen(
  lease: Lease,
  {
    retryAfterSeconds,
    requestId,
  }: Pick<Extract<LivePairSearch, { kind: 'unknown' }>, 'retryAfterSeconds' | 'requestId'>,
): Promise<RefreshOutcome> {
  const coolDownMs = Math.max(COOL_DOWN_MS, (retryAfterSeconds ?? 0) * 1000)
  log.info({ connection: lease.id, requestId }, 'whether a pending pair lives is not known yet')
  await settle(lease, coolDownMs)
  return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId }
}

/** Null: the row is as it was, because a pair or an exchange appeared that was not looked at. */
async function giveUp(
  lease: Lease,
  why: ReconnectReason,
  looked: { readonly seen: readonly string[]; readonly lookedAt: Date },
): Promise<RefreshOutcome | null> {
  const touched = why === 'access_removed' && (await maybeTouched(await db(), lease.id))
  const reason = why === 'access_removed' && (touched || lease.unsettledBefore !== null) ? 'answer_lost' : why
  const rows = await inTransaction(async (tx) => {
    const changed = await requireReconnect(tx, lease, reason, { ...looked, touched })
    if (changed === 1)
      await record(tx, lease.owner, 'reconnect_needed', lease.id, {
        workspaceName: lease.workspaceName,
        reason,
      })
    return changed
  }).catch((error: unknown) => {
    if (error instanceof CommitUnknown) return 0
    throw error
  })
  if (rows === 1) return { kind: 'reconnect_required', reason }
  return alreadyAnswered(lease)
}

/**
 * Notion refused two fresh generations within one call. Where it calls the newest one active all the same,
 * no refresh will help and the person has to authorize again. Where it does not, another authorization may
 * have taken its place: a pending pair that lives does. A pair that was not minted by a refresh is refreshed.
 *
 * @throws as `refresh`
 */
export async function refuseFresh(owner: UserId, id: ConnectionId, generation: number): Promise<void> {
  const takenAt = performance.now()
  const lease = await leaseOf(owner, id, generation)
  const outcome = lease
    ? await trackTask(lease.fromRefresh ? freshOutcome(lease) : hold(lease, takenAt))
    : answered(await standing(owner, id), generation)
  tellCaller(outcome ?? UNSETTLED)
}

async function freshOutcome(lease: Lease): Promise<RefreshOutcome> {
  let accessToken: string
  try {
    accessToken = await open(lease.pair.access, {
      use: 'access',
      pairId: lease.pair.pairId,
      botId: lease.botId,
      owner: lease.ownerPersonId,
    })
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    await settle(lease, COOL_DOWN_MS)
    return { kind: 'seal_broken', keyMissing: error.keyMissing }
  }
  const said = classifyIntrospectionResponse(await introspect(accessToken))
  if (said.kind === 'unknown') return stayOpen(lease, said)
  if (said.kind === 'misconfigured') {
    await settle(lease, COOL_DOWN_MS)
    return { kind: 'misconfigured', requestId: said.requestId }
  }
  if (said.kind === 'inactive') return replaceOrGiveUp(lease, 'fresh_tokens_refused')
  const looked = { seen: await pendingPairIds(lease.botId), lookedAt: lease.takenAt }
  return (await giveUp(lease, 'fresh_tokens_refused', looked)) ?? stayOpen(lease, UNKNOWN_WAIT)
}

const UNKNOWN_WAIT = { retryAfterSeconds: null, requestId: null }

async function pendingPairIds(botId: string): Promise<string[]> {
  const rows = await (await db()).$queryRaw<{ pairId: string }[]>`
    SELECT DISTINCT "pairId" FROM "PendingRevocation" WHERE "botId" = ${botId} AND "sealedToken" IS NOT NULL`
  return rows.map((row) => row.pairId)
}
