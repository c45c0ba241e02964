/**
 * The state machine of a connection, and the only writer of its pair, state, generation and lease.
 *
 *  authorize ──► active ──401──► lease ──► refresh ──ok──► active, generation+1        storeRefreshed
 *                  │                        ├─ invalid_grant, no newer and no active pending pair
 *                  │                        │                 ─► reconnect_required    requireReconnect
 *                  │                        └─ outcome unknown, or Notion asks to wait
 *                  │                                          ─► active, cooling down  releaseLease
 *                  ├─ no refresh token, or two fresh generations refused
 *                  │                                          ─► reconnect_required    requireReconnect
 *                  ├─ authorize again ─► active, generation+1, old pair pending        storeAuthorized
 *                  └─ disconnect ─► row gone, its tokens pending                       endConnection
 *  reconnect_required ─ authorize again ─► active, generation+1                        storeAuthorized
 *                     ─ late write of the refresh whose response was lost ─► active    storeRefreshed
 *                     ─ disconnect ─► as above                                         endConnection
 *
 * Every statement has owner, generation and state in its WHERE clause and returns how many rows it changed
 * (docs/architecture.md, invariant 5). Zero rows is an outcome, not an error. All times come from the database.
 *
 * Two columns record that Notion may have issued tokens that we never received. `unsettledSince`: a refresh of the
 * generation `unsettledGeneration` was sent; a later refresh of that generation clears it. `answerLostAt`: nothing
 * clears it, because the generation has changed or the lost response was that of a code exchange.
 *
 * Every transaction locks rows in the order of docs/decisions/009-locks.md: a connection before its pending
 * revocations, and these in the order of their ids.
 */

import { Prisma, type Queryable, type Transaction } from '../../database'
import type { ReconnectReason } from '../../errors'
import type { VaultContext } from '../context'
import { reseal, sameToken, type TokenUse } from '../crypto'
import { addPendingRevocations, markReceivedPairReplaced } from '../revocation/pending-revocations'
import type { ConnectionId, UserId } from '../types'

export type ConnectionState = 'active' | 'reconnect_required'

/** How long a lease lasts. */
export const LEASE_MS = 30_000
/** How long one request to Notion may take, response body included. */
export const REFRESH_DEADLINE_MS = 10_000
/** How long a caller waits for a refresh, whether it runs here or in another process. */
export const CALLER_WAIT_MS = 15_000
/** After an attempt with an unknown outcome, no process refreshes the connection for this long. */
export const COOL_DOWN_MS = 10_000

// The holder sends only while the lease lasts longer than one deadline, and may wait one more deadline for the late
// write of an older attempt. A caller must wait longer than one whole request takes.
if (LEASE_MS < 3 * REFRESH_DEADLINE_MS) throw new Error('the lease must last at least three deadlines')
if (CALLER_WAIT_MS <= REFRESH_DEADLINE_MS) throw new Error('a caller must wait longer than one deadline')

/** A sealed pair. `refresh` is null if Notion issued no refresh token. */
export interface SealedPair {
  readonly pairId: string
  readonly access: string
  readonly refresh: string | null
  /** Notion issued it between these two times of the database's clock. Null or absent: not known. */
  readonly mintedAfter?: Date | null
  readonly mintedBefore?: Date | null
}

/** The exclusive right to refresh one generation of a connection, with the data that the refresh needs. */
export interface Lease {
  readonly id: ConnectionId
  readonly owner: UserId
  readonly generation: number
  readonly holder: string
  readonly botId: string
  readonly ownerPersonId: string
  readonly workspaceName: string | null
  readonly pair: SealedPair
  /** A refresh issued the pair; it doesn't come from an authorization or a promoted pending pair. */
  readonly fromRefresh: boolean
  /** When the lease was taken. Tokens that its refresh brings were issued later. */
  readonly takenAt: Date
  /** `unsettledSince` as this lease set or found it. A different value was written later by another process. */
  readonly markedAt: Date
  /** When an older attempt on this generation started whose outcome is unknown. */
  readonly unsettledBefore: Date | null
  /** The previous holder recorded no outcome: it crashed, or is still writing. */
  readonly tookOver: boolean
}

