import type { Queryable } from '../../database'
import type { VaultContext } from '../context'
import type { UserId } from '../types'

/** An exchange without an outcome after this long belongs to a process that has ended: its answer is lost. */
const MAX_EXCHANGE_SECONDS = 90
/** How long a lost answer is remembered for connections that it may have touched. */
const LOST_ANSWER_KEPT_DAYS = 30

/** An authorization code that is about to be sent to Notion. */
export interface CodeExchange {
  readonly id: string
  /** By the database's clock: the pair that the exchange brings was minted after it. */
  readonly startedAt: Date
}

/**
 * Writes down that a code is about to be exchanged, so that an answer that never arrives is not forgotten,
 * even when this process ends. The code itself is not stored.
 *
 * @param userId the person who is known to have begun it; null in a browser without a session
 * @throws what the database throws; then the code must not be sent
 */
export async function beginCodeExchange(vault: VaultContext, userId: UserId | null): Promise<CodeExchange> {
  const [row] = await (await vault.database()).$queryRaw<CodeExchange[]>`
    INSERT INTO "CodeExchange" ("id", "userId", "startedAt") VALUES (${crypto.randomUUID()}, ${userId}, clock_timestamp())
    RETURNING "id", "startedAt"`
  if (!row) throw new Error('a code exchange was written and not returned')
  return row
}

/** The outcome is known: nothing was minted, or what was minted is stored in this transaction. */
export async function endCodeExchange(on: Queryable, exchange: Pick<CodeExchange, 'id'>): Promise<void> {
  await on.$executeRaw`DELETE FROM "CodeExchange" WHERE "id" = ${exchange.id} AND "lostAt" IS NULL`
}

/** Certainly nothing was minted. */
export const forgetCodeExchange = async (
  vault: VaultContext,
  exchange: Pick<CodeExchange, 'id'>,
): Promise<void> => endCodeExchange(await vault.database(), exchange)

/**
 * Notion may have minted a pair, and its answer is lost. Each connection of the person who began the exchange
 * may be the one whose pair was replaced, so its end can't be proven any more, and a refusal that follows is
 * put down to the lost answer and not to the person.
 */
export async function loseCodeExchange(
  vault: VaultContext,
  exchange: Pick<CodeExchange, 'id'>,
): Promise<void> {
  await vault.transaction(async (tx) => {
    const [lost] = await tx.$queryRaw<{ userId: string | null }[]>`
      UPDATE "CodeExchange" SET "lostAt" = clock_timestamp() WHERE "id" = ${exchange.id} AND "lostAt" IS NULL
      RETURNING "userId"`
    if (!lost?.userId) return
    await tx.$executeRaw`
      WITH locked AS (SELECT "id" FROM "Connection" WHERE "userId" = ${lost.userId} ORDER BY "id" FOR UPDATE)
      UPDATE "Connection" c
      SET "answerLostAt" = coalesce(c."answerLostAt", clock_timestamp()),
        "unsettledSince" = clock_timestamp(), "unsettledGeneration" = c."generation",
        "stateReason" = CASE WHEN c."stateReason" = 'access_removed' THEN 'answer_lost' ELSE c."stateReason" END
      FROM locked WHERE c."id" = locked."id"`
  })
}

/** Counts the exchanges of processes that ended in the middle as lost, and forgets those that were lost long ago. */
export async function sweepCodeExchanges(vault: VaultContext): Promise<void> {
  const database = await vault.database()
  const overdue = await database.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "CodeExchange" WHERE "lostAt" IS NULL
      AND "startedAt" < clock_timestamp() - make_interval(secs => ${MAX_EXCHANGE_SECONDS}::float8)`
  for (const exchange of overdue) await loseCodeExchange(vault, exchange)
  await database.$executeRaw`
    DELETE FROM "CodeExchange" WHERE "lostAt" < clock_timestamp() - make_interval(days => ${LOST_ANSWER_KEPT_DAYS}::int)`
}
