import { Prisma, type Transaction } from '../../database'
import { SealBroken } from '../../errors'
import type { VaultContext } from '../context'
import { reseal, type TokenUse } from '../crypto'
import { anonymousConnectionId, countOnReceipt } from './receipts'

/** Why a token is pending for revocation. */
export type PendingReason =
  /** Received, and not yet stored in a connection. */
  | 'received'
  /** A newer pair replaced it. */
  | 'replaced'
  | 'disconnected'
  /** Disconnected while the outcome of a refresh was unknown. */
  | 'disconnected_unsettled'
  /** Disconnected after a response was lost that may have carried tokens. Nothing can settle that. */
  | 'disconnected_answer_lost'
  /** From a refresh that finished after its connection had ended or got a newer pair. */
  | 'late'

export interface PendingPair {
  readonly botId: string | null
  readonly pair: {
    readonly pairId: string
    readonly access: string | null
    readonly refresh: string | null
    readonly mintedAfter?: Date | null
    readonly mintedBefore?: Date | null
  }
  readonly reason: PendingReason
  readonly connectionId: string | null
  readonly userId: string | null
  readonly workspaceName: string | null
  /** Seconds until it is due. */
  readonly dueInSeconds?: number
}

/** A request with the replaced token may still be running, so the token is due later. */
const REPLACED_GRACE_SECONDS = 60

/** Whose token a pending revocation is, as far as its row says. */
interface Holder {
  readonly userId: string | null
  readonly connectionId: string | null
  readonly workspaceName: string | null
  readonly receiptId: string | null
}

/**
 * Whose name a new row may carry. The owner can't be deleted until the transaction ends. One who was deleted leaves
 * no trace: the row joins the others of that deletion.
 */
async function holderOf(
  vault: VaultContext,
  tx: Transaction,
  { userId, connectionId, workspaceName }: PendingPair,
): Promise<Holder> {
  if (userId === null) return { userId, connectionId, workspaceName, receiptId: null }
  const held = await tx.$queryRaw<unknown[]>(vault.owners.hold(Prisma.sql`${userId}::text`))
  if (held.length > 0) return { userId, connectionId, workspaceName, receiptId: null }
  const anonymous = connectionId && anonymousConnectionId(connectionId)
  // A statement of its own: it sees what the deletion wrote that was waited for.
  const [other] = await tx.$queryRaw<{ receiptId: string }[]>`
    SELECT "receiptId" FROM "PendingRevocation"
    WHERE "connectionId" = ${anonymous} AND "receiptId" IS NOT NULL LIMIT 1`
  return {
    userId: null,
    connectionId: anonymous,
    workspaceName: null,
    receiptId: other?.receiptId ?? null,
  }
}

/** The same token, with a seal that names no owner. One that does not open stays as it is. */
export function withoutOwner(
  vault: VaultContext,
  sealed: string,
  token: { use: TokenUse; pairId: string },
): Promise<string> {
  return reseal(vault.keys, sealed, token, { owner: null }).catch((error: unknown) => {
    if (error instanceof SealBroken) return sealed
    throw error
  })
}

/**
 * Adds a pair's tokens to the pending revocations. Idempotent, so it may be repeated after a write with an unknown
 * outcome.
 */
export async function addPendingRevocations(
  vault: VaultContext,
  tx: Transaction,
  pending: PendingPair,
): Promise<void> {
  const { pairId } = pending.pair
  const due = pending.dueInSeconds ?? (pending.reason === 'replaced' ? REPLACED_GRACE_SECONDS : 0)
  const holder = await holderOf(vault, tx, pending)
  const ownerIsGone = pending.userId !== null && holder.userId === null
  let added = 0
  for (const use of ['refresh', 'access'] as const) {
    const token = pending.pair[use]
    if (token === null) continue
    const sealed = ownerIsGone ? await withoutOwner(vault, token, { use, pairId }) : token
    added += await tx.$executeRaw`
      INSERT INTO "PendingRevocation" ("id", "botId", "pairId", "use", "sealedToken", "reason", "notBefore", "userId",
        "connectionId", "workspaceName", "receiptId", "mintedAfter", "mintedBefore")
      VALUES (${crypto.randomUUID()}, ${pending.botId}, ${pairId}, ${use}::"TokenUse", ${sealed},
        ${pending.reason}, clock_timestamp() + make_interval(secs => ${due}::float8),
        ${holder.userId}, ${holder.connectionId}, ${holder.workspaceName}, ${holder.receiptId},
        ${pending.pair.mintedAfter ?? null}::timestamptz, ${pending.pair.mintedBefore ?? null}::timestamptz)
      ON CONFLICT ("pairId", "use") DO NOTHING`
  }
  if (holder.receiptId !== null && added > 0) await countOnReceipt(tx, holder.receiptId, { tokens: added })
}

/** Whether tokens that we never received may be active, even after a token with this reason is revoked. */
export const isUnprovable = (reason: string): boolean =>
  reason === 'disconnected_unsettled' || reason === 'disconnected_answer_lost'

/** Marks a received pair as replaced, because the connection's pair is newer. */
export async function markReceivedPairReplaced(
  tx: Transaction,
  pairId: string,
  connection: { connectionId: string; userId: string; workspaceName: string | null },
): Promise<void> {
  await tx.$executeRaw`
    WITH locked AS (
      SELECT "id" FROM "PendingRevocation" WHERE "pairId" = ${pairId} AND "reason" = 'received' ORDER BY "id" FOR UPDATE
    )
    UPDATE "PendingRevocation" p
    SET "reason" = 'replaced', "connectionId" = ${connection.connectionId}, "userId" = ${connection.userId},
      "workspaceName" = ${connection.workspaceName},
      "notBefore" = clock_timestamp() + make_interval(secs => ${REPLACED_GRACE_SECONDS}::float8)
    FROM locked WHERE p."id" = locked."id"`
}