interface LeaseRow {
  botId: string
  ownerPersonId: string
  workspaceName: string | null
  pairId: string
  sealedAccessToken: string
  sealedRefreshToken: string | null
  mintedAfter: Date | null
  mintedBefore: Date | null
  fromRefresh: boolean
  takenAt: Date
  markedAt: Date
  unsettledBefore: Date | null
  holderBefore: string | null
}

interface PairColumns {
  pairId: string
  sealedAccessToken: string
  sealedRefreshToken: string | null
  mintedAfter: Date | null
  mintedBefore: Date | null
}

const sealedPairOf = (row: PairColumns): SealedPair => ({
  pairId: row.pairId,
  access: row.sealedAccessToken,
  refresh: row.sealedRefreshToken,
  mintedAfter: row.mintedAfter,
  mintedBefore: row.mintedBefore,
})

/**
 * Assignments that reset `unsettledSince` to its value before this lease, for an attempt that certainly issued no
 * tokens. A value that was written since, or that belongs to another generation, is kept.
 */
function resetUnsettledMark(lease: Pick<Lease, 'generation' | 'markedAt' | 'unsettledBefore'>): Prisma.Sql {
  const isOwnMark = Prisma.sql`(${lease.unsettledBefore}::timestamptz IS NULL AND "unsettledGeneration" = ${lease.generation}
    AND "unsettledSince" = ${lease.markedAt}::timestamptz)`
  return Prisma.sql`"unsettledSince" = CASE WHEN ${isOwnMark} THEN NULL ELSE "unsettledSince" END,
    "unsettledGeneration" = CASE WHEN ${isOwnMark} THEN NULL ELSE "unsettledGeneration" END`
}

const KEEP_UNSETTLED_MARK = Prisma.sql`"unsettledSince" = "unsettledSince"`

const milliseconds = (count: number) => Prisma.sql`make_interval(secs => ${count / 1000}::float8)`

/**
 * Takes the lease on the generation whose token Notion refused, and marks the attempt as unsettled until its outcome
 * is known. Null: another process has the lease, the generation has changed, or the connection is cooling down.
 */
export async function takeLease(
  vault: VaultContext,
  db: Queryable,
  owner: UserId,
  id: ConnectionId,
  refused: number,
  holder: string,
): Promise<Lease | null> {
  // The conditions are repeated on purpose: the inner ones find and lock the row, and PostgreSQL checks the outer ones
  // again if the row changed while this statement waited for the lock.
  const [row] = await db.$queryRaw<LeaseRow[]>`
    WITH before AS (
      SELECT "id", "unsettledSince", "unsettledGeneration", "leaseHolder" FROM "Connection"
      WHERE "id" = ${id} AND "userId" = ${owner} AND "generation" = ${refused} AND "state" = 'active'
        AND ("leaseExpiresAt" IS NULL OR "leaseExpiresAt" <= clock_timestamp())
        AND ("refreshNotBefore" IS NULL OR "refreshNotBefore" <= clock_timestamp())
      FOR UPDATE
    )
    UPDATE "Connection" c
    SET "leaseHolder" = ${holder},
        "leaseExpiresAt" = clock_timestamp() + ${milliseconds(LEASE_MS)},
        "answerLostAt" = CASE WHEN c."unsettledGeneration" = c."generation" THEN c."answerLostAt"
          ELSE coalesce(c."answerLostAt", c."unsettledSince") END,
        "unsettledSince" = CASE WHEN c."unsettledGeneration" = c."generation"
          THEN coalesce(c."unsettledSince", clock_timestamp()) ELSE clock_timestamp() END,
        "unsettledGeneration" = c."generation"
    FROM before
    WHERE c."id" = before."id"
      AND c."userId" = ${owner} AND c."generation" = ${refused} AND c."state" = 'active'
      AND (c."leaseExpiresAt" IS NULL OR c."leaseExpiresAt" <= clock_timestamp())
      AND (c."refreshNotBefore" IS NULL OR c."refreshNotBefore" <= clock_timestamp())
    RETURNING c."botId", ${vault.owners.personIdOf(Prisma.sql`c."userId"`)} AS "ownerPersonId", c."workspaceName", c."pairId", c."sealedAccessToken",
      c."sealedRefreshToken", c."mintedAfter", c."mintedBefore", c."unsettledSince" AS "markedAt",
      coalesce(c."refreshedAt" = c."mintedBefore", false) AS "fromRefresh",
      (clock_timestamp())::timestamptz(3) AS "takenAt",
      CASE WHEN before."unsettledGeneration" = ${refused} THEN before."unsettledSince" END AS "unsettledBefore",
      before."leaseHolder" AS "holderBefore"`
  if (!row) return null
  return {
    id,
    owner,
    generation: refused,
    holder,
    botId: row.botId,
    ownerPersonId: row.ownerPersonId,
    workspaceName: row.workspaceName,
    pair: sealedPairOf(row),
    fromRefresh: row.fromRefresh,
    takenAt: row.takenAt,
    markedAt: row.markedAt,
    unsettledBefore: row.unsettledBefore,
    tookOver: row.unsettledBefore !== null && row.holderBefore !== null,
  }
}

