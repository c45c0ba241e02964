import type { Queryable } from '../../database'
import { SealBroken } from '../../errors'
import { classifyIntrospectionResponse, classifyRevocationResponse } from '../../notion'
import { within } from '../background-tasks'
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
import { learnBot } from './identify-bot'
import { isUnprovable, type PendingReason } from './pending-revocations'

/** Longer than asking about one token can take: three requests and their writes. */
const CLAIM_MS = 60_000
/** Short, so that a single 503 does not keep a token usable: the pause doubles with each attempt. */
const FIRST_PAUSE_SECONDS = 1
const MAX_PAUSE_SECONDS = 3600
/** Tokens that one drain asks Notion about at the same time. */
const MAX_AT_ONCE = 16
/** Of these, so many only take tokens that a person gave back a short while ago. */
const KEPT_FOR_FRESH = 4
/** How long a token that was given back goes before all others. */
const FRESH_SECONDS = 900
/** How often a drain with nothing to claim looks for tokens that became due, while others are under way. */
const LOOK_AGAIN_MS = 500
/** A token that Notion calls active this long after it acknowledged its revocation can't be proven dead. */
const PROOF_WAIT_DAYS = 7
/** By then a refresh that was under way at a disconnect has written what it brought, or never will. */
const LATE_PAIR_SECONDS = (LEASE_MS + 2 * REFRESH_DEADLINE_MS) / 1000
const NOT_PROVABLE_SHOWN_DAYS = 30

interface Claimed {
  id: string
  botId: string | null
  pairId: string
  use: TokenUse
  sealedToken: string
  reason: PendingReason
  status: 'waiting' | 'asked'
  attempts: number
  ageSeconds: number
  userId: UserId | null
  connectionId: ConnectionId | null
  workspaceName: string | null
  /** A connection of its bot exists: it may be introspected, not revoked. */
  held: boolean
}

/**
 * Claims the next due token for this process, one at a time: whether a connection of the bot exists is
 * read in the same statement that claims (docs/architecture.md, invariant 2), and must not grow old before Notion
 * is asked. The refresh token of a pair goes first (RFC 7009 section 2.1): its access token waits until that first
 * attempt has ended. What was given back last goes before everything older, however long the queue is.
 */
async function claimNext(
  on: Queryable,
  { connectionId, onlyFresh }: { connectionId: string | null; onlyFresh: boolean },
): Promise<Claimed | null> {
  const [row] = await on.$queryRaw<Claimed[]>`
    UPDATE "PendingRevocation" p
    SET "claimedUntil" = clock_timestamp() + make_interval(secs => ${CLAIM_MS / 1000}::float8), "attempts" = p."attempts" + 1
    FROM (
      SELECT d."id" FROM "PendingRevocation" d
        CROSS JOIN LATERAL (SELECT d."reason" <> 'replaced'
          AND d."createdAt" > clock_timestamp() - make_interval(secs => ${FRESH_SECONDS}::float8) AS "fresh") f
      WHERE d."sealedToken" IS NOT NULL AND d."status" <> 'not_provable' AND d."notBefore" <= clock_timestamp()
        AND (d."claimedUntil" IS NULL OR d."claimedUntil" <= clock_timestamp())
        AND (${connectionId}::text IS NULL OR d."connectionId" = ${connectionId})
        AND (f."fresh" OR NOT ${onlyFresh})
        AND NOT (d."use" = 'access' AND EXISTS (SELECT 1 FROM "PendingRevocation" r
          WHERE r."pairId" = d."pairId" AND r."use" = 'refresh'
            AND (r."attempts" = 0 OR (r."attempts" = 1 AND r."claimedUntil" > clock_timestamp()))))
      ORDER BY f."fresh" DESC, CASE WHEN f."fresh" THEN d."createdAt" END DESC, d."notBefore"
      LIMIT 1
      FOR UPDATE OF d SKIP LOCKED
    ) due
    WHERE p."id" = due."id"
    RETURNING p."id", p."botId", p."pairId", p."use"::text AS "use", p."sealedToken", p."reason", p."status"::text AS "status",
      p."attempts", extract(epoch FROM (clock_timestamp() - p."createdAt"))::float8 AS "ageSeconds", p."userId",
      p."connectionId", p."workspaceName", EXISTS (SELECT 1 FROM "Connection" c WHERE c."botId" = p."botId") AS "held"`
  return row ?? null
}

