import { record } from '../activity'
import { log } from '../config'
import { db, type Queryable } from '../database'
import { SealBroken } from '../errors'
import { authorizedClient, call, introspect, judgeIntrospection, judgeRevocation, revoke } from '../notion'
import { open, type TokenUse } from '../vault'
import { LEASE_MS, REFRESH_DEADLINE_MS } from './life'
import type { PendingReason } from './pending'
import { keepAlive } from './work'

/** Longer than asking about one token can take: three requests and their writes. */
const CLAIM_MS = 60_000
const FIRST_PAUSE_SECONDS = 5
const LONGEST_PAUSE_SECONDS = 3600
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
  userId: string | null
  connectionId: string | null
  workspaceName: string | null
  /** A connection of its bot exists: it may be introspected, not revoked. */
  held: boolean
}

/**
 * Claims the next due token for this process, one at a time: whether a connection of the bot exists is
 * read in the same statement that claims (invariant 2), and must not grow old before Notion is asked.
 * The refresh token of a pair goes first (RFC 7009 section 2.1).
 */
async function claimNext(on: Queryable, connectionId: string | null): Promise<Claimed | null> {
  const [row] = await on.$queryRaw<Claimed[]>`
    UPDATE "PendingRevocation" p
    SET "claimedUntil" = clock_timestamp() + make_interval(secs => ${CLAIM_MS / 1000}::float8), "attempts" = p."attempts" + 1
    FROM (
      SELECT d."id" FROM "PendingRevocation" d
      WHERE d."sealedToken" IS NOT NULL AND d."status" <> 'not_provable' AND d."notBefore" <= clock_timestamp()
        AND (d."claimedUntil" IS NULL OR d."claimedUntil" <= clock_timestamp())
        AND (${connectionId}::text IS NULL OR d."connectionId" = ${connectionId})
        AND NOT (d."use" = 'access' AND EXISTS (SELECT 1 FROM "PendingRevocation" r
          WHERE r."pairId" = d."pairId" AND r."use" = 'refresh' AND r."attempts" = 0))
      ORDER BY d."notBefore"
      LIMIT 1
      FOR UPDATE SKIP LOCKED
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

async function ask(row: Claimed, token: string): Promise<Asked> {
  let acknowledged = false
  if (!row.held) {
    const answer = judgeRevocation(await revoke(token))
    if (answer.kind === 'misconfigured')
      return { kind: 'later', retryAfterSeconds: 60, error: 'client refused' }
    if (answer.kind === 'later') return { ...answer, error: 'revocation not answered' }
    acknowledged = answer.kind === 'acknowledged'
  }
  const state = judgeIntrospection(await introspect(token))
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

/** Asks users.me whose token this is. Null: the token does not work, or Notion does not say. */
async function botOf(accessToken: string): Promise<string | null> {
  const client = authorizedClient({
    current: async () => ({ accessToken, generation: 0 }),
    refused: async () => {
      throw new SealBroken()
    },
    answered: async () => {},
  })
  try {
    return (await call(() => client.users.me({}))).id
  } catch {
    return null
  }
}

const backOff = (attempts: number) =>
  Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(attempts - 1, 12), LONGEST_PAUSE_SECONDS)

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

async function work(row: Claimed): Promise<void> {
  const database = await db()
  let token: string
  try {
    token = await open(row.sealedToken, {
      use: row.use,
      pairId: row.pairId,
      ...(row.botId ? { botId: row.botId } : {}),
    })
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    log.error({ err: error, pending: row.id }, 'a token that waits for revocation does not open')
    return postpone(database, row, backOff(row.attempts), false, 'does not open')
  }
  if (row.botId === null) {
    // Nothing is revoked blindly: without a bot nobody knows whether a connection lives by this token.
    const botId = row.use === 'access' ? await botOf(token) : null
    if (botId) {
      await database.$executeRaw`UPDATE "PendingRevocation" SET "botId" = ${botId}, "claimedUntil" = NULL WHERE "pairId" = ${row.pairId} AND "botId" IS NULL`
      return
    }
  }
  const asked = await ask({ ...row, held: row.held || row.botId === null }, token)
  switch (asked.kind) {
    case 'dead':
      return confirm(row)
    case 'later':
      return postpone(
        database,
        row,
        Math.max(asked.retryAfterSeconds ?? 0, backOff(row.attempts)),
        false,
        asked.error,
      )
    case 'alive':
      if (row.held || row.botId === null) return postpone(database, row, LONGEST_PAUSE_SECONDS, false, null)
      if (asked.acknowledged && row.ageSeconds > PROOF_WAIT_DAYS * 86_400) return giveUpProof(row)
      return postpone(database, row, backOff(row.attempts), asked.acknowledged, 'still active')
    default:
      return asked satisfies never
  }
}

/** Introspection says inactive: the row goes, and with a connection's last row its person learns that. */
async function confirm(row: Claimed): Promise<void> {
  if (row.reason === 'disconnected_unsettled' && row.ageSeconds < LATE_PAIR_SECONDS) {
    const database = await db()
    // Still possible: the refresh that was under way brings its pair. Until then nothing is confirmed.
    return postpone(database, row, LATE_PAIR_SECONDS - row.ageSeconds + 1, true, null)
  }
  await (await db()).$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "PendingRevocation" WHERE "connectionId" = ${row.connectionId} FOR UPDATE`
    const reread = await tx.pendingRevocation.findUnique({ where: { id: row.id } })
    if (!reread) return
    const unprovable = reread.reason === 'disconnected_unsettled'
    const others = row.connectionId
      ? await tx.pendingRevocation.findMany({
          where: { connectionId: row.connectionId, id: { not: row.id } },
        })
      : []
    const ended =
      row.connectionId !== null && (await tx.connection.count({ where: { id: row.connectionId } })) === 0
    const last = ended && others.every((other) => other.status === 'not_provable')
    // One row stays to tell the person, the last of those that can't prove anything; its token is dead and goes.
    const keeps = unprovable && !others.some((other) => other.reason === 'disconnected_unsettled')
    if (keeps)
      await tx.pendingRevocation.update({
        where: { id: row.id },
        data: { status: 'not_provable', sealedToken: null, claimedUntil: null },
      })
    else await tx.pendingRevocation.delete({ where: { id: row.id } })
    if (last && row.userId && row.connectionId) {
      const proven = !keeps && others.length === 0
      await record(
        tx,
        row.userId,
        proven ? 'revocation_confirmed' : 'revocation_not_provable',
        row.connectionId,
        {
          workspaceName: row.workspaceName,
        },
      )
    }
  })
}

