/**
 * The life of a connection, and the only writer of its pair, state, generation and lease.
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
 * (invariant 5). Zero rows is an outcome, not an error. Times are the database's.
 */

import { Prisma, type Queryable, type Transaction } from '../database'
import type { ReconnectReason } from '../errors'
import { reseal, sameToken, type TokenUse } from '../vault'
import { keepForRevocation } from './pending'
import type { ConnectionId, UserId } from './types'

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
  /** An older attempt of this generation has no known outcome. */
  readonly unsettledBefore: Date | null
  /** Its holder never said how it ended: it crashed, or it is still writing. */
  readonly tookOver: boolean
}

interface LeaseRow {
  botId: string
  ownerPersonId: string
  workspaceName: string | null
  pairId: string
  sealedAccessToken: string
  sealedRefreshToken: string | null
  unsettledBefore: Date | null
  holderBefore: string | null
}

const milliseconds = (count: number) => Prisma.sql`make_interval(secs => ${count / 1000}::float8)`

/**
 * Takes the lease on the generation whose token Notion refused, and marks the attempt as unsettled until
 * its outcome is known. Null: someone else has it, the generation moved, or it is not the time.
 */
export async function takeLease(
  db: Queryable,
  owner: UserId,
  id: ConnectionId,
  refused: number,
  holder: string,
): Promise<Lease | null> {
  // The conditions stand twice: the inner ones find and lock the row as it is, the outer ones are checked
  // again should it have changed while this statement waited for the lock.
  const [row] = await db.$queryRaw<LeaseRow[]>`
    WITH before AS (
      SELECT "id", "unsettledSince", "leaseHolder" FROM "Connection"
      WHERE "id" = ${id} AND "userId" = ${owner} AND "generation" = ${refused} AND "state" = 'active'
        AND ("leaseExpiresAt" IS NULL OR "leaseExpiresAt" <= clock_timestamp())
        AND ("refreshNotBefore" IS NULL OR "refreshNotBefore" <= clock_timestamp())
      FOR UPDATE
    )
    UPDATE "Connection" c
    SET "leaseHolder" = ${holder},
        "leaseExpiresAt" = clock_timestamp() + ${milliseconds(LEASE_MS)},
        "unsettledSince" = coalesce(c."unsettledSince", clock_timestamp())
    FROM before, "User" u
    WHERE c."id" = before."id" AND u."id" = c."userId"
      AND c."userId" = ${owner} AND c."generation" = ${refused} AND c."state" = 'active'
      AND (c."leaseExpiresAt" IS NULL OR c."leaseExpiresAt" <= clock_timestamp())
      AND (c."refreshNotBefore" IS NULL OR c."refreshNotBefore" <= clock_timestamp())
    RETURNING c."botId", u."notionPersonId" AS "ownerPersonId", c."workspaceName", c."pairId", c."sealedAccessToken",
      c."sealedRefreshToken", before."unsettledSince" AS "unsettledBefore", before."leaseHolder" AS "holderBefore"`
  if (!row) return null
  return {
    id,
    owner,
    generation: refused,
    holder,
    botId: row.botId,
    ownerPersonId: row.ownerPersonId,
    workspaceName: row.workspaceName,
    pair: { pairId: row.pairId, access: row.sealedAccessToken, refresh: row.sealedRefreshToken },
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
    SET "leaseHolder" = NULL, "leaseExpiresAt" = NULL,
        "unsettledSince" = CASE WHEN ${outcome.settled} THEN ${lease.unsettledBefore}::timestamptz ELSE "unsettledSince" END,
        "refreshNotBefore" = CASE WHEN "generation" = ${lease.generation} AND ${outcome.coolDownMs > 0}
          THEN clock_timestamp() + ${milliseconds(outcome.coolDownMs)} ELSE "refreshNotBefore" END
    WHERE "id" = ${lease.id} AND "userId" = ${lease.owner} AND "leaseHolder" = ${lease.holder}`
}

/**
 * Makes a connection wait for the person. With a lease only its holder may; without one (two fresh
 * generations refused) nobody may be refreshing.
 */
export function requireReconnect(
  db: Queryable,
  which: { id: ConnectionId; owner: UserId; generation: number } & (
    | Pick<Lease, 'holder' | 'unsettledBefore'>
    | { holder: null }
  ),
  reason: ReconnectReason,
): Promise<number> {
  // Except for a lost answer the attempt has a known outcome: Notion minted nothing.
  const settled = which.holder !== null && reason !== 'answer_lost'
  const before = which.holder === null ? null : which.unsettledBefore
  return db.$executeRaw`
    UPDATE "Connection"
    SET "state" = 'reconnect_required', "stateReason" = ${reason}, "leaseHolder" = NULL, "leaseExpiresAt" = NULL,
        "refreshNotBefore" = NULL,
        "unsettledSince" = CASE WHEN ${settled} THEN ${before}::timestamptz ELSE "unsettledSince" END
    WHERE "id" = ${which.id} AND "userId" = ${which.owner} AND "generation" = ${which.generation} AND "state" = 'active'
      AND (CASE WHEN ${which.holder}::text IS NULL
           THEN "leaseExpiresAt" IS NULL OR "leaseExpiresAt" <= clock_timestamp()
           ELSE "leaseHolder" = ${which.holder} END)`
}

/**
 * Stores the pair that a refresh of this generation brought, and puts what it replaced among the pending
 * revocations. Not guarded by the lease's holder: who lost the lease still holds the only live pair. It
 * heals a `reconnect_required` that the uncertainty of this very refresh caused.
 */
export async function storeRefreshed(
  tx: Transaction,
  lease: Lease,
  pair: SealedPair,
  replaced: { access: boolean; refresh: boolean },
  unsettledSince: Date | null = null,
): Promise<number> {
  const rows = await tx.$executeRaw`
    UPDATE "Connection"
    SET "pairId" = ${pair.pairId}, "sealedAccessToken" = ${pair.access}, "sealedRefreshToken" = ${pair.refresh},
        "generation" = "generation" + 1, "state" = 'active', "stateReason" = NULL, "leaseHolder" = NULL,
        "leaseExpiresAt" = NULL, "unsettledSince" = ${unsettledSince}::timestamptz, "refreshNotBefore" = NULL,
        "refreshedAt" = clock_timestamp()
    WHERE "id" = ${lease.id} AND "userId" = ${lease.owner} AND "generation" = ${lease.generation}
      AND ("state" = 'active' OR ("state" = 'reconnect_required' AND "stateReason" = 'answer_lost'))`
  if (rows === 1)
    await keepForRevocation(tx, {
      botId: lease.botId,
      pair: {
        pairId: lease.pair.pairId,
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
  readonly duplicatedTemplateId: string | null
  readonly pair: SealedPair
}

export type StoredAuthorization =
  | { readonly kind: 'created' | 'replaced'; readonly id: ConnectionId }
  /** The bot's connection belongs to another user: nothing moved. */
  | { readonly kind: 'belongs_to_another' }

interface Existing {
  id: string
  botId: string
  pairId: string
  sealedAccessToken: string
  sealedRefreshToken: string | null
  workspaceName: string | null
}

/**
 * Stores an authorization's pair: in the person's connection of that bot, or of that workspace when Notion
 * gave it a new bot, or as a new connection. The pair that it replaces becomes a pending revocation, the
 * unsettled mark and a running lease stay. `existingOnly` never creates a row.
 */
export async function storeAuthorized(
  tx: Transaction,
  owner: UserId,
  fresh: Authorized,
  existingOnly = false,
): Promise<StoredAuthorization | null> {
  const [foreign] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Connection" WHERE "botId" = ${fresh.botId} AND ("userId" <> ${owner} OR "ownerPersonId" <> ${fresh.ownerPersonId})`
  if (foreign) return { kind: 'belongs_to_another' }
  if (!existingOnly) {
    const [created] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "Connection" ("id", "userId", "botId", "workspaceId", "workspaceName", "workspaceIcon", "ownerPersonId",
        "duplicatedTemplateId", "pairId", "sealedAccessToken", "sealedRefreshToken")
      VALUES (${crypto.randomUUID()}, ${owner}, ${fresh.botId}, ${fresh.workspaceId}, ${fresh.workspaceName},
        ${fresh.workspaceIcon}, ${fresh.ownerPersonId}, ${fresh.duplicatedTemplateId}, ${fresh.pair.pairId},
        ${fresh.pair.access}, ${fresh.pair.refresh})
      ON CONFLICT DO NOTHING
      RETURNING "id"`
    if (created) return { kind: 'created', id: created.id as ConnectionId }
  }
  const [old] = await tx.$queryRaw<Existing[]>`
    SELECT "id", "botId", "pairId", "sealedAccessToken", "sealedRefreshToken", "workspaceName" FROM "Connection"
    WHERE "userId" = ${owner} AND "ownerPersonId" = ${fresh.ownerPersonId}
      AND ("botId" = ${fresh.botId} OR ("workspaceId" = ${fresh.workspaceId} AND ${!existingOnly}))
    ORDER BY ("botId" = ${fresh.botId}) DESC
    LIMIT 1
    FOR UPDATE`
  // A conflict without a row of this person's: another user's connection of the bot, committed meanwhile.
  if (!old) return existingOnly ? null : { kind: 'belongs_to_another' }
  const repeated = await repeatedTokens(old, fresh)
  await tx.$executeRaw`
    UPDATE "Connection"
    SET "botId" = ${fresh.botId}, "workspaceId" = ${fresh.workspaceId}, "workspaceName" = ${fresh.workspaceName},
        "workspaceIcon" = ${fresh.workspaceIcon}, "pairId" = ${fresh.pair.pairId},
        "sealedAccessToken" = ${fresh.pair.access}, "sealedRefreshToken" = ${repeated.refresh ?? fresh.pair.refresh},
        "generation" = "generation" + 1, "state" = 'active', "stateReason" = NULL, "refreshNotBefore" = NULL,
        "duplicatedTemplateId" = coalesce(${fresh.duplicatedTemplateId}, "duplicatedTemplateId"),
        "connectedAt" = clock_timestamp(), "refreshedAt" = NULL
    WHERE "id" = ${old.id} AND "userId" = ${owner} AND "ownerPersonId" = ${fresh.ownerPersonId}`
  await keepForRevocation(tx, {
    botId: old.botId,
    pair: {
      pairId: old.pairId,
      access: repeated.access ? null : old.sealedAccessToken,
      refresh: repeated.refresh || repeated.sameRefresh ? null : old.sealedRefreshToken,
    },
    reason: 'replaced',
    connectionId: old.id,
    userId: owner,
    workspaceName: old.workspaceName,
  })
  return { kind: 'replaced', id: old.id as ConnectionId }
}

/**
 * What an authorization repeated of the stored pair (older Notion connections answer with the same access
 * token): it is not replaced, so it must not be revoked later. `refresh` is the old refresh token under the
 * new pair, where the answer repeated the access token and left the refresh token out.
 */
async function repeatedTokens(old: Existing, fresh: Authorized) {
  const bound = (pairId: string, botId: string) => ({ pairId, botId, owner: fresh.ownerPersonId })
  const then = bound(old.pairId, old.botId)
  const now = bound(fresh.pair.pairId, fresh.botId)
  const same = async (use: TokenUse, before: string | null, after: string | null) =>
    before !== null && after !== null && (await sameToken(before, { use, ...then }, after, { use, ...now }))
  const access = await same('access', old.sealedAccessToken, fresh.pair.access)
  const sameRefresh = await same('refresh', old.sealedRefreshToken, fresh.pair.refresh)
  const refresh =
    access && fresh.pair.refresh === null && old.sealedRefreshToken !== null
      ? await reseal(
          old.sealedRefreshToken,
          { use: 'refresh', ...then },
          { pairId: now.pairId, botId: now.botId },
        )
      : null
  return { access, sameRefresh, refresh }
}

/**
 * Makes a pending pair of the same bot, which Notion still honours, the connection's pair: the one way
 * back when the stored one turned out dead. The dead one takes its place among the pending.
 */
export async function promotePending(tx: Transaction, lease: Lease, pair: SealedPair): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "PendingRevocation" WHERE "pairId" = ${pair.pairId} AND "botId" = ${lease.botId}
      AND ("claimedUntil" IS NULL OR "claimedUntil" <= clock_timestamp())
    FOR UPDATE`
  if (rows.length === 0) return 0
  // What an older attempt minted unseen is still unseen: its mark stays.
  const stored = await storeRefreshed(tx, lease, pair, { access: true, refresh: true }, lease.unsettledBefore)
  if (stored === 1)
    await tx.$executeRaw`DELETE FROM "PendingRevocation" WHERE "id" IN (${Prisma.join(rows.map((row) => row.id))})`
  return stored
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
export async function endConnection(tx: Transaction, owner: UserId, id: ConnectionId): Promise<Ended | null> {
  const [row] = await tx.$queryRaw<(Existing & { unsettledSince: Date | null; workspaceId: string })[]>`
    DELETE FROM "Connection" WHERE "id" = ${id} AND "userId" = ${owner}
    RETURNING "id", "botId", "pairId", "sealedAccessToken", "sealedRefreshToken", "workspaceName", "workspaceId",
      "unsettledSince"`
  if (!row) return null
  const unsettled = row.unsettledSince !== null
  await keepForRevocation(tx, {
    botId: row.botId,
    pair: { pairId: row.pairId, access: row.sealedAccessToken, refresh: row.sealedRefreshToken },
    reason: unsettled ? 'disconnected_unsettled' : 'disconnected',
    connectionId: id,
    userId: owner,
    workspaceName: row.workspaceName,
  })
  await tx.$executeRaw`
    UPDATE "PendingRevocation"
    SET "notBefore" = clock_timestamp(), "connectionId" = ${id}, "userId" = ${owner}, "workspaceName" = ${row.workspaceName},
      "workspaceId" = ${row.workspaceId}
    WHERE "botId" = ${row.botId} AND "status" <> 'not_provable'`
  return { id, botId: row.botId, workspaceName: row.workspaceName, unsettled }
}
