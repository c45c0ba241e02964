import { setTimeout as pause } from 'node:timers/promises'
import type { Queryable, Transaction } from '../../database'
import { SealBroken } from '../../errors'
import { classifyIntrospectionResponse, classifyRevocationResponse } from '../../notion'
import { withTimeout } from '../background-tasks'
import { sweepCodeExchanges } from '../connection/code-exchanges'
import {
  findRevivable,
  LEASE_MS,
  REFRESH_DEADLINE_MS,
  reviveConnection,
} from '../connection/connection-state'
import type { VaultContext } from '../context'
import { open, type TokenUse } from '../crypto'
import type { ConnectionId, UserId } from '../types'
import { identifyBot } from './identify-bot'
import { isUnprovable, type PendingReason } from './pending-revocations'
import { anonymousConnectionId, countOnReceipt, deleteExpiredReceipts } from './receipts'

/** Longer than one token can take: three requests and their writes. */
const CLAIM_MS = 60_000
/** Short, so that one 503 doesn't keep a token usable for long. The pause doubles with each attempt. */
const FIRST_PAUSE_SECONDS = 1
const MAX_PAUSE_SECONDS = 3600
const MAX_CONCURRENT_TOKENS = 16
/** How many of these slots are reserved for recently disconnected tokens. */
const RESERVED_FOR_RECENT = 4
/** How long a token counts as recent and goes before all others. */
const RECENT_SECONDS = 900
/** How often a drain looks for newly due tokens while it waits for running ones. */
const MAX_POLL_INTERVAL_MS = 500
/** If Notion still calls a token active this long after it acknowledged the revocation, nothing can prove the revocation. */
const MAX_PROOF_WAIT_DAYS = 7
/** After this long, a refresh that was running during a disconnect has stored its pair or never will. */
const LATE_PAIR_SECONDS = (LEASE_MS + 2 * REFRESH_DEADLINE_MS) / 1000
export const NOT_PROVABLE_RETENTION_DAYS = 30

interface ClaimedToken {
  id: string
  botId: string | null
  pairId: string
  use: TokenUse
  sealedToken: string
  reason: PendingReason
  attempts: number
  ageSeconds: number
  userId: UserId | null
  connectionId: ConnectionId | null
  workspaceName: string | null
  /** A connection of its bot exists, so it may be introspected but not revoked. */
  held: boolean
}

/** Which tokens to revoke; all of them if neither is given. */
export interface RevocationScope {
  readonly connectionId?: string
  /** Those of one deleted account. */
  readonly receiptId?: string
}

/**
 * Claims the next due token for this process. One at a time, because the claiming statement also reads whether a
 * connection of the bot exists (docs/architecture.md, invariant 2), and that must be current when Notion is called. The
 * access token of a pair waits until the first attempt on its refresh token has ended (RFC 7009 section 2.1). Recently
 * disconnected tokens go first, newest first, however long the queue is.
 */
async function claimNext(
  db: Queryable,
  { connectionId, receiptId, onlyRecent }: RevocationScope & { onlyRecent: boolean },
): Promise<ClaimedToken | null> {
  const [row] = await db.$queryRaw<ClaimedToken[]>`
    UPDATE "PendingRevocation" p
    SET "claimedUntil" = clock_timestamp() + make_interval(secs => ${CLAIM_MS / 1000}::float8), "attempts" = p."attempts" + 1
    FROM (
      SELECT d."id" FROM "PendingRevocation" d
        CROSS JOIN LATERAL (SELECT d."reason" <> 'replaced'
          AND d."createdAt" > clock_timestamp() - make_interval(secs => ${RECENT_SECONDS}::float8) AS "recent") f
      WHERE d."sealedToken" IS NOT NULL AND d."status" <> 'not_provable' AND d."notBefore" <= clock_timestamp()
        AND (d."claimedUntil" IS NULL OR d."claimedUntil" <= clock_timestamp())
        AND (${connectionId ?? null}::text IS NULL OR d."connectionId" = ${connectionId ?? null})
        AND (${receiptId ?? null}::text IS NULL OR d."receiptId" = ${receiptId ?? null})
        AND (f."recent" OR NOT ${onlyRecent})
        AND NOT (d."use" = 'access' AND EXISTS (SELECT 1 FROM "PendingRevocation" r
          WHERE r."pairId" = d."pairId" AND r."use" = 'refresh'
            AND (r."attempts" = 0 OR (r."attempts" = 1 AND r."claimedUntil" > clock_timestamp()))))
      ORDER BY f."recent" DESC, CASE WHEN f."recent" THEN d."createdAt" END DESC, d."notBefore"
      LIMIT 1
      FOR UPDATE OF d SKIP LOCKED
    ) due
    WHERE p."id" = due."id"
    RETURNING p."id", p."botId", p."pairId", p."use"::text AS "use", p."sealedToken", p."reason",
      p."attempts", extract(epoch FROM (clock_timestamp() - p."createdAt"))::float8 AS "ageSeconds", p."userId",
      p."connectionId", p."workspaceName", EXISTS (SELECT 1 FROM "Connection" c WHERE c."botId" = p."botId") AS "held"`
  return row ?? null
}

