/**
 * The state machine of a connection, and the only writer of its pair, state, generation and lease.
 *
 *  authorize ──► active ──401──► lease ──► refresh ──ok──► active, generation+1        storeRefreshed
 *                  │                        ├─ invalid_grant, no newer pair, no live one pending
 *                  │                        │                 ─► reconnect_required    requireReconnect
 *                  │                        └─ no known outcome, or Notion asks to wait
 *                  │                                          ─► active, cooling down  releaseLease
 *                  ├─ no refresh token, or two fresh generations refused
 *                  │                                          ─► reconnect_required    requireReconnect
 *                  ├─ authorize again ─► active, generation+1, old pair pending        storeAuthorized
 *                  └─ disconnect ─► row gone, its tokens pending                       endConnection
 *  reconnect_required ─ authorize again ─► active, generation+1                        storeAuthorized
 *                     ─ late write of the refresh whose answer was lost ─► active      storeRefreshed
 *                     ─ disconnect ─► as above                                         endConnection
 *
 * Every statement names owner, generation and state where they matter and says how many rows it changed
 * (docs/architecture.md, invariant 5). Zero rows is an outcome, not an error. Times are the database's.
 *
 * Two marks tell that Notion may have minted tokens that we never saw. `unsettledSince`: a refresh of the
 * generation `unsettledGeneration` was sent, and a later refresh of that generation settles it. `answerLostAt`:
 * nothing settles it any more, because the generation moved on or because the lost answer was a code exchange's.
 *
 * Every transaction locks rows in the order of docs/decisions/009-locks.md: a connection before its pending
 * revocations, and these in the order of their ids.
 */

import { Prisma, type Queryable, type Transaction } from '../../database'
import type { ReconnectReason } from '../../errors'
import type { VaultContext } from '../context'
import { reseal, sameToken, type TokenUse } from '../crypto'
import { keepForRevocation, keepReceived } from '../revocation/pending-revocations'
import type { ConnectionId, UserId } from '../types'

export type State = 'active' | 'reconnect_required'

/** How long the right to refresh lasts. */
export const LEASE_MS = 30_000
/** How long one request to Notion may take, its answer included. */
export const REFRESH_DEADLINE_MS = 10_000
/** How long a caller waits for a refresh, its own or another's. */
export const CALLER_WAIT_MS = 15_000
/** After an attempt without a known outcome, nobody asks Notion again for this long. */
export const COOL_DOWN_MS = 10_000

// A holder sends only while more than a deadline is left, may wait one deadline for an older attempt's
// write, and a caller must outlast one whole request.
if (LEASE_MS < 3 * REFRESH_DEADLINE_MS) throw new Error('the lease must last at least three deadlines')
if (CALLER_WAIT_MS <= REFRESH_DEADLINE_MS) throw new Error('a caller must wait longer than one deadline')

/** A pair, sealed. `refresh` is null for connections that Notion gave none. */
export interface SealedPair {
  readonly pairId: string
  readonly access: string
  readonly refresh: string | null
  /** Notion minted it between these two, by the database's clock; null or absent where that is not known. */
  readonly mintedAfter?: Date | null
  readonly mintedBefore?: Date | null
}