/**
 * Releases the lease without a new pair. `settled`: Notion certainly issued nothing, so the unsettled mark is reset.
 * `coolDownMs`: no process refreshes the connection before that.
 */
export function releaseLease(
  db: Queryable,
  lease: Lease,
  outcome: { settled: boolean; coolDownMs: number },
): Promise<number> {
  return db.$executeRaw`
    UPDATE "Connection"
    SET "leaseHolder" = NULL, "leaseExpiresAt" = NULL, ${outcome.settled ? resetUnsettledMark(lease) : KEEP_UNSETTLED_MARK},
        "refreshNotBefore" = CASE WHEN "generation" = ${lease.generation} AND ${outcome.coolDownMs > 0}
          THEN clock_timestamp() + ${milliseconds(outcome.coolDownMs)} ELSE "refreshNotBefore" END
    WHERE "id" = ${lease.id} AND "userId" = ${lease.owner} AND "leaseHolder" = ${lease.holder}`
}

/**
 * Sets a connection to `reconnect_required`. Changes zero rows if the caller no longer holds the lease, if a pending
 * pair of the bot is not among `knownPairIds`, or if a code exchange that started before `checkedAt` and may be this
 * person's is still open: then the caller has to search again. `answerLost`: a lost response may have carried the
 * pair that replaced this one.
 */
export function requireReconnect(
  db: Queryable,
  lease: Lease,
  reason: ReconnectReason,
  {
    knownPairIds = [],
    checkedAt = lease.takenAt,
    answerLost = false,
  }: { knownPairIds?: readonly string[]; checkedAt?: Date; answerLost?: boolean } = {},
): Promise<number> {
  // Unless a response was lost, the attempt has a known outcome: Notion issued nothing.
  const mark = reason === 'answer_lost' ? KEEP_UNSETTLED_MARK : resetUnsettledMark(lease)
  return db.$executeRaw`
    UPDATE "Connection"
    SET "state" = 'reconnect_required', "stateReason" = ${reason}, "leaseHolder" = NULL, "leaseExpiresAt" = NULL,
        "refreshNotBefore" = NULL, ${mark},
        "answerLostAt" = CASE WHEN ${answerLost} THEN coalesce("answerLostAt", clock_timestamp()) ELSE "answerLostAt" END
    WHERE "id" = ${lease.id} AND "userId" = ${lease.owner} AND "generation" = ${lease.generation} AND "state" = 'active'
      AND "leaseHolder" = ${lease.holder}
      AND NOT EXISTS (SELECT 1 FROM "PendingRevocation" p WHERE p."botId" = ${lease.botId}
        AND p."sealedToken" IS NOT NULL AND p."pairId" NOT IN (${Prisma.join([lease.pair.pairId, ...knownPairIds])}))
      AND NOT EXISTS (SELECT 1 FROM "CodeExchange" e WHERE e."lostAt" IS NULL
        AND e."startedAt" <= ${checkedAt}::timestamptz AND (e."userId" = ${lease.owner} OR e."userId" IS NULL))`
}