/** Acknowledged, and still active after a week: final, visible, and the sealed text is deleted. */
async function giveUpProof(row: Claimed): Promise<void> {
  await (await db()).$transaction(async (tx) => {
    await tx.pendingRevocation.updateMany({
      where: { id: row.id },
      data: { status: 'not_provable', sealedToken: null, claimedUntil: null, lastError: 'still active' },
    })
    if (row.userId)
      await record(tx, row.userId, 'revocation_not_provable', row.connectionId, {
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
    UPDATE "PendingRevocation" SET "reason" = 'disconnected', "notBefore" = clock_timestamp()
    WHERE "connectionId" = ${connectionId} AND "reason" = 'disconnected_unsettled' AND "status" <> 'not_provable'`
}

/**
 * Asks Notion about every token that is due, until none is left or the time is up. Any number of processes
 * may do so at once: each token is asked about by one of them. Returns how many were asked about.
 *
 * @see RFC 7009 section 2
 */
export async function drainRevocations(
  options: { connectionId?: string; forMs?: number } = {},
): Promise<number> {
  const until = performance.now() + (options.forMs ?? Number.POSITIVE_INFINITY)
  let count = 0
  while (performance.now() < until) {
    const row = await claimNext(await db(), options.connectionId ?? null)
    if (!row) break
    count++
    await keepAlive(work(row)).catch((error: unknown) =>
      log.error({ err: error, pending: row.id }, 'a revocation could not be worked on; its claim runs out'),
    )
  }
  return count
}

/** Whether a token of this connection is being asked about, by any process, or could be now. */
export async function revocationUnderWay(connectionId: string): Promise<boolean> {
  const [row] = await (await db()).$queryRaw<unknown[]>`
    SELECT 1 FROM "PendingRevocation" WHERE "connectionId" = ${connectionId} AND "sealedToken" IS NOT NULL
      AND "status" <> 'not_provable' AND ("claimedUntil" > clock_timestamp() OR "notBefore" <= clock_timestamp())
    LIMIT 1`
  return row !== undefined
}

/** Removes rows that were only kept to tell a person that nothing can be proven. */
export async function forgetNotProvable(): Promise<number> {
  return (await db()).$executeRaw`
    DELETE FROM "PendingRevocation" WHERE "status" = 'not_provable'
      AND "createdAt" < clock_timestamp() - make_interval(days => ${NOT_PROVABLE_SHOWN_DAYS}::int)`
}

/** Figures for health and commands. */
export async function revocationFigures(): Promise<{
  waiting: number
  oldestSeconds: number
  notProvable: number
}> {
  const [row] = await (await db()).$queryRaw<
    { waiting: number; oldestSeconds: number; notProvable: number }[]
  >`
    SELECT count(*) FILTER (WHERE "status" <> 'not_provable' AND NOT EXISTS (SELECT 1 FROM "Connection" c WHERE c."botId" = p."botId"))::int AS "waiting",
      coalesce(extract(epoch FROM (clock_timestamp() - min("createdAt") FILTER (WHERE "status" <> 'not_provable'))), 0)::int AS "oldestSeconds",
      count(*) FILTER (WHERE "status" = 'not_provable')::int AS "notProvable"
    FROM "PendingRevocation" p`
  return row ?? { waiting: 0, oldestSeconds: 0, notProvable: 0 }
}

/** How long a start of the app may go without asking: the worker's rhythm. */
export const DRAIN_EVERY_MS = 5_000

/** Asks on a rhythm, until the returned function is called. */
export function startRevocationWorker(): () => void {
  let running = false
  const timer = setInterval(async () => {
    if (running) return
    running = true
    try {
      await drainRevocations({ forMs: 30_000 })
      await forgetNotProvable()
    } catch (error) {
      log.warn({ err: error }, 'pending revocations could not be asked about; the next round tries again')
    } finally {
      running = false
    }
  }, DRAIN_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
