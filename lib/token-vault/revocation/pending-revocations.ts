import { Prisma, type Queryable, type Transaction } from '../../database'
import type { VaultContext } from '../context'

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

/**
 * Adds a pair's tokens to the pending revocations. Idempotent, so it may be repeated after a write with an unknown
 * outcome.
 */
export async function addPendingRevocations(
  vault: VaultContext,
  db: Queryable,
  pending: PendingPair,
): Promise<void> {
  const due = pending.dueInSeconds ?? (pending.reason === 'replaced' ? REPLACED_GRACE_SECONDS : 0)
  // Without the user's id if the user was deleted.
  const owner = vault.owners.personIdOf(Prisma.sql`${pending.userId}::text`)
  for (const use of ['refresh', 'access'] as const) {
    const sealed = pending.pair[use]
    if (sealed === null) continue
    await db.$executeRaw`
      INSERT INTO "PendingRevocation" ("id", "botId", "pairId", "use", "sealedToken", "reason", "notBefore", "userId",
        "connectionId", "workspaceName", "mintedAfter", "mintedBefore")
      VALUES (${crypto.randomUUID()}, ${pending.botId}, ${pending.pair.pairId}, ${use}::"TokenUse", ${sealed},
        ${pending.reason}, clock_timestamp() + make_interval(secs => ${due}::float8),
        CASE WHEN ${owner} IS NOT NULL THEN ${pending.userId} END, ${pending.connectionId}, ${pending.workspaceName},
        ${pending.pair.mintedAfter ?? null}::timestamptz, ${pending.pair.mintedBefore ?? null}::timestamptz)
      ON CONFLICT ("pairId", "use") DO NOTHING`
  }
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