/**
 * Stores the pair from a refresh of this generation, and adds the replaced tokens to the pending revocations. It
 * doesn't check who holds the lease: a process that lost it still has the only working pair. It also reactivates a
 * connection that was set to `reconnect_required` because the response to this refresh seemed lost.
 */
export async function storeRefreshed(
  vault: VaultContext,
  tx: Transaction,
  lease: Lease,
  pair: SealedPair,
  replaced: { access: boolean; refresh: boolean },
): Promise<number> {
  // Notion accepts a refresh token once, so accepting this one settles all attempts of this generation.
  const columns = Prisma.sql`"unsettledSince" = NULL, "unsettledGeneration" = NULL, "mintedBefore" = statement_timestamp()`
  return replacePair(vault, tx, lease, pair, replaced, columns)
}

async function replacePair(
  vault: VaultContext,
  tx: Transaction,
  lease: Lease,
  pair: SealedPair,
  replaced: { access: boolean; refresh: boolean },
  columns: Prisma.Sql,
): Promise<number> {
  const rows = await tx.$executeRaw`
    UPDATE "Connection"
    SET "pairId" = ${pair.pairId}, "sealedAccessToken" = ${pair.access}, "sealedRefreshToken" = ${pair.refresh},
        "mintedAfter" = ${pair.mintedAfter ?? null}::timestamptz,
        "generation" = "generation" + 1, "state" = 'active', "stateReason" = NULL, "leaseHolder" = NULL,
        "leaseExpiresAt" = NULL, "refreshNotBefore" = NULL, "refreshedAt" = statement_timestamp(), ${columns}
    WHERE "id" = ${lease.id} AND "userId" = ${lease.owner} AND "generation" = ${lease.generation}
      AND ("state" = 'active' OR ("state" = 'reconnect_required' AND "stateReason" = 'answer_lost'))`
  if (rows === 1)
    await addPendingRevocations(vault, tx, {
      botId: lease.botId,
      pair: {
        ...lease.pair,
        access: replaced.access ? lease.pair.access : null,
        refresh: replaced.refresh ? lease.pair.refresh : null,
      },
      reason: 'replaced',
      connectionId: lease.id,
      userId: lease.owner,
      workspaceName: lease.workspaceName,
    })
  return rows
}

/** The result of a successful authorization, with its sealed pair. */
export interface Authorization {
  readonly botId: string
  readonly workspaceId: string
  readonly workspaceName: string | null
  readonly workspaceIcon: string | null
  readonly ownerPersonId: string
  readonly pair: SealedPair
}

export type StoredAuthorization =
  | {
      readonly kind: 'created' | 'replaced'
      readonly id: ConnectionId
      /**
       * `stored`: it is now the connection's pair. `known`: it was stored there before. `older`: Notion issued the
       * connection's pair later, so this one stays pending for revocation.
       */
      readonly pair: 'stored' | 'known' | 'older'
    }
  /** The bot's connection belongs to another user. Nothing was changed. */
  | { readonly kind: 'belongs_to_another' }

interface ExistingConnection extends PairColumns {
  id: string
  botId: string
  state: ConnectionState
  workspaceName: string | null
}

/** A disconnect may delete the row between the two statements below. The next attempt then creates it. */
const MAX_CREATE_ATTEMPTS = 3

/**
 * Creates a connection for an authorization, or locks the person's existing one.
 *
 * @returns the id of the new connection, or the existing row; null if another user's row prevents both
 */
