import { setTimeout as pause } from 'node:timers/promises'
import { retried } from '../../database'
import {
  CommitUnknown,
  ConnectionGone,
  NotionMisconfigured,
  type ReconnectReason,
  ReconnectRequired,
  RefreshUnsettled,
  SealBroken,
} from '../../errors'
import { classifyIntrospectionResponse, classifyTokenResponse } from '../../notion'
import { within } from '../background-tasks'
import type { VaultContext } from '../context'
import { open, type TokenUse } from '../crypto'
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
 * @throws {ConnectionGone} it was disconnected
 * @throws {SealBroken} the stored refresh token does not open
 * @see RFC 6749 section 6
 */
export async function refresh(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  refused: number,
): Promise<void> {
  const outcome = await within(
    vault.tasks.singleFlight(`${owner} ${id} ${refused}`, () => refreshOrWait(vault, owner, id, refused)),
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

/** The row's current state; null when this owner has no such connection. */
async function standing(vault: VaultContext, owner: UserId, id: ConnectionId): Promise<Standing | null> {
  const [row] = await (await vault.database()).$queryRaw<Standing[]>`
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
async function leaseOf(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  generation: number,
): Promise<Lease | null> {
  const database = await vault.database()
  return retried(() =>
    takeLease(vault, database, owner, id, generation, `${vault.name}-${crypto.randomUUID()}`),
  )
}

/** Takes the lease and refreshes, or waits for the one who has it. Nobody refreshes without the lease. */
async function refreshOrWait(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  refused: number,
): Promise<RefreshOutcome> {
  const until = performance.now() + LEASE_MS + CALLER_WAIT_MS
  let look = FIRST_LOOK_MS
  while (performance.now() < until) {
    // Counted from before the statement: the lease is then never longer than we believe.
    const takenAt = performance.now()
    const lease = await leaseOf(vault, owner, id, refused)
    if (lease) return hold(vault, lease, takenAt)
    const outcome = answered(await standing(vault, owner, id), refused)
    if (outcome) return outcome
    await pause(look)
    look = Math.min(look * 1.5, SLOWEST_LOOK_MS)
  }
  return { kind: 'unsettled', retryAfterSeconds: Math.ceil(COOL_DOWN_MS / 1000), requestId: null }
}

async function release(
  vault: VaultContext,
  lease: Lease,
  outcome: { settled: boolean; coolDownMs: number },
): Promise<number> {
  const database = await vault.database()
  return retried(async () => releaseLease(database, lease, outcome))
}

const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)

/** A token of the lease's pair; how the refresh ends if the token does not open. The connection stays as it is then. */
async function openOrSettle(
  vault: VaultContext,
  lease: Lease,
  use: TokenUse,
  sealed: string,
): Promise<string | RefreshOutcome> {
  const { botId, ownerPersonId: owner } = lease
  try {
    return await open(vault.keys, sealed, { use, pairId: lease.pair.pairId, botId, owner })
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    vault.log.error({ err: error, connection: lease.id, use }, 'a token of a connection does not open')
    await settle(vault, lease, COOL_DOWN_MS)
    return { kind: 'seal_broken', keyMissing: error.keyMissing }
  }
}

/** What the lease's holder does: asks Notion once and stores the outcome. */
async function hold(vault: VaultContext, lease: Lease, takenAt: number): Promise<RefreshOutcome> {
  if (lease.pair.refresh === null) return replaceOrGiveUp(vault, lease, 'no_refresh_token')
  const opened = await openOrSettle(vault, lease, 'refresh', lease.pair.refresh)
  if (typeof opened === 'object') return opened
  // The last check before the request, in the same tick as the send: a process that was paused here for
  // too long must not present a token that another process may have rotated since.
  if (LEASE_MS - (performance.now() - takenAt) <= REFRESH_DEADLINE_MS) {
    await release(vault, lease, { settled: true, coolDownMs: 0 })
    return { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }
  }
  const verdict = classifyTokenResponse(await vault.notion.refreshGrant(opened))
  switch (verdict.kind) {
    case 'minted': {
      const stored = await keepPair(vault, lease, verdict.minted, opened)
      // Notion spent the refresh token, and what it answered is not this connection's.
      if (stored === 'foreign') return replaceOrGiveUp(vault, lease, 'answer_lost')
      return stored === 'stored'
        ? { kind: 'newer' }
        : (answered(await standing(vault, lease.owner, lease.id), lease.generation) ?? UNSETTLED)
    }
    case 'refused':
      return refused(vault, lease)
    case 'misconfigured':
      vault.log.error(
        { requestId: verdict.requestId },
        'Notion refuses NOTION_CLIENT_ID and NOTION_CLIENT_SECRET: nothing can be refreshed',
      )
      await settle(vault, lease, COOL_DOWN_MS)
      return { kind: 'misconfigured', requestId: verdict.requestId }
    case 'not_done': {
      const coolDownMs = Math.max(COOL_DOWN_MS, (verdict.retryAfterSeconds ?? 0) * 1000)
      await settle(vault, lease, coolDownMs)
      return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId: verdict.requestId }
    }
    case 'not_settled': {
      const coolDownMs = Math.max(COOL_DOWN_MS, (verdict.retryAfterSeconds ?? 0) * 1000)
      vault.log.warn(
        { connection: lease.id, why: verdict.why, requestId: verdict.requestId },
        'a refresh has no known outcome',
      )
      await release(vault, lease, { settled: false, coolDownMs })
      return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId: verdict.requestId }
    }
    default:
      return verdict satisfies never
  }
}

const UNSETTLED: RefreshOutcome = { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }

/** Records that this attempt certainly minted nothing, also when the connection has ended since. */
async function settle(vault: VaultContext, lease: Lease, coolDownMs: number): Promise<void> {
  const rows = await release(vault, lease, { settled: true, coolDownMs })
  if (rows === 0 && lease.unsettledBefore === null) await settleEnded(await vault.database(), lease.id)
}

/** Gives the lease back when the row already says how the need ended. */
async function alreadyAnswered(vault: VaultContext, lease: Lease): Promise<RefreshOutcome | null> {
  const now = answered(await standing(vault, lease.owner, lease.id), lease.generation)
  if (now === null || now.kind === 'unsettled') return null
  await settle(vault, lease, 0)
  return now
}

/** `invalid_grant`: look again, wait for an older attempt's late write, try what is pending, then give up. */
async function refused(vault: VaultContext, lease: Lease): Promise<RefreshOutcome> {
  const before = await alreadyAnswered(vault, lease)
  if (before) return before
  if (lease.tookOver) {
    await pause(REFRESH_DEADLINE_MS)
    const after = await alreadyAnswered(vault, lease)
    if (after) return after
  }
  return replaceOrGiveUp(vault, lease, 'access_removed')
}

/** How often a pair that came during the look is looked at in its turn. */
const MAX_LOOKS = 3

/**
 * Notion no longer accepts the connection's pair: a pending pair that lives takes its place. Only when
 * Notion calls every one of them inactive does the connection wait for its person. While that is not known
 * the connection stays as it is and cools down; a later need looks again.
 */
async function replaceOrGiveUp(
  vault: VaultContext,
  lease: Lease,
  reason: ReconnectReason,
): Promise<RefreshOutcome> {
  for (let look = 0; look < MAX_LOOKS; look++) {
    const search = await findLivePair(vault, lease)
    if (search.kind === 'unknown') return stayOpen(vault, lease, search)
    if (search.kind === 'none') {
      const outcome = await giveUp(vault, lease, reason, search)
      if (outcome) return outcome
      continue
    }
    const rows = await vault
      .transaction((tx) => promotePending(vault, tx, lease, search.pair))
      .catch((error: unknown) => {
        if (error instanceof CommitUnknown) return null
        throw error
      })
    if (rows === 1) {
      vault.log.info(
        { connection: lease.id },
        'a pending pair that Notion still honours took the place of one that it refused',
      )
      return { kind: 'newer' }
    }
    const now = await alreadyAnswered(vault, lease)
    if (now) return now
  }
  return stayOpen(vault, lease, { retryAfterSeconds: null, requestId: null })
}

async function stayOpen(
  vault: VaultContext,
  lease: Lease,
  {
    retryAfterSeconds,
    requestId,
  }: Pick<Extract<LivePairSearch, { kind: 'unknown' }>, 'retryAfterSeconds' | 'requestId'>,
): Promise<RefreshOutcome> {
  const coolDownMs = Math.max(COOL_DOWN_MS, (retryAfterSeconds ?? 0) * 1000)
  vault.log.info({ connection: lease.id, requestId }, 'whether a pending pair lives is not known yet')
  await settle(vault, lease, coolDownMs)
  return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId }
}

/** Null: the row is as it was, because a pair or an exchange appeared that was not looked at. */
async function giveUp(
  vault: VaultContext,
  lease: Lease,
  why: ReconnectReason,
  looked: { readonly seen: readonly string[]; readonly lookedAt: Date },
): Promise<RefreshOutcome | null> {
  const touched = why === 'access_removed' && (await maybeTouched(await vault.database(), lease.id))
  const reason = why === 'access_removed' && (touched || lease.unsettledBefore !== null) ? 'answer_lost' : why
  const rows = await vault
    .transaction(async (tx) => {
      const changed = await requireReconnect(tx, lease, reason, { ...looked, touched })
      if (changed === 1)
        await vault.onEvent({
          kind: 'reconnect_needed',
          tx,
          owner: lease.owner,
          connectionId: lease.id,
          workspaceName: lease.workspaceName,
          reason,
        })
      return changed
    })
    .catch((error: unknown) => {
      if (error instanceof CommitUnknown) return 0
      throw error
    })
  if (rows === 1) return { kind: 'reconnect_required', reason }
  return alreadyAnswered(vault, lease)
}

/**
 * Notion refused two fresh generations within one call. Where it calls the newest one active all the same,
 * no refresh will help and the person has to authorize again. Where it does not, another authorization may
 * have taken its place: a pending pair that lives does. A pair that was not minted by a refresh is refreshed.
 *
 * @throws as `refresh`
 */
export async function refuseFresh(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  generation: number,
): Promise<void> {
  const takenAt = performance.now()
  const lease = await leaseOf(vault, owner, id, generation)
  const outcome = lease
    ? await vault.tasks.track(lease.fromRefresh ? freshOutcome(vault, lease) : hold(vault, lease, takenAt))
    : answered(await standing(vault, owner, id), generation)
  tellCaller(outcome ?? UNSETTLED)
}

async function freshOutcome(vault: VaultContext, lease: Lease): Promise<RefreshOutcome> {
  const opened = await openOrSettle(vault, lease, 'access', lease.pair.access)
  if (typeof opened === 'object') return opened
  const said = classifyIntrospectionResponse(await vault.notion.introspect(opened))
  if (said.kind === 'unknown') return stayOpen(vault, lease, said)
  if (said.kind === 'misconfigured') {
    await settle(vault, lease, COOL_DOWN_MS)
    return { kind: 'misconfigured', requestId: said.requestId }
  }
  if (said.kind === 'inactive') return replaceOrGiveUp(vault, lease, 'fresh_tokens_refused')
  const looked = { seen: await pendingPairIds(vault, lease.botId), lookedAt: lease.takenAt }
  return (await giveUp(vault, lease, 'fresh_tokens_refused', looked)) ?? stayOpen(vault, lease, UNKNOWN_WAIT)
}

const UNKNOWN_WAIT = { retryAfterSeconds: null, requestId: null }

async function pendingPairIds(vault: VaultContext, botId: string): Promise<string[]> {
  const rows = await (await vault.database()).$queryRaw<{ pairId: string }[]>`
    SELECT DISTINCT "pairId" FROM "PendingRevocation" WHERE "botId" = ${botId} AND "sealedToken" IS NOT NULL`
  return rows.map((row) => row.pairId)
}
