import { setTimeout as pause } from 'node:timers/promises'
import { withRetries } from '../../database'
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
import { withTimeout } from '../background-tasks'
import type { VaultContext } from '../context'
import { open, type TokenUse } from '../crypto'
import { settleEndedConnection } from '../revocation/worker'
import type { ConnectionId, UserId } from '../types'
import {
  CALLER_WAIT_MS,
  COOL_DOWN_MS,
  LEASE_MS,
  type Lease,
  maybeReplacedByLostAnswer,
  promotePending,
  REFRESH_DEADLINE_MS,
  releaseLease,
  requireReconnect,
  takeLease,
} from './connection-state'
import { findLivePair, type LivePairSearch } from './find-live-pair'
import { persistRefreshedPair } from './persist-refreshed-pair'

/** The outcome of a request for a newer pair. */
export type RefreshOutcome =
  | { readonly kind: 'newer' }
  | { readonly kind: 'reconnect_required'; readonly reason: ReconnectReason }
  | { readonly kind: 'unsettled'; readonly retryAfterSeconds: number; readonly requestId: string | null }
  | { readonly kind: 'misconfigured'; readonly requestId: string | null }
  | { readonly kind: 'seal_broken'; readonly keyMissing: boolean }
  | { readonly kind: 'gone' }

const MIN_POLL_INTERVAL_MS = 50
const MAX_POLL_INTERVAL_MS = 400

/**
 * Replaces the pair that Notion refused, once per generation across all callers and processes. Returns when a newer
 * pair is stored.
 *
 * @param refused the generation whose access token got the 401
 * @throws {ReconnectRequired} there is no refresh token, or Notion refused it and no newer or pending pair is active
 * @throws {RefreshUnsettled} the outcome is unknown: the pair is kept, and a later call tries again
 * @throws {NotionMisconfigured} Notion refused our client credentials; the connection is unchanged
 * @throws {ConnectionGone} it was disconnected
 * @throws {SealBroken} the stored refresh token can't be opened
 * @see RFC 6749 section 6
 */
export async function refresh(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  refused: number,
): Promise<void> {
  const outcome = await withTimeout(
    vault.tasks.singleFlight(`${owner} ${id} ${refused}`, () => refreshOrWait(vault, owner, id, refused)),
    CALLER_WAIT_MS,
  )
  throwUnlessRefreshed(outcome)
}

/** Throws the error for an outcome other than `newer`. Undefined: the caller's wait timed out. */
function throwUnlessRefreshed(outcome: RefreshOutcome | undefined): void {
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
      // The refresh continues without this caller, and its result is stored.
      throw new RefreshUnsettled(Math.ceil(COOL_DOWN_MS / 1000))
    default:
      outcome satisfies never
  }
}

interface ConnectionSnapshot {
  generation: number
  state: 'active' | 'reconnect_required'
  stateReason: ReconnectReason | null
  coolDownSeconds: number
}

/** Null if this owner has no such connection. */
async function readSnapshot(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<ConnectionSnapshot | null> {
  const [row] = await (await vault.database()).$queryRaw<ConnectionSnapshot[]>`
    SELECT "generation", "state"::text AS "state", "stateReason",
      ceil(greatest(0, extract(epoch FROM ("refreshNotBefore" - clock_timestamp()))))::int AS "coolDownSeconds"
    FROM "Connection" WHERE "id" = ${id} AND "userId" = ${owner}`
  return row ? { ...row, coolDownSeconds: row.coolDownSeconds ?? 0 } : null
}

/** The outcome that the row shows for a caller whose generation was `refused`; null while a refresh may be running. */
function outcomeOf(row: ConnectionSnapshot | null, refused: number): RefreshOutcome | null {
  if (!row) return { kind: 'gone' }
  if (row.state === 'reconnect_required')
    return { kind: 'reconnect_required', reason: row.stateReason ?? 'access_removed' }
  if (row.generation !== refused) return { kind: 'newer' }
  if (row.coolDownSeconds > 0)
    return { kind: 'unsettled', retryAfterSeconds: row.coolDownSeconds, requestId: null }
  return null
}

/** Retries lock timeouts: PostgreSQL ends the transaction of a process that stopped responding while it held the lock. */
async function tryTakeLease(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  generation: number,
): Promise<Lease | null> {
  const database = await vault.database()
  return withRetries(() =>
    takeLease(vault, database, owner, id, generation, `${vault.instanceId}-${crypto.randomUUID()}`),
  )
}

/** Takes the lease and refreshes, or waits for its holder. */
async function refreshOrWait(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  refused: number,
): Promise<RefreshOutcome> {
  const until = performance.now() + LEASE_MS + CALLER_WAIT_MS
  let interval = MIN_POLL_INTERVAL_MS
  while (performance.now() < until) {
    // Measured before the statement, so that the lease never ends earlier than we assume.
    const takenAt = performance.now()
    const lease = await tryTakeLease(vault, owner, id, refused)
    if (lease) return refreshWithLease(vault, lease, takenAt)
    const outcome = outcomeOf(await readSnapshot(vault, owner, id), refused)
    if (outcome) return outcome
    await pause(interval)
    interval = Math.min(interval * 1.5, MAX_POLL_INTERVAL_MS)
  }
  return { kind: 'unsettled', retryAfterSeconds: Math.ceil(COOL_DOWN_MS / 1000), requestId: null }
}

async function releaseWithRetries(
  vault: VaultContext,
  lease: Lease,
  outcome: { settled: boolean; coolDownMs: number },
): Promise<number> {
  const database = await vault.database()
  return withRetries(async () => releaseLease(database, lease, outcome))
}

const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)