async function createOrLockConnection(
  tx: Transaction,
  owner: UserId,
  authorization: Authorization,
  existingOnly: boolean,
): Promise<ConnectionId | ExistingConnection | null> {
  for (let attempt = 0; attempt < MAX_CREATE_ATTEMPTS; attempt++) {
    if (!existingOnly) {
      const [created] = await tx.$queryRaw<{ id: string }[]>`
        INSERT INTO "Connection" ("id", "userId", "botId", "workspaceId", "workspaceName", "workspaceIcon", "ownerPersonId",
          "pairId", "sealedAccessToken", "sealedRefreshToken", "mintedAfter", "mintedBefore")
        VALUES (${crypto.randomUUID()}, ${owner}, ${authorization.botId}, ${authorization.workspaceId}, ${authorization.workspaceName},
          ${authorization.workspaceIcon}, ${authorization.ownerPersonId}, ${authorization.pair.pairId},
          ${authorization.pair.access}, ${authorization.pair.refresh}, ${authorization.pair.mintedAfter ?? null}::timestamptz,
          ${authorization.pair.mintedBefore ?? null}::timestamptz)
        ON CONFLICT DO NOTHING
        RETURNING "id"`
      if (created) return created.id as ConnectionId
    }
    const [existing] = await tx.$queryRaw<ExistingConnection[]>`
      SELECT "id", "botId", "pairId", "sealedAccessToken", "sealedRefreshToken", "mintedAfter", "mintedBefore",
        "state"::text AS "state", "workspaceName"
      FROM "Connection"
      WHERE "userId" = ${owner} AND "ownerPersonId" = ${authorization.ownerPersonId}
        AND ("botId" = ${authorization.botId} OR ("workspaceId" = ${authorization.workspaceId} AND ${!existingOnly}))
      ORDER BY ("botId" = ${authorization.botId}) DESC
      LIMIT 1
      FOR UPDATE`
    if (existing) return existing
    if (existingOnly) return null
  }
  return null
}

/**
 * Stores the pair of an authorization: in the person's connection with that bot, or with that workspace if Notion
 * issued a new bot, otherwise in a new connection. A replaced pair becomes a pending revocation; the unsettled mark
 * and a running lease are kept. `existingOnly` never creates a row.
 */
export async function storeAuthorized(
  vault: VaultContext,
  tx: Transaction,
  owner: UserId,
  authorization: Authorization,
  existingOnly = false,
): Promise<StoredAuthorization | null> {
  const [foreign] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Connection" WHERE "botId" = ${authorization.botId} AND ("userId" <> ${owner} OR "ownerPersonId" <> ${authorization.ownerPersonId})`
  if (foreign) return { kind: 'belongs_to_another' }
  const found = await createOrLockConnection(tx, owner, authorization, existingOnly)
  if (typeof found === 'string') return { kind: 'created', id: found, pair: 'stored' }
  if (found === null) return existingOnly ? null : { kind: 'belongs_to_another' }
  const old = found
  const id = old.id as ConnectionId
  if (old.pairId === authorization.pair.pairId || (await wasReplaced(tx, id, authorization.pair.pairId)))
    return { kind: 'replaced', id, pair: 'known' }
  if (old.botId === authorization.botId && old.state === 'active' && isOlder(authorization.pair, old)) {
    await markReceivedPairReplaced(tx, authorization.pair.pairId, {
      connectionId: id,
      userId: owner,
      workspaceName: old.workspaceName,
    })
    return { kind: 'replaced', id, pair: 'older' }
  }
  const repeated = await repeatedTokens(vault, old, authorization)
  await tx.$executeRaw`
    UPDATE "Connection"
    SET "botId" = ${authorization.botId}, "workspaceId" = ${authorization.workspaceId}, "workspaceName" = ${authorization.workspaceName},
        "workspaceIcon" = ${authorization.workspaceIcon}, "pairId" = ${authorization.pair.pairId},
        "sealedAccessToken" = ${authorization.pair.access}, "sealedRefreshToken" = ${repeated.refresh ?? authorization.pair.refresh},
        "mintedAfter" = ${authorization.pair.mintedAfter ?? null}::timestamptz,
        "mintedBefore" = ${authorization.pair.mintedBefore ?? null}::timestamptz,
        "answerLostAt" = CASE WHEN ${await maybeReplacedByLostAnswer(tx, id)} THEN coalesce("answerLostAt", clock_timestamp())
          ELSE "answerLostAt" END,
        "generation" = "generation" + 1, "state" = 'active', "stateReason" = NULL, "refreshNotBefore" = NULL,
        "connectedAt" = clock_timestamp(), "refreshedAt" = NULL
    WHERE "id" = ${old.id} AND "userId" = ${owner} AND "ownerPersonId" = ${authorization.ownerPersonId}`
  await addPendingRevocations(vault, tx, {
    botId: old.botId,
    pair: {
      ...sealedPairOf(old),
      access: repeated.access ? null : old.sealedAccessToken,
      refresh: repeated.refresh || repeated.sameRefresh ? null : old.sealedRefreshToken,
    },
    reason: 'replaced',
    connectionId: old.id,
    userId: owner,
    workspaceName: old.workspaceName,
  })
  return { kind: 'replaced', id, pair: 'stored' }
}