type Asked =
  | { readonly kind: 'dead' }
  | { readonly kind: 'alive'; readonly acknowledged: boolean }
  | { readonly kind: 'later'; readonly retryAfterSeconds: number | null; readonly error: string }

async function ask(vault: VaultContext, row: Claimed, token: string): Promise<Asked> {
  let acknowledged = false
  if (!row.held) {
    const answer = classifyRevocationResponse(await vault.notion.revoke(token))
    if (answer.kind === 'misconfigured')
      return { kind: 'later', retryAfterSeconds: 60, error: 'client refused' }
    if (answer.kind === 'later') return { ...answer, error: 'revocation not answered' }
    acknowledged = answer.kind === 'acknowledged'
  }
  const state = classifyIntrospectionResponse(await vault.notion.introspect(token))
  switch (state.kind) {
    case 'inactive':
      return { kind: 'dead' }
    case 'active':
      return { kind: 'alive', acknowledged }
    case 'misconfigured':
      return { kind: 'later', retryAfterSeconds: 60, error: 'client refused' }
    case 'unknown':
      return {
        kind: 'later',
        retryAfterSeconds: state.retryAfterSeconds,
        error: 'introspection not answered',
      }
    default:
      return state satisfies never
  }
}

const backOff = (attempts: number) =>
  Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(attempts - 1, 12), MAX_PAUSE_SECONDS)

async function postpone(
  on: Queryable,
  row: Claimed,
  seconds: number,
  asked: boolean,
  error: string | null,
): Promise<void> {
  await on.$executeRaw`
    UPDATE "PendingRevocation"
    SET "claimedUntil" = NULL, "notBefore" = clock_timestamp() + make_interval(secs => ${seconds}::float8),
        "status" = CASE WHEN ${asked} THEN 'asked'::"RevocationStatus" ELSE "status" END, "lastError" = ${error}
    WHERE "id" = ${row.id} AND "status" <> 'not_provable'`
}

async function work(vault: VaultContext, row: Claimed): Promise<void> {
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
    vault.log.error({ err: error, pending: row.id }, 'a token that waits for revocation does not open')
    return postpone(database, row, backOff(row.attempts), false, 'does not open')
  }
  // Nothing is revoked blindly: without a bot nobody knows whether a connection lives by this token.
  if (row.botId === null && (await learnBot(vault, row.pairId)) === 'learnt') return
  const asked = await ask(vault, { ...row, held: row.held || row.botId === null }, token)
  switch (asked.kind) {
    case 'dead':
      return confirm(vault, row)
    case 'later':
      return postpone(
        database,
        row,
        Math.max(asked.retryAfterSeconds ?? 0, backOff(row.attempts)),
        false,
        asked.error,
      )
    case 'alive':
      if (row.held && (await revive(vault, row))) return
      if (row.held || row.botId === null) return postpone(database, row, MAX_PAUSE_SECONDS, false, null)
      if (asked.acknowledged && row.ageSeconds > PROOF_WAIT_DAYS * 86_400)
        return finish(vault, row, 'still_active')
      return postpone(database, row, backOff(row.attempts), asked.acknowledged, 'still active')
    default:
      return asked satisfies never
  }
}

/**
 * A held token that Notion calls active, while the bot's connection waits for its person: the pair takes
 * the place of the one that was refused. False: there is no such connection, or something moved on.
 */