/** Opens a token of the lease's pair. If it can't be opened, settles the lease and returns that outcome. */
async function openOrSettleLease(
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
    vault.log.error({ err: error, connection: lease.id, use }, 'a token of a connection could not be opened')
    await settleLease(vault, lease, COOL_DOWN_MS)
    return { kind: 'seal_broken', keyMissing: error.keyMissing }
  }
}

/** Sends one refresh to Notion and stores its outcome. Only the holder of the lease may call it. */
async function refreshWithLease(vault: VaultContext, lease: Lease, takenAt: number): Promise<RefreshOutcome> {
  if (lease.pair.refresh === null) return promoteOrRequireReconnect(vault, lease, 'no_refresh_token')
  const opened = await openOrSettleLease(vault, lease, 'refresh', lease.pair.refresh)
  if (typeof opened === 'object') return opened
  // The last check before the request, in the same tick as the send: a process that was suspended for too long must
  // not send a token that another process may have rotated since.
  if (LEASE_MS - (performance.now() - takenAt) <= REFRESH_DEADLINE_MS) {
    await releaseWithRetries(vault, lease, { settled: true, coolDownMs: 0 })
    return { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }
  }
  const response = classifyTokenResponse(await vault.notion.refreshGrant(opened))
  switch (response.kind) {
    case 'issued': {
      const stored = await persistRefreshedPair(vault, lease, response.tokens, opened)
      // The refresh token is used up, and the pair in the response belongs to another bot.
      if (stored === 'foreign') return promoteOrRequireReconnect(vault, lease, 'answer_lost')
      return stored === 'stored'
        ? { kind: 'newer' }
        : (outcomeOf(await readSnapshot(vault, lease.owner, lease.id), lease.generation) ?? UNSETTLED)
    }
    case 'refused':
      return recoverFromInvalidGrant(vault, lease)
    case 'misconfigured':
      vault.log.error(
        { requestId: response.requestId },
        'Notion rejects NOTION_CLIENT_ID and NOTION_CLIENT_SECRET: no token can be refreshed',
      )
      await settleLease(vault, lease, COOL_DOWN_MS)
      return { kind: 'misconfigured', requestId: response.requestId }
    case 'not_done': {
      const coolDownMs = Math.max(COOL_DOWN_MS, (response.retryAfterSeconds ?? 0) * 1000)
      await settleLease(vault, lease, coolDownMs)
      return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId: response.requestId }
    }
    case 'unsettled': {
      const coolDownMs = Math.max(COOL_DOWN_MS, (response.retryAfterSeconds ?? 0) * 1000)
      vault.log.warn(
        { connection: lease.id, why: response.why, requestId: response.requestId },
        'the outcome of a refresh is unknown',
      )
      await releaseWithRetries(vault, lease, { settled: false, coolDownMs })
      return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId: response.requestId }
    }
    default:
      return response satisfies never
  }
}

const UNSETTLED: RefreshOutcome = { kind: 'unsettled', retryAfterSeconds: 1, requestId: null }

/** Releases the lease and records that this attempt issued no tokens, even if the connection has ended since. */
async function settleLease(vault: VaultContext, lease: Lease, coolDownMs: number): Promise<void> {
  const rows = await releaseWithRetries(vault, lease, { settled: true, coolDownMs })
  if (rows === 0 && lease.unsettledBefore === null)
    await settleEndedConnection(await vault.database(), lease.id)
}

/** Releases the lease and returns the outcome, if the row already shows one. */
async function settledElsewhere(vault: VaultContext, lease: Lease): Promise<RefreshOutcome | null> {
  const outcome = outcomeOf(await readSnapshot(vault, lease.owner, lease.id), lease.generation)
  if (outcome === null || outcome.kind === 'unsettled') return null
  await settleLease(vault, lease, 0)
  return outcome
}

/** After `invalid_grant`: reads the row again, waits for the late write of an older attempt, then tries pending pairs. */
async function recoverFromInvalidGrant(vault: VaultContext, lease: Lease): Promise<RefreshOutcome> {
  const settled = await settledElsewhere(vault, lease)
  if (settled) return settled
  if (lease.tookOver) {
    await pause(REFRESH_DEADLINE_MS)
    const settledLate = await settledElsewhere(vault, lease)
    if (settledLate) return settledLate
  }
  return promoteOrRequireReconnect(vault, lease, 'access_removed')
}

