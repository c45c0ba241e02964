import { Prisma, type Queryable, type Transaction } from '../../database'
import type { VaultContext } from '../context'

/** Why a token waits for revocation. */
export type PendingReason =
  /** Received, and not (yet) stored in a connection. */
  | 'received'
  /** A newer pair took its place. */
  | 'replaced'
  | 'disconnected'
  /** Disconnected while the outcome of a refresh was not known. */
  | 'disconnected_unsettled'
  /** Disconnected after an answer was lost that may have carried tokens: nothing can settle that. */
  | 'disconnected_answer_lost'
  /** A refresh that ended after its connection had been ended or replaced. */
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
  /** Not asked before this many seconds from now. */
  readonly dueInSeconds?: number
}

/** A replaced token may still be in a request that is under way: it is looked at after that request's life. */
const REPLACED_GRACE_SECONDS = 60

/**
 * Puts a pair's tokens among the pending revocations. Doing it twice is harmless, so it may be repeated
 * after a write whose outcome is not known.
 */
export async function keepForRevocation(
  vault: VaultContext,
  db: Queryable,
  pending: PendingPair,
): Promise<void> {
  const due = pending.dueInSeconds ?? (pending.reason === 'replaced' ? REPLACED_GRACE_SECONDS : 0)
  // A deleted user leaves no trace.
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

/** Whether a token that has ended with this reason leaves open if others, which we never saw, live. */
export const isUnprovable = (reason: string): boolean =>
  reason === 'disconnected_unsettled' || reason === 'disconnected_answer_lost'

/** A received pair that turned out to be older than the connection's stays pending, as one that was replaced. */
export async function keepReceived(
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