type RevocationAttempt =
  | { readonly kind: 'inactive' }
  | { readonly kind: 'active'; readonly acknowledged: boolean }
  | { readonly kind: 'retry'; readonly retryAfterSeconds: number | null; readonly error: string }

async function revokeAndIntrospect(
  vault: VaultContext,
  row: ClaimedToken,
  token: string,
): Promise<RevocationAttempt> {
  let acknowledged = false
  if (!row.held) {
    const answer = classifyRevocationResponse(await vault.notion.revoke(token))
    if (answer.kind === 'misconfigured')
      return { kind: 'retry', retryAfterSeconds: 60, error: 'client refused' }
    if (answer.kind === 'retry') return { ...answer, error: 'revocation not answered' }
    acknowledged = answer.kind === 'acknowledged'
  }
  const state = classifyIntrospectionResponse(await vault.notion.introspect(token))
  switch (state.kind) {
    case 'inactive':
      return { kind: 'inactive' }
    case 'active':
      return { kind: 'active', acknowledged }
    case 'misconfigured':
      return { kind: 'retry', retryAfterSeconds: 60, error: 'client refused' }
    case 'unknown':
      return {
        kind: 'retry',
        retryAfterSeconds: state.retryAfterSeconds,
        error: 'introspection not answered',
      }
    default:
      return state satisfies never
  }
}

const backOffSeconds = (attempts: number) =>
  Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(attempts - 1, 12), MAX_PAUSE_SECONDS)