async function revive(vault: VaultContext, row: Claimed): Promise<boolean> {
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
  const bound = { pairId: row.pairId, botId: row.botId, owner: connection.ownerPersonId }
  try {
    await open(vault.keys, access.sealedToken, { use: 'access', ...bound })
    if (refresh) await open(vault.keys, refresh.sealedToken, { use: 'refresh', ...bound })
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
    vault.log.info(
      { connection: connection.id },
      'a pending pair that Notion still honours revived a connection',
    )
  return revived > 0
}

/** Introspection says inactive. */
async function confirm(vault: VaultContext, row: Claimed): Promise<void> {
  if (row.reason === 'disconnected_unsettled' && row.ageSeconds < LATE_PAIR_SECONDS) {
    const database = await vault.database()
    // Still possible: the refresh that was under way brings its pair. Until then nothing is confirmed.
    return postpone(database, row, LATE_PAIR_SECONDS - row.ageSeconds + 1, true, null)
  }
  return finish(vault, row, 'inactive')
}

/**
 * Ends the work on one token. `inactive`: Notion says so, and the row goes. `still_active`: acknowledged,
 * and active after a week, so the row stays to tell the person and its sealed text is deleted. With the last
 * token of an ended connection, its person reads the result for all of them, once.
 */
async function finish(vault: VaultContext, row: Claimed, ending: 'inactive' | 'still_active'): Promise<void> {
  await vault.transaction(async (tx) => {
    // In the order of their ids: two processes may finish two tokens of one connection at the same time.
    await tx.$queryRaw`
      SELECT 1 FROM "PendingRevocation" WHERE "id" = ${row.id} OR "connectionId" = ${row.connectionId} ORDER BY "id" FOR UPDATE`
    const reread = await tx.pendingRevocation.findUnique({ where: { id: row.id } })
    if (!reread || reread.status === 'not_provable') return
    const others = row.connectionId
      ? await tx.pendingRevocation.findMany({
          where: { connectionId: row.connectionId, id: { not: row.id } },
        })
      : []
    // Of those that can't prove anything because an answer was lost, the last one stays to tell the person.
    const keeps =
      ending === 'still_active' ||
      (isUnprovable(reread.reason) && !others.some((other) => isUnprovable(other.reason)))
    if (keeps)
      await tx.pendingRevocation.update({
        where: { id: row.id },
        data: {
          status: 'not_provable',
          sealedToken: null,
          claimedUntil: null,
          lastError: ending === 'still_active' ? 'still active' : null,
        },
      })
    else await tx.pendingRevocation.delete({ where: { id: row.id } })
    if (!row.userId || others.some((other) => other.status !== 'not_provable')) return
    const ended =
      row.connectionId !== null && (await tx.connection.count({ where: { id: row.connectionId } })) === 0
    if (!ended && ending === 'inactive') return
    const proven = !keeps && others.length === 0
    await vault.onEvent({
      kind: proven ? 'revocation_confirmed' : 'revocation_not_provable',
      tx,
      owner: row.userId,
      connectionId: row.connectionId,
      workspaceName: row.workspaceName,
    })
  })
}

/**
 * The refresh that was under way when this connection ended has a known outcome after all: what it minted
 * is among the pending, so that a confirmation means what it says.
 */
export function settleEnded(on: Queryable, connectionId: string): Promise<number> {
  return on.$executeRaw`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation"
      WHERE "connectionId" = ${connectionId} AND "reason" = 'disconnected_unsettled' AND "status" <> 'not_provable'
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "PendingRevocation" p SET "reason" = 'disconnected', "notBefore" = clock_timestamp()
    FROM locked WHERE p."id" = locked."id"`
}

/**
 * Asks Notion about every token that is due, several side by side, until none is left, the time is up or
 * `signal` is aborted; what was begun by then is finished. Any number of processes may do so at once: each
 * token is handled by one of them. Returns how many tokens were handled.
 *
 * @param options.connectionId only tokens of this connection
 * @see RFC 7009 section 2
 */
export async function drainRevocations(
  vault: VaultContext,
  options: { connectionId?: string; forMs?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const { connectionId = null, forMs = Number.POSITIVE_INFINITY, signal } = options
  const until = performance.now() + forMs
  const running = new Set<Promise<void>>()
  let count = 0
  try {
    while (performance.now() < until && !signal?.aborted) {
      const onlyFresh = connectionId === null && running.size >= MAX_AT_ONCE - KEPT_FOR_FRESH
      const row =
        running.size < MAX_AT_ONCE
          ? await claimNext(await vault.database(), { connectionId, onlyFresh })
          : null
      if (row) {
        count++
        const task = vault.tasks
          .track(work(vault, row))
          .catch((error: unknown) =>
            vault.log.error(
              { err: error, pending: row.id },
              'a revocation could not be worked on; its claim runs out',
            ),
          )
          .finally(() => running.delete(task))
        running.add(task)
      } else if (running.size === 0) break
      // A token that is done may make room, or let the access token of its pair go.
      else await within(Promise.race(running), Math.min(until - performance.now(), LOOK_AGAIN_MS))
    }
  } finally {
    await Promise.all(running)
  }
  return count
}

/**
 * Seconds until a token of this connection can be asked about again; 0 while one is being asked about, by
 * any process. Null: there is none left to ask about.
 */
export async function nextAttemptSeconds(vault: VaultContext, connectionId: string): Promise<number | null> {
  const [row] = await (await vault.database()).$queryRaw<{ seconds: number | null }[]>`
    SELECT min(CASE WHEN "claimedUntil" > clock_timestamp() THEN 0
      ELSE greatest(0, extract(epoch FROM ("notBefore" - clock_timestamp()))) END)::float8 AS "seconds"
    FROM "PendingRevocation"
    WHERE "connectionId" = ${connectionId} AND "sealedToken" IS NOT NULL AND "status" <> 'not_provable'`
  return row?.seconds ?? null
}

/** Removes rows that were only kept to tell a person that nothing can be proven. */
async function forgetNotProvable(vault: VaultContext): Promise<number> {
  const database = await vault.database()
  // What they say of their bot holds for its connection of now: that knowledge moves there.
  await database.$executeRaw`
    UPDATE "Connection" c SET "answerLostAt" = coalesce(c."answerLostAt", p."createdAt")
    FROM "PendingRevocation" p
    WHERE p."botId" = c."botId" AND p."status" = 'not_provable' AND c."answerLostAt" IS NULL
      AND p."createdAt" < clock_timestamp() - make_interval(days => ${NOT_PROVABLE_SHOWN_DAYS}::int)`
  return database.$executeRaw`
    DELETE FROM "PendingRevocation" WHERE "status" = 'not_provable'
      AND "createdAt" < clock_timestamp() - make_interval(days => ${NOT_PROVABLE_SHOWN_DAYS}::int)`
}

/** Figures for health and commands. */
export interface RevocationFigures {
  /** Tokens that Notion has still to be told to revoke: those of bots that have a connection are not among them. */
  readonly waiting: number
  /** Age of the oldest of these, in seconds; 0 when there is none. */
  readonly oldestSeconds: number
  readonly notProvable: number
}

export async function revocationFigures(vault: VaultContext): Promise<RevocationFigures> {
  const [row] = await (await vault.database()).$queryRaw<RevocationFigures[]>`
    SELECT count(*) FILTER (WHERE w."waits")::int AS "waiting",
      coalesce(extract(epoch FROM (clock_timestamp() - min(w."createdAt") FILTER (WHERE w."waits"))), 0)::int AS "oldestSeconds",
      count(*) FILTER (WHERE w."status" = 'not_provable')::int AS "notProvable"
    FROM (
      SELECT p."status", p."createdAt", p."status" <> 'not_provable' AND c."id" IS NULL AS "waits"
      FROM "PendingRevocation" p LEFT JOIN "Connection" c ON c."botId" = p."botId"
    ) w`
  return row ?? { waiting: 0, oldestSeconds: 0, notProvable: 0 }
}

/** How long a start of the app may go without asking: the worker's rhythm. */
const DRAIN_EVERY_MS = 5_000

/** Asks on a rhythm, until the returned function is called; then nothing more is begun. */
export function startRevocationWorker(vault: VaultContext): () => void {
  const stopped = new AbortController()
  let running = false
  const timer = setInterval(async () => {
    if (running) return
    running = true
    try {
      await drainRevocations(vault, { signal: stopped.signal })
      await forgetNotProvable(vault)
      await sweepCodeExchanges(vault)
    } catch (error) {
      vault.log.warn(
        { err: error },
        'pending revocations could not be asked about; the next round tries again',
      )
    } finally {
      running = false
    }
  }, DRAIN_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    stopped.abort()
  }
}