/** The right to refresh one generation, and what is needed to do it. */
export interface Lease {
  readonly id: ConnectionId
  readonly owner: UserId
  readonly generation: number
  readonly holder: string
  readonly botId: string
  readonly ownerPersonId: string
  readonly workspaceName: string | null
  readonly pair: SealedPair
  /** A refresh minted the pair: it was neither authorized nor found among the pending revocations. */
  readonly fromRefresh: boolean
  /** When it was taken: what its refresh mints is younger. */
  readonly takenAt: Date
  /** The mark as this lease set or found it. A different mark was set later by somebody else. */
  readonly markedAt: Date
  /** When an older attempt of this generation began whose outcome is not known. */
  readonly unsettledBefore: Date | null
  /** Its holder never recorded an outcome: it crashed, or it is still writing. */
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
 * The mark after an attempt that certainly minted nothing: what it was before this lease. One that was set
 * meanwhile, or that speaks of another generation, stays.
 */
function settledMark(lease: Pick<Lease, 'generation' | 'markedAt' | 'unsettledBefore'>): Prisma.Sql {
  const own = Prisma.sql`(${lease.unsettledBefore}::timestamptz IS NULL AND "unsettledGeneration" = ${lease.generation}
    AND "unsettledSince" = ${lease.markedAt}::timestamptz)`
  return Prisma.sql`"unsettledSince" = CASE WHEN ${own} THEN NULL ELSE "unsettledSince" END,
    "unsettledGeneration" = CASE WHEN ${own} THEN NULL ELSE "unsettledGeneration" END`
}

const SAME_MARK = Prisma.sql`"unsettledSince" = "unsettledSince"`

const milliseconds = (count: number) => Prisma.sql`make_interval(secs => ${count / 1000}::float8)`

/**
 * Takes the lease on the generation whose token Notion refused, and marks the attempt as unsettled until
 * its outcome is known. Null: someone else has it, the generation moved, or it is not the time.
 */
export async function takeLease(
  vault: VaultContext,
  db: Queryable,
  owner: UserId,
  id: ConnectionId,
  refused: number,
  holder: string,
): Promise<Lease | null> {
  // The conditions are repeated: the inner ones find and lock the row, and the outer ones are checked again if the
  // row changed while this statement waited for the lock.
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
 * Gives the lease back without a new pair. `settled`: Notion certainly did nothing, so the mark becomes
 * what it was before. `coolDownMs`: nobody asks again before that.
 */
export function releaseLease(
  db: Queryable,
  lease: Lease,
  outcome: { settled: boolean; coolDownMs: number },
): Promise<number> {
  return db.$executeRaw`
    UPDATE "Connection"
    SET "leaseHolder" = NULL, "leaseExpiresAt" = NULL, ${outcome.settled ? settledMark(lease) : SAME_MARK},
        "refreshNotBefore" = CASE WHEN "generation" = ${lease.generation} AND ${outcome.coolDownMs > 0}
          THEN clock_timestamp() + ${milliseconds(outcome.coolDownMs)} ELSE "refreshNotBefore" END
    WHERE "id" = ${lease.id} AND "userId" = ${lease.owner} AND "leaseHolder" = ${lease.holder}`
}

/**
 * Makes a connection wait for the person: only the lease's holder may, and only while every pair of the bot
 * among the pending revocations is one of `seen`, which Notion calls inactive, and no code exchange is open
 * since before `lookedAt` that may be this person's. So a pair that came meanwhile is looked at before anything is said (zero rows).
 * `touched`: the lost answer of a code exchange may have carried the pair that took the place of this one.
 */
export function requireReconnect(
  db: Queryable,
  lease: Lease,
  reason: ReconnectReason,
  {
    seen = [],
    lookedAt = lease.takenAt,
    touched = false,
  }: { seen?: readonly string[]; lookedAt?: Date; touched?: boolean } = {},
): Promise<number> {
  const known = [lease.pair.pairId, ...seen]
  // Except for a lost answer the attempt has a known outcome: Notion minted nothing.
  const mark = reason === 'answer_lost' ? SAME_MARK : settledMark(lease)
  return db.$executeRaw`
    UPDATE "Connection"
    SET "state" = 'reconnect_required', "stateReason" = ${reason}, "leaseHolder" = NULL, "leaseExpiresAt" = NULL,
        "refreshNotBefore" = NULL, ${mark},
        "answerLostAt" = CASE WHEN ${touched} THEN coalesce("answerLostAt", clock_timestamp()) ELSE "answerLostAt" END
    WHERE "id" = ${lease.id} AND "userId" = ${lease.owner} AND "generation" = ${lease.generation} AND "state" = 'active'
      AND "leaseHolder" = ${lease.holder}
      AND NOT EXISTS (SELECT 1 FROM "PendingRevocation" p WHERE p."botId" = ${lease.botId}
        AND p."sealedToken" IS NOT NULL AND p."pairId" NOT IN (${Prisma.join(known)}))
      AND NOT EXISTS (SELECT 1 FROM "CodeExchange" e WHERE e."lostAt" IS NULL
        AND e."startedAt" <= ${lookedAt}::timestamptz AND (e."userId" = ${lease.owner} OR e."userId" IS NULL))`
}

/**
 * Stores the pair that a refresh of this generation brought, and puts what it replaced among the pending
 * revocations. Not guarded by the lease's holder: who lost the lease still holds the only live pair. It
 * heals a `reconnect_required` that the uncertainty of this very refresh caused.
 */
export async function storeRefreshed(
  vault: VaultContext,
  tx: Transaction,
  lease: Lease,
  pair: SealedPair,
  replaced: { access: boolean; refresh: boolean },
): Promise<number> {
  // Notion accepts a refresh token once: that it accepted this one settles all attempts of this generation.
  const columns = Prisma.sql`"unsettledSince" = NULL, "unsettledGeneration" = NULL, "mintedBefore" = statement_timestamp()`
  return putPair(vault, tx, lease, pair, replaced, columns)
}

async function putPair(
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
    await keepForRevocation(vault, tx, {
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

/** What one successful authorization brought, as far as it is stored. */
export interface Authorized {
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
       * `stored`: it is the connection's pair now. `known`: a refresh had put it into the connection before.
       * `older`: the connection holds a pair that Notion minted later, so this one waits for revocation.
       */
      readonly pair: 'stored' | 'known' | 'older'
    }
  /** The bot's connection belongs to another user: nothing moved. */
  | { readonly kind: 'belongs_to_another' }

interface Existing extends PairColumns {
  id: string
  botId: string
  state: State
  workspaceName: string | null
}

/** A disconnect may take the row away between the two statements below: then it is created at the next attempt. */
const MAX_CREATE_ATTEMPTS = 3

/**
 * Creates the connection of an authorization, or locks the one that this person has.
 *
 * @returns the id of the new one, or the row that was there; null: neither, so another user's row is in the way
 */
async function createOrLock(
  tx: Transaction,
  owner: UserId,
  fresh: Authorized,
  existingOnly: boolean,
): Promise<ConnectionId | Existing | null> {
  for (let attempt = 0; attempt < MAX_CREATE_ATTEMPTS; attempt++) {
    if (!existingOnly) {
      const [created] = await tx.$queryRaw<{ id: string }[]>`
        INSERT INTO "Connection" ("id", "userId", "botId", "workspaceId", "workspaceName", "workspaceIcon", "ownerPersonId",
          "pairId", "sealedAccessToken", "sealedRefreshToken", "mintedAfter", "mintedBefore")
        VALUES (${crypto.randomUUID()}, ${owner}, ${fresh.botId}, ${fresh.workspaceId}, ${fresh.workspaceName},
          ${fresh.workspaceIcon}, ${fresh.ownerPersonId}, ${fresh.pair.pairId},
          ${fresh.pair.access}, ${fresh.pair.refresh}, ${fresh.pair.mintedAfter ?? null}::timestamptz,
          ${fresh.pair.mintedBefore ?? null}::timestamptz)
        ON CONFLICT DO NOTHING
        RETURNING "id"`
      if (created) return created.id as ConnectionId
    }
    const [old] = await tx.$queryRaw<Existing[]>`
      SELECT "id", "botId", "pairId", "sealedAccessToken", "sealedRefreshToken", "mintedAfter", "mintedBefore",
        "state"::text AS "state", "workspaceName"
      FROM "Connection"
      WHERE "userId" = ${owner} AND "ownerPersonId" = ${fresh.ownerPersonId}
        AND ("botId" = ${fresh.botId} OR ("workspaceId" = ${fresh.workspaceId} AND ${!existingOnly}))
      ORDER BY ("botId" = ${fresh.botId}) DESC
      LIMIT 1
      FOR UPDATE`
    if (old) return old
    if (existingOnly) return null
  }
  return null
}

/**
 * Stores an authorization's pair: in the person's connection of that bot, or of that workspace when Notion
 * gave it a new bot, or as a new connection. The pair that it replaces becomes a pending revocation, the
 * unsettled mark and a running lease stay. `existingOnly` never creates a row.
 */
export async function storeAuthorized(
  vault: VaultContext,
  tx: Transaction,
  owner: UserId,
  fresh: Authorized,
  existingOnly = false,
): Promise<StoredAuthorization | null> {
  const [foreign] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Connection" WHERE "botId" = ${fresh.botId} AND ("userId" <> ${owner} OR "ownerPersonId" <> ${fresh.ownerPersonId})`
  if (foreign) return { kind: 'belongs_to_another' }
  const found = await createOrLock(tx, owner, fresh, existingOnly)
  if (typeof found === 'string') return { kind: 'created', id: found, pair: 'stored' }
  if (found === null) return existingOnly ? null : { kind: 'belongs_to_another' }
  const old = found
  const id = old.id as ConnectionId
  if (old.pairId === fresh.pair.pairId || (await wasReplaced(tx, id, fresh.pair.pairId)))
    return { kind: 'replaced', id, pair: 'known' }
  if (old.botId === fresh.botId && old.state === 'active' && isOlder(fresh.pair, old)) {
    await keepReceived(tx, fresh.pair.pairId, {
      connectionId: id,
      userId: owner,
      workspaceName: old.workspaceName,
    })
    return { kind: 'replaced', id, pair: 'older' }
  }
  const repeated = await repeatedTokens(vault, old, fresh)
  await tx.$executeRaw`
    UPDATE "Connection"
    SET "botId" = ${fresh.botId}, "workspaceId" = ${fresh.workspaceId}, "workspaceName" = ${fresh.workspaceName},
        "workspaceIcon" = ${fresh.workspaceIcon}, "pairId" = ${fresh.pair.pairId},
        "sealedAccessToken" = ${fresh.pair.access}, "sealedRefreshToken" = ${repeated.refresh ?? fresh.pair.refresh},
        "mintedAfter" = ${fresh.pair.mintedAfter ?? null}::timestamptz,
        "mintedBefore" = ${fresh.pair.mintedBefore ?? null}::timestamptz,
        "answerLostAt" = CASE WHEN ${await maybeTouched(tx, id)} THEN coalesce("answerLostAt", clock_timestamp())
          ELSE "answerLostAt" END,
        "generation" = "generation" + 1, "state" = 'active', "stateReason" = NULL, "refreshNotBefore" = NULL,
        "connectedAt" = clock_timestamp(), "refreshedAt" = NULL
    WHERE "id" = ${old.id} AND "userId" = ${owner} AND "ownerPersonId" = ${fresh.ownerPersonId}`
  await keepForRevocation(vault, tx, {
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

/** Whether Notion certainly minted `pair` before the connection's pair. */
const isOlder = (pair: SealedPair, current: PairColumns): boolean =>
  Boolean(pair.mintedBefore && current.mintedAfter && pair.mintedBefore < current.mintedAfter)

/** Whether this pair was the connection's before, and a newer one took its place. */
async function wasReplaced(tx: Transaction, id: ConnectionId, pairId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "PendingRevocation" WHERE "pairId" = ${pairId} AND "connectionId" = ${id} AND "reason" = 'replaced'`
  return row !== undefined
}

/**
 * What an authorization repeated of the stored pair (older Notion connections answer with the same access
 * token): it is not replaced, so it must not be revoked later. `refresh` is the old refresh token under the
 * new pair, where the answer repeated the access token and left the refresh token out.
 */
async function repeatedTokens(vault: VaultContext, old: Existing, fresh: Authorized) {
  const bound = (pairId: string, botId: string) => ({ pairId, botId, owner: fresh.ownerPersonId })
  const then = bound(old.pairId, old.botId)
  const now = bound(fresh.pair.pairId, fresh.botId)
  const same = async (use: TokenUse, before: string | null, after: string | null) =>
    before !== null &&
    after !== null &&
    (await sameToken(vault.keys, before, { use, ...then }, after, { use, ...now }))
  const access = await same('access', old.sealedAccessToken, fresh.pair.access)
  const sameRefresh = await same('refresh', old.sealedRefreshToken, fresh.pair.refresh)
  const refresh =
    access && fresh.pair.refresh === null && old.sealedRefreshToken !== null
      ? await reseal(
          vault.keys,
          old.sealedRefreshToken,
          { use: 'refresh', ...then },
          { pairId: now.pairId, botId: now.botId },
        )
      : null
  return { access, sameRefresh, refresh }
}

/**
 * Makes a pending pair of the same bot, which Notion still honours, the connection's pair: the one way
 * back when the stored one turned out dead. The dead one takes its place among the pending. Zero: the
 * connection moved on, or the pair is being asked about.
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
  const ids = await lockUnclaimed(tx, lease.botId, pair)
  if (ids === null) return 0
  // What an older attempt minted unseen is still unseen: its mark stays.
  const columns = Prisma.sql`${settledMark(lease)}, "mintedBefore" = ${pair.mintedBefore ?? null}::timestamptz`
  const stored = await putPair(vault, tx, lease, pair, { access: true, refresh: true }, columns)
  if (stored === 1) await tx.$executeRaw`DELETE FROM "PendingRevocation" WHERE "id" IN (${Prisma.join(ids)})`
  return stored
}

/** Locks the pending rows of a pair; null when they are not all there or someone is asking about one of them. */
async function lockUnclaimed(
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

/** A connection that waits for its person although a pair of its bot may live. */
export interface Revivable {
  readonly id: ConnectionId
  readonly owner: UserId
  readonly botId: string
  readonly ownerPersonId: string
  readonly workspaceName: string | null
}

/**
 * The connection of a bot, when it waits for its person because its pair was refused. Tokens that Notion
 * refused right after it had minted them say nothing of the pairs before them, so that reason is no such one.
 */
export async function findRevivable(
  vault: VaultContext,
  db: Queryable,
  botId: string,
): Promise<Revivable | null> {
  const [row] = await db.$queryRaw<Revivable[]>`
    SELECT c."id", c."userId" AS "owner", c."botId", ${vault.owners.personIdOf(Prisma.sql`c."userId"`)} AS "ownerPersonId", c."workspaceName"
    FROM "Connection" c
    WHERE c."botId" = ${botId} AND c."state" = 'reconnect_required' AND c."stateReason" <> 'fresh_tokens_refused'`
  return row ?? null
}

/**
 * Gives a connection that waits for its person a pending pair that Notion calls active, and takes that pair
 * from the pending revocations. `claimed`: the row that the caller is asking about. Zero: something moved on.
 */
export async function reviveConnection(
  vault: VaultContext,
  tx: Transaction,
  connection: Revivable,
  pair: SealedPair,
  claimed: string,
): Promise<number> {
  const [old] = await tx.$queryRaw<PairColumns[]>`
    SELECT "pairId", "sealedAccessToken", "sealedRefreshToken", "mintedAfter", "mintedBefore" FROM "Connection"
    WHERE "id" = ${connection.id} AND "userId" = ${connection.owner} AND "botId" = ${connection.botId}
      AND "state" = 'reconnect_required' AND "stateReason" <> 'fresh_tokens_refused'
    FOR UPDATE`
  if (!old) return 0
  const ids = await lockUnclaimed(tx, connection.botId, pair, claimed)
  if (ids === null) return 0
  await tx.$executeRaw`
    UPDATE "Connection"
    SET "pairId" = ${pair.pairId}, "sealedAccessToken" = ${pair.access}, "sealedRefreshToken" = ${pair.refresh},
        "mintedAfter" = ${pair.mintedAfter ?? null}::timestamptz, "mintedBefore" = ${pair.mintedBefore ?? null}::timestamptz,
        "generation" = "generation" + 1, "state" = 'active', "stateReason" = NULL, "refreshNotBefore" = NULL,
        "refreshedAt" = clock_timestamp()
    WHERE "id" = ${connection.id} AND "userId" = ${connection.owner}`
  await keepForRevocation(vault, tx, {
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
 * Whether the lost answer of a code exchange may have carried tokens that took the place of this
 * connection's pair: the pair is not known to have worked, or to have been minted, after it. One whose
 * person is known may be theirs whatever they used meanwhile.
 */
export async function maybeTouched(db: Queryable, id: ConnectionId): Promise<boolean> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Connection" c JOIN "CodeExchange" e
      ON e."lostAt" >= coalesce(greatest(c."lastUsedAt", c."mintedAfter"), c."connectedAt")
    WHERE c."id" = ${id} LIMIT 1`
  return row !== undefined
}

export interface Ended {
  readonly id: ConnectionId
  readonly botId: string
  readonly workspaceName: string | null
  /** A refresh was sent and its outcome is not known: a token that we never saw may live. */
  readonly unsettled: boolean
}

/**
 * Ends a connection: from the commit on no statement finds its pair any more, and each of its tokens,
 * with those that it replaced before, waits for revocation. Null: no such connection of this owner.
 */
export async function endConnection(
  vault: VaultContext,
  tx: Transaction,
  owner: UserId,
  id: ConnectionId,
): Promise<Ended | null> {
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
  await keepForRevocation(vault, tx, {
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
    SET "notBefore" = clock_timestamp(), "connectionId" = ${id}, "userId" = ${owner}, "workspaceName" = ${row.workspaceName},
      "workspaceId" = ${row.workspaceId}
    FROM locked WHERE p."id" = locked."id"`
  return { id, botId: row.botId, workspaceName: row.workspaceName, unsettled }
}

interface EndedRow extends Omit<Existing, 'state'> {
  workspaceId: string
  unsettledSince: Date | null
  answerLost: boolean
}