async function postpone(
  db: Queryable,
  row: ClaimedToken,
  seconds: number,
  acknowledged: boolean,
  error: string | null,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "PendingRevocation"
    SET "claimedUntil" = NULL, "notBefore" = clock_timestamp() + make_interval(secs => ${seconds}::float8),
        "status" = CASE WHEN ${acknowledged} THEN 'asked'::"RevocationStatus" ELSE "status" END, "lastError" = ${error}
    WHERE "id" = ${row.id} AND "status" <> 'not_provable'`
}

async function revokeClaimed(vault: VaultContext, row: ClaimedToken): Promise<void> {
  const database = await vault.database()
  let token: string
  try {
    token = await open(vault.keys, row.sealedToken, {
      use: row.use,
      pairId: row.pairId,
      ...(row.botId ? { botId: row.botId } : {}),
    })
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    vault.log.error(
      { err: error, pending: row.id },
      'a token that is pending for revocation could not be opened',
    )
    return postpone(database, row, backOffSeconds(row.attempts), false, 'does not open')
  }
  // Without a bot it is unknown whether a connection uses this token, so it must not be revoked.
  if (row.botId === null && (await identifyBot(vault, row.pairId)) === 'identified') return
  const attempt = await revokeAndIntrospect(vault, { ...row, held: row.held || row.botId === null }, token)
  switch (attempt.kind) {
    case 'inactive':
      return confirmInactive(vault, row)
    case 'retry':
      return postpone(
        database,
        row,
        Math.max(attempt.retryAfterSeconds ?? 0, backOffSeconds(row.attempts)),
        false,
        attempt.error,
      )
    case 'active':
      if (row.held && (await revive(vault, row))) return
      if (row.held || row.botId === null) return postpone(database, row, MAX_PAUSE_SECONDS, false, null)
      if (attempt.acknowledged && row.ageSeconds > MAX_PROOF_WAIT_DAYS * 86_400)
        return finishToken(vault, row, 'still_active')
      return postpone(database, row, backOffSeconds(row.attempts), attempt.acknowledged, 'still active')
    default:
      return attempt satisfies never
  }
}

/**
 * Reactivates the bot's connection with a held pair that Notion calls active, if the connection is in
 * `reconnect_required`. False: there is no such connection, or it has changed.
 */
async function revive(vault: VaultContext, row: ClaimedToken): Promise<boolean> {
  if (row.botId === null) return false
  const database = await vault.database()
  const connection = await findRevivable(vault, database, row.botId)
  if (!connection) return false
  const rows = await database.$queryRaw<
    { use: TokenUse; sealedToken: string; mintedAfter: Date | null; mintedBefore: Date | null }[]
  >`
    SELECT "use"::text AS "use", "sealedToken", "mintedAfter", "mintedBefore" FROM "PendingRevocation"
    WHERE "pairId" = ${row.pairId} AND "botId" = ${row.botId} AND "sealedToken" IS NOT NULL`
  const access = rows.find((one) => one.use === 'access')
  const refresh = rows.find((one) => one.use === 'refresh')
  if (!access) return false
  const binding = { pairId: row.pairId, botId: row.botId, owner: connection.ownerPersonId }
  try {
    await open(vault.keys, access.sealedToken, { use: 'access', ...binding })
    if (refresh) await open(vault.keys, refresh.sealedToken, { use: 'refresh', ...binding })
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
  const pair = {
    pairId: row.pairId,
    access: access.sealedToken,
    refresh: refresh?.sealedToken ?? null,
    mintedAfter: access.mintedAfter,
    mintedBefore: access.mintedBefore,
  }
  const revived = await vault.transaction(async (tx) => {
    const changed = await reviveConnection(vault, tx, connection, pair, row.id)
    if (changed > 0)
      await vault.onEvent({
        kind: 'refreshed',
        tx,
        owner: connection.owner,
        connectionId: connection.id,
        workspaceName: connection.workspaceName,
      })
    return changed
  })
  if (revived > 0)
    vault.log.info({ connection: connection.id }, 'an active pending pair revived a connection')
  return revived > 0
}

/** Finishes a token that introspection calls inactive, unless a running refresh may still bring another pair. */
async function confirmInactive(vault: VaultContext, row: ClaimedToken): Promise<void> {
  if (row.reason === 'disconnected_unsettled' && row.ageSeconds < LATE_PAIR_SECONDS) {
    const database = await vault.database()
    return postpone(database, row, LATE_PAIR_SECONDS - row.ageSeconds + 1, true, null)
  }
  return finishToken(vault, row, 'inactive')
}

/**
 * Finishes one token. `inactive`: its row is deleted. `still_active`: Notion acknowledged the revocation but still calls
 * the token active after a week, so the row stays for the person to see, without the token. The last token of an ended
 * connection reports the result for all of them.
 */
async function finishToken(
  vault: VaultContext,
  row: ClaimedToken,
  ending: 'inactive' | 'still_active',
): Promise<void> {
  // Since the claim its connection may have ended, or its owner may have been deleted.
  for (let connectionId: string | null = row.connectionId; ; ) {
    const now = await vault.transaction((tx) => finishAmong(vault, tx, row.id, connectionId, ending))
    if (now === 'finished') return
    connectionId = now
  }
}

/**
 * Finishes a token together with the others of `connectionId`.
 *
 * @returns the connection id that its row has now, if it is another one; then nothing was done
 */
async function finishAmong(
  vault: VaultContext,
  tx: Transaction,
  id: string,
  connectionId: string | null,
  ending: 'inactive' | 'still_active',
): Promise<'finished' | ConnectionId | null> {
  // Locked in id order, because two processes may finish two tokens of one connection at the same time.
  await tx.$queryRaw`
    SELECT 1 FROM "PendingRevocation" WHERE "id" = ${id} OR "connectionId" = ${connectionId} ORDER BY "id" FOR UPDATE`
  const row = await tx.pendingRevocation.findUnique({ where: { id } })
  if (!row || row.status === 'not_provable') return 'finished'
  if (row.connectionId !== connectionId) return row.connectionId as ConnectionId | null
  const others = connectionId
    ? await tx.pendingRevocation.findMany({ where: { connectionId, id: { not: id } } })
    : []
  // If a response was lost, the row of the last such token stays, so that the person sees it.
  const staysNotProvable =
    ending === 'still_active' ||
    (isUnprovable(row.reason) && !others.some((other) => isUnprovable(other.reason)))
  if (staysNotProvable)
    await tx.pendingRevocation.update({
      where: { id },
      data: {
        status: 'not_provable',
        sealedToken: null,
        claimedUntil: null,
        lastError: ending === 'still_active' ? 'still active' : null,
      },
    })
  else await tx.pendingRevocation.delete({ where: { id } })
  if (row.receiptId !== null)
    await countOnReceipt(tx, row.receiptId, {
      confirmed: ending === 'inactive' ? 1 : 0,
      notProvable: staysNotProvable ? 1 : 0,
    })
  if (!row.userId || others.some((other) => other.status !== 'not_provable')) return 'finished'
  const ended = connectionId !== null && (await tx.connection.count({ where: { id: connectionId } })) === 0
  if (!ended && ending === 'inactive') return 'finished'
  const proven = !staysNotProvable && others.length === 0
  await vault.onEvent({
    kind: proven ? 'revocation_confirmed' : 'revocation_not_provable',
    tx,
    owner: row.userId as UserId,
    connectionId: connectionId as ConnectionId | null,
    workspaceName: row.workspaceName,
  })
  return 'finished'
}

/**
 * Records that the refresh which was running when this connection ended has a known outcome. Its tokens are pending
 * too, so the revocation can be confirmed.
 */
export function settleEndedConnection(db: Queryable, connectionId: string): Promise<number> {
  return db.$executeRaw`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation"
      WHERE "connectionId" IN (${connectionId}, ${anonymousConnectionId(connectionId)})
        AND "reason" = 'disconnected_unsettled' AND "status" <> 'not_provable'
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "PendingRevocation" p SET "reason" = 'disconnected', "notBefore" = clock_timestamp()
    FROM locked WHERE p."id" = locked."id"`
}

/**
 * Revokes every due token, several at a time, until none is left, the time is up or `signal` is aborted; running
 * attempts are finished. Any number of processes may drain at once, since each token is claimed by one of them.
 *
 * @returns how many tokens were handled
 * @see RFC 7009 section 2
 */
export async function drainRevocations(
  vault: VaultContext,
  options: RevocationScope & { forMs?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const { forMs = Number.POSITIVE_INFINITY, signal, ...scope } = options
  const isScoped = scope.connectionId !== undefined || scope.receiptId !== undefined
  const until = performance.now() + forMs
  const running = new Set<Promise<void>>()
  let count = 0
  try {
    while (performance.now() < until && !signal?.aborted) {
      const onlyRecent = !isScoped && running.size >= MAX_CONCURRENT_TOKENS - RESERVED_FOR_RECENT
      const row =
        running.size < MAX_CONCURRENT_TOKENS
          ? await claimNext(await vault.database(), { ...scope, onlyRecent })
          : null
      if (row) {
        count++
        const task = vault.tasks
          .track(revokeClaimed(vault, row))
          .catch((error: unknown) =>
            vault.log.error(
              { err: error, pending: row.id },
              'a revocation attempt failed; its claim will expire',
            ),
          )
          .finally(() => running.delete(task))
        running.add(task)
      } else if (running.size === 0) break
      // A finished token may free a slot, or unblock the access token of its pair.
      else await withTimeout(Promise.race(running), Math.min(until - performance.now(), MAX_POLL_INTERVAL_MS))
    }
  } finally {
    await Promise.all(running)
  }
  return count
}

/** Seconds until the next attempt on one of these tokens; 0 while any process is working on one. Null if none is left. */
async function secondsUntilNextAttempt(
  vault: VaultContext,
  { connectionId, receiptId }: RevocationScope,
): Promise<number | null> {
  const [row] = await (await vault.database()).$queryRaw<{ seconds: number | null }[]>`
    SELECT min(CASE WHEN "claimedUntil" > clock_timestamp() THEN 0
      ELSE greatest(0, extract(epoch FROM ("notBefore" - clock_timestamp()))) END)::float8 AS "seconds"
    FROM "PendingRevocation"
    WHERE ("connectionId" = ${connectionId ?? null} OR "receiptId" = ${receiptId ?? null})
      AND "sealedToken" IS NOT NULL AND "status" <> 'not_provable'`
  return row?.seconds ?? null
}

const MIN_POLL_INTERVAL_MS = 100

/**
 * Revokes these tokens for `forMs`, with retries that are due soon, and waits for tokens that another process has
 * claimed. A shutdown waits for it. It never rejects: the worker goes on with what is left.
 */
export function drainUntilConfirmed(
  vault: VaultContext,
  scope: RevocationScope,
  forMs: number,
): Promise<void> {
  const drain = async () => {
    const until = performance.now() + forMs
    do {
      await drainRevocations(vault, { ...scope, forMs: until - performance.now() })
      const next = await secondsUntilNextAttempt(vault, scope)
      if (next === null || performance.now() + next * 1000 >= until) return
      await pause(Math.max(MIN_POLL_INTERVAL_MS, next * 1000))
    } while (performance.now() < until)
  }
  return vault.tasks.track(drain()).catch((error: unknown) => {
    vault.log.warn({ err: error }, 'tokens could not be revoked yet; the worker retries')
  })
}

/** Deletes old rows that only show that a revocation is not provable. */
async function deleteOldNotProvable(vault: VaultContext): Promise<number> {
  const database = await vault.database()
  // A connection of the same bot takes over the knowledge that a response was lost.
  await database.$executeRaw`
    UPDATE "Connection" c SET "answerLostAt" = coalesce(c."answerLostAt", p."createdAt")
    FROM "PendingRevocation" p
    WHERE p."botId" = c."botId" AND p."status" = 'not_provable' AND c."answerLostAt" IS NULL
      AND p."createdAt" < clock_timestamp() - make_interval(days => ${NOT_PROVABLE_RETENTION_DAYS}::int)`
  return database.$executeRaw`
    DELETE FROM "PendingRevocation" WHERE "status" = 'not_provable'
      AND "createdAt" < clock_timestamp() - make_interval(days => ${NOT_PROVABLE_RETENTION_DAYS}::int)`
}

/** For the health check and commands. */
export interface RevocationStats {
  /** Tokens still to be revoked, without held ones. */
  readonly waiting: number
  /** The age of the oldest of these; 0 if there is none. */
  readonly oldestSeconds: number
  readonly notProvable: number
}

export async function readRevocationStats(vault: VaultContext): Promise<RevocationStats> {
  const [row] = await (await vault.database()).$queryRaw<RevocationStats[]>`
    SELECT count(*) FILTER (WHERE w."waits")::int AS "waiting",
      coalesce(extract(epoch FROM (clock_timestamp() - min(w."createdAt") FILTER (WHERE w."waits"))), 0)::int AS "oldestSeconds",
      count(*) FILTER (WHERE w."status" = 'not_provable')::int AS "notProvable"
    FROM (
      SELECT p."status", p."createdAt", p."status" <> 'not_provable' AND c."id" IS NULL AS "waits"
      FROM "PendingRevocation" p LEFT JOIN "Connection" c ON c."botId" = p."botId"
    ) w`
  return row ?? { waiting: 0, oldestSeconds: 0, notProvable: 0 }
}

const DRAIN_INTERVAL_MS = 5_000

/** Drains periodically until the returned function is called. */
export function startRevocationWorker(vault: VaultContext): () => void {
  const stopped = new AbortController()
  let running = false
  const timer = setInterval(async () => {
    if (running) return
    running = true
    try {
      await drainRevocations(vault, { signal: stopped.signal })
      await deleteOldNotProvable(vault)
      await deleteExpiredReceipts(vault)
      await sweepCodeExchanges(vault)
    } catch (error) {
      vault.log.warn({ err: error }, 'pending revocations could not be processed; the next run retries')
    } finally {
      running = false
    }
  }, DRAIN_INTERVAL_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    stopped.abort()
  }
}