/** Whether Notion certainly issued `pair` before the connection's pair. */
const isOlder = (pair: SealedPair, current: PairColumns): boolean =>
  Boolean(pair.mintedBefore && current.mintedAfter && pair.mintedBefore < current.mintedAfter)

/** Whether a newer pair has replaced this one in the connection. */
async function wasReplaced(tx: Transaction, id: ConnectionId, pairId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "PendingRevocation" WHERE "pairId" = ${pairId} AND "connectionId" = ${id} AND "reason" = 'replaced'`
  return row !== undefined
}

/**
 * Finds which stored tokens an authorization returned again; older Notion connections get the same access token each
 * time. Such a token is not replaced, so it must not be revoked later. `refresh` is the old refresh token, resealed
 * for the new pair, if the response repeated the access token and left out the refresh token.
 */
async function repeatedTokens(vault: VaultContext, old: ExistingConnection, authorization: Authorization) {
  const bindingOf = (pairId: string, botId: string) => ({ pairId, botId, owner: authorization.ownerPersonId })
  const oldBinding = bindingOf(old.pairId, old.botId)
  const newBinding = bindingOf(authorization.pair.pairId, authorization.botId)
  const isRepeated = async (use: TokenUse, before: string | null, after: string | null) =>
    before !== null &&
    after !== null &&
    (await sameToken(vault.keys, before, { use, ...oldBinding }, after, { use, ...newBinding }))
  const access = await isRepeated('access', old.sealedAccessToken, authorization.pair.access)
  const sameRefresh = await isRepeated('refresh', old.sealedRefreshToken, authorization.pair.refresh)
  const refresh =
    access && authorization.pair.refresh === null && old.sealedRefreshToken !== null
      ? await reseal(
          vault.keys,
          old.sealedRefreshToken,
          { use: 'refresh', ...oldBinding },
          { pairId: newBinding.pairId, botId: newBinding.botId },
        )
      : null
  return { access, sameRefresh, refresh }
}

/**
 * Replaces the connection's pair, which Notion refused, with a pending pair of the same bot that is still active. The
 * refused pair becomes a pending revocation. Zero rows: the connection has changed, or the pending pair is claimed.
 */
export async function promotePending(
  vault: VaultContext,
  tx: Transaction,
  lease: Lease,
  pair: SealedPair,
): Promise<number> {
  const [current] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Connection" WHERE "id" = ${lease.id} AND "userId" = ${lease.owner}
      AND "generation" = ${lease.generation} FOR UPDATE`
  if (!current) return 0
  const ids = await lockUnclaimedPair(tx, lease.botId, pair)
  if (ids === null) return 0
  // An older attempt may still have issued tokens that we never received, so its mark is kept.
  const columns = Prisma.sql`${resetUnsettledMark(lease)}, "mintedBefore" = ${pair.mintedBefore ?? null}::timestamptz`
  const stored = await replacePair(vault, tx, lease, pair, { access: true, refresh: true }, columns)
  if (stored === 1) await tx.$executeRaw`DELETE FROM "PendingRevocation" WHERE "id" IN (${Prisma.join(ids)})`
  return stored
}

