import { createHash } from 'node:crypto'
import type { Queryable, Transaction } from '../../database'
import type { VaultContext } from '../context'

/** How long the page that a deletion ends on can be opened. */
export const RECEIPT_DAYS = 30

/** How far Notion has confirmed the revocations of an owner who is gone. It names nobody. */
export interface RevocationReceipt {
  readonly connections: number
  /** Tokens that Notion was asked to revoke. */
  readonly tokens: number
  readonly confirmed: number
  /** Tokens that Notion has not confirmed yet: it is asked until it does. */
  readonly waiting: number
  /** Of these, tokens whose bot has a connection again: they are only looked at while it lasts. */
  readonly held: number
  /** An answer of Notion was lost, or it kept calling a token active: nobody can tell that all access has ended. */
  readonly notProvable: boolean
  readonly createdAt: Date
  readonly lastConfirmedAt: Date | null
  readonly expiresAt: Date
}

/** What the database holds of a receipt's value: the value itself is in the person's browser alone. */
export const hashReceipt = (value: string): string => createHash('sha256').update(value).digest('base64url')

/**
 * What takes the place of a connection's id when its owner is deleted. Its tokens stay together, and a refresh that
 * was under way finds them, by a value that leads back to nothing.
 */
export const anonymousConnectionId = (id: string): string => createHash('sha256').update(id).digest('hex')

/** A receipt for an owner who was just deleted, with the tokens that now carry its id. */
export async function createReceipt(
  tx: Transaction,
  { id, connections }: { id: string; connections: number },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RevocationReceipt" ("id", "connections", "tokens", "notProvable", "createdAt", "expiresAt")
    SELECT ${id}, ${connections}, count(*)::int, (count(*) FILTER (WHERE "status" = 'not_provable'))::int,
      clock_timestamp(), clock_timestamp() + make_interval(days => ${RECEIPT_DAYS}::int)
    FROM "PendingRevocation" WHERE "receiptId" = ${id}`
}

/** Counts what became of a token on the receipt that it carries. */
export async function countOnReceipt(
  tx: Transaction,
  id: string,
  more: { tokens?: number; confirmed?: number; notProvable?: number },
): Promise<void> {
  const { tokens = 0, confirmed = 0, notProvable = 0 } = more
  await tx.$executeRaw`
    UPDATE "RevocationReceipt" SET "tokens" = "tokens" + ${tokens}, "confirmed" = "confirmed" + ${confirmed},
      "notProvable" = "notProvable" + ${notProvable},
      "lastConfirmedAt" = CASE WHEN ${confirmed > 0} THEN clock_timestamp() ELSE "lastConfirmedAt" END
    WHERE "id" = ${id}`
}

/** Whether a receipt with this value was written. */
export const hasReceipt = async (on: Queryable, value: string): Promise<boolean> =>
  (await on.revocationReceipt.count({ where: { id: hashReceipt(value) } })) > 0

/** The receipt with this value; null when there is none, or its time is over. */
export async function findReceipt(vault: VaultContext, value: string): Promise<RevocationReceipt | null> {
  const [row] = await (await vault.database()).$queryRaw<RevocationReceipt[]>`
    SELECT r."connections", r."tokens", r."confirmed", r."notProvable" > 0 AS "notProvable", r."createdAt",
      r."lastConfirmedAt", r."expiresAt", count(p."id")::int AS "waiting", count(c."id")::int AS "held"
    FROM "RevocationReceipt" r
      LEFT JOIN "PendingRevocation" p ON p."receiptId" = r."id" AND p."status" <> 'not_provable'
      LEFT JOIN "Connection" c ON c."botId" = p."botId"
    WHERE r."id" = ${hashReceipt(value)} AND r."expiresAt" > clock_timestamp()
    GROUP BY r."id"`
  return row ?? null
}

/** Deletes receipts whose time is over. */
export const deleteExpiredReceipts = async (vault: VaultContext): Promise<number> =>
  (await vault.database()).$executeRaw`DELETE FROM "RevocationReceipt" WHERE "expiresAt" < clock_timestamp()`