/** Searches again when a pair was added during the last search. */
const MAX_SEARCHES = 3

/**
 * Replaces a pair that Notion no longer accepts with an active pending pair. If Notion calls every pending pair
 * inactive, sets the connection to `reconnect_required`. If that is unknown, starts a cool-down, and a later call
 * searches again.
 */
async function promoteOrRequireReconnect(
  vault: VaultContext,
  lease: Lease,
  reason: ReconnectReason,
): Promise<RefreshOutcome> {
  for (let attempt = 0; attempt < MAX_SEARCHES; attempt++) {
    const search = await findLivePair(vault, lease)
    if (search.kind === 'unknown') return startCoolDown(vault, lease, search)
    if (search.kind === 'none') {
      const outcome = await markReconnectRequired(vault, lease, reason, search)
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
      vault.log.info({ connection: lease.id }, 'an active pending pair replaced one that Notion refused')
      return { kind: 'newer' }
    }
    const settled = await settledElsewhere(vault, lease)
    if (settled) return settled
  }
  return startCoolDown(vault, lease, { retryAfterSeconds: null, requestId: null })
}

async function startCoolDown(
  vault: VaultContext,
  lease: Lease,
  {
    retryAfterSeconds,
    requestId,
  }: Pick<Extract<LivePairSearch, { kind: 'unknown' }>, 'retryAfterSeconds' | 'requestId'>,
): Promise<RefreshOutcome> {
  const coolDownMs = Math.max(COOL_DOWN_MS, (retryAfterSeconds ?? 0) * 1000)
  vault.log.info({ connection: lease.id, requestId }, 'whether a pending pair is active is not known yet')
  await settleLease(vault, lease, coolDownMs)
  return { kind: 'unsettled', retryAfterSeconds: seconds(coolDownMs), requestId }
}

/** Null: the row is unchanged, because a pair or code exchange was added that the search didn't include. */
async function markReconnectRequired(
  vault: VaultContext,
  lease: Lease,
  why: ReconnectReason,
  search: { readonly knownPairIds: readonly string[]; readonly checkedAt: Date },
): Promise<RefreshOutcome | null> {
  const answerLost =
    why === 'access_removed' && (await maybeReplacedByLostAnswer(await vault.database(), lease.id))
  const reason =
    why === 'access_removed' && (answerLost || lease.unsettledBefore !== null) ? 'answer_lost' : why
  const rows = await vault
    .transaction(async (tx) => {
      const changed = await requireReconnect(tx, lease, reason, { ...search, answerLost })
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
  return settledElsewhere(vault, lease)
}

/**
 * Called when Notion refused two new generations within one call. If introspection still calls the newest one active,
 * another refresh won't help, and the person has to authorize again. If it is inactive, another authorization may
 * have replaced it, so an active pending pair is searched. A pair that doesn't come from a refresh is refreshed.
 *
 * @throws as `refresh`
 */
export async function resolveRefusedFreshPair(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
  generation: number,
): Promise<void> {
  const takenAt = performance.now()
  const lease = await tryTakeLease(vault, owner, id, generation)
  const outcome = lease
    ? await vault.tasks.track(
        lease.fromRefresh ? outcomeOfRefusedFreshPair(vault, lease) : refreshWithLease(vault, lease, takenAt),
      )
    : outcomeOf(await readSnapshot(vault, owner, id), generation)
  throwUnlessRefreshed(outcome ?? UNSETTLED)
}

async function outcomeOfRefusedFreshPair(vault: VaultContext, lease: Lease): Promise<RefreshOutcome> {
  const opened = await openOrSettleLease(vault, lease, 'access', lease.pair.access)
  if (typeof opened === 'object') return opened
  const introspection = classifyIntrospectionResponse(await vault.notion.introspect(opened))
  if (introspection.kind === 'unknown') return startCoolDown(vault, lease, introspection)
  if (introspection.kind === 'misconfigured') {
    await settleLease(vault, lease, COOL_DOWN_MS)
    return { kind: 'misconfigured', requestId: introspection.requestId }
  }
  if (introspection.kind === 'inactive')
    return promoteOrRequireReconnect(vault, lease, 'fresh_tokens_refused')
  const search = {
    knownPairIds: await listPendingPairIds(vault, lease.botId),
    checkedAt: lease.takenAt,
  }
  return (
    (await markReconnectRequired(vault, lease, 'fresh_tokens_refused', search)) ??
    startCoolDown(vault, lease, UNKNOWN_WAIT)
  )
}

const UNKNOWN_WAIT = { retryAfterSeconds: null, requestId: null }

async function listPendingPairIds(vault: VaultContext, botId: string): Promise<string[]> {
  const rows = await (await vault.database()).$queryRaw<{ pairId: string }[]>`
    SELECT DISTINCT "pairId" FROM "PendingRevocation" WHERE "botId" = ${botId} AND "sealedToken" IS NOT NULL`
  return rows.map((row) => row.pairId)
}