/** Locks the pending rows of a pair. Null if one of them is missing or claimed. */
async function lockUnclaimedPair(
  tx: Transaction,
  botId: string,
  pair: SealedPair,
  claimedByMe: string | null = null,
): Promise<string[] | null> {
  const rows = await tx.$queryRaw<{ id: string; claimed: boolean }[]>`
    SELECT "id", coalesce("claimedUntil" > clock_timestamp(), false) AS "claimed" FROM "PendingRevocation"
    WHERE "pairId" = ${pair.pairId} AND "botId" = ${botId} AND "sealedToken" IS NOT NULL
    ORDER BY "id" FOR UPDATE`
  const all = rows.length === (pair.refresh === null ? 1 : 2)
  return all && rows.every((row) => !row.claimed || row.id === claimedByMe) ? rows.map((row) => row.id) : null
}

/** A connection in `reconnect_required` whose bot may still have an active pending pair. */
export interface RevivableConnection {
  readonly id: ConnectionId
  readonly owner: UserId
  readonly botId: string
  readonly ownerPersonId: string
  readonly workspaceName: string | null
}

/**
 * Finds the connection of a bot if it is in `reconnect_required` because its pair was refused. Excludes
 * `fresh_tokens_refused`: tokens refused right after they were issued say nothing about earlier pairs.
 */
export async function findRevivable(
  vault: VaultContext,
  db: Queryable,
  botId: string,
): Promise<RevivableConnection | null> {
  const [row] = await db.$queryRaw<RevivableConnection[]>`
    SELECT c."id", c."userId" AS "owner", c."botId", ${vault.owners.personIdOf(Prisma.sql`c."userId"`)} AS "ownerPersonId", c."workspaceName"
    FROM "Connection" c
    WHERE c."botId" = ${botId} AND c."state" = 'reconnect_required' AND c."stateReason" <> 'fresh_tokens_refused'`
  return row ?? null
}

/**
 * Reactivates a connection in `reconnect_required` with a pending pair that Notion calls active. `claimed`: the pending
 * row that the caller has claimed. Zero rows: the connection or the pair has changed.
 */
export async function reviveConnection(
  vault: VaultContext,
  tx: Transaction,
  connection: RevivableConnection,
  pair: SealedPair,
  claimed: string,
): Promise<number> {
  const [old] = await tx.$queryRaw<PairColumns[]>`
    SELECT "pairId", "sealedAccessToken", "sealedRefreshToken", "mintedAfter", "mintedBefore" FROM "Connection"
    WHERE "id" = ${connection.id} AND "userId" = ${connection.owner} AND "botId" = ${connection.botId}
      AND "state" = 'reconnect_required' AND "stateReason" <> 'fresh_tokens_refused'
    FOR UPDATE`
  if (!old) return 0
  const ids = await lockUnclaimedPair(tx, connection.botId, pair, claimed)
  if (ids === null) return 0
  await tx.$executeRaw`
    UPDATE "Connection"
    SET "pairId" = ${pair.pairId}, "sealedAccessToken" = ${pair.access}, "sealedRefreshToken" = ${pair.refresh},
        "mintedAfter" = ${pair.mintedAfter ?? null}::timestamptz, "mintedBefore" = ${pair.mintedBefore ?? null}::timestamptz,
        "generation" = "generation" + 1, "state" = 'active', "stateReason" = NULL, "refreshNotBefore" = NULL,
        "refreshedAt" = clock_timestamp()
    WHERE "id" = ${connection.id} AND "userId" = ${connection.owner}`
  await addPendingRevocations(vault, tx, {
    botId: connection.botId,
    pair: sealedPairOf(old),
    reason: 'replaced',
    connectionId: connection.id,
    userId: connection.owner,
    workspaceName: connection.workspaceName,
  })
  return tx.$executeRaw`DELETE FROM "PendingRevocation" WHERE "id" IN (${Prisma.join(ids)})`
}

/**
 * Whether the lost response to a code exchange may have carried tokens that replaced this connection's pair: nothing
 * shows that the pair was used or issued after the response was lost.
 */
export async function maybeReplacedByLostAnswer(db: Queryable, id: ConnectionId): Promise<boolean> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Connection" c JOIN "CodeExchange" e
      ON e."lostAt" >= coalesce(greatest(c."lastUsedAt", c."mintedAfter"), c."connectedAt")
    WHERE c."id" = ${id} LIMIT 1`
  return row !== undefined
}

export interface EndedConnection {
  readonly id: ConnectionId
  readonly botId: string
  readonly workspaceName: string | null
  /** The outcome of a refresh is unknown, so a token that we never received may be active. */
  readonly unsettled: boolean
}

/**
 * Deletes a connection and makes its tokens, and those that it replaced before, due for revocation. After the commit
 * no statement finds the pair. Null: this owner has no such connection.
 */
export async function endConnection(
  vault: VaultContext,
  tx: Transaction,
  owner: UserId,
  id: ConnectionId,
): Promise<EndedConnection | null> {
  const [row] = await tx.$queryRaw<EndedRow[]>`
    DELETE FROM "Connection" c WHERE c."id" = ${id} AND c."userId" = ${owner}
    RETURNING c."id", c."botId", c."pairId", c."sealedAccessToken", c."sealedRefreshToken", c."mintedAfter",
      c."mintedBefore", c."workspaceName", c."workspaceId", c."unsettledSince",
      c."answerLostAt" IS NOT NULL
        OR EXISTS (SELECT 1 FROM "CodeExchange" e WHERE e."userId" = ${owner}
          OR e."lostAt" >= coalesce(greatest(c."lastUsedAt", c."mintedAfter"), c."connectedAt"))
        OR EXISTS (SELECT 1 FROM "PendingRevocation" p WHERE p."botId" = c."botId" AND p."status" = 'not_provable')
        AS "answerLost"`
  if (!row) return null
  const unsettled = row.unsettledSince !== null || row.answerLost
  await addPendingRevocations(vault, tx, {
    botId: row.botId,
    pair: sealedPairOf(row),
    reason: row.answerLost
      ? 'disconnected_answer_lost'
      : unsettled
        ? 'disconnected_unsettled'
        : 'disconnected',
    connectionId: id,
    userId: owner,
    workspaceName: row.workspaceName,
  })
  await tx.$executeRaw`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation" WHERE "botId" = ${row.botId} AND "status" <> 'not_provable'
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "PendingRevocation" p
    SET "notBefore" = clock_timestamp(),
      -- Those of an account that was deleted before stay nobody's.
      "connectionId" = CASE WHEN p."receiptId" IS NULL THEN ${id} ELSE p."connectionId" END,
      "userId" = CASE WHEN p."receiptId" IS NULL THEN ${owner} END,
      "workspaceName" = CASE WHEN p."receiptId" IS NULL THEN ${row.workspaceName} END,
      "workspaceId" = CASE WHEN p."receiptId" IS NULL THEN ${row.workspaceId} END
    FROM locked WHERE p."id" = locked."id"`
  return { id, botId: row.botId, workspaceName: row.workspaceName, unsettled }
}

interface EndedRow extends Omit<ExistingConnection, 'state'> {
  workspaceId: string
  unsettledSince: Date | null
  answerLost: boolean
}
