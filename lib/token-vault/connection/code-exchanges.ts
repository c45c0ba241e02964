import { Prisma, type Queryable } from '../../database'
import type { VaultContext } from '../context'
import type { UserId } from '../types'

/** An exchange without an outcome after this long belongs to a process that crashed. Its response is lost. */
const MAX_EXCHANGE_SECONDS = 90
/** How long a lost response is remembered for the connections that it may have affected. */
export const LOST_ANSWER_RETENTION_DAYS = 30

/** An authorization code that is about to be sent to Notion. */
export interface CodeExchange {
  readonly id: string
  /** By the database's clock. The pair of this exchange was issued later. */
  readonly startedAt: Date
}

/**
 * Records that a code is about to be exchanged, so that a lost response is noticed even if this process crashes. The
 * code itself is not stored.
 *
 * @param userId who started the authorization; null in a browser without a session
 * @throws database errors; then the code must not be sent
 */
export async function beginCodeExchange(vault: VaultContext, userId: UserId | null): Promise<CodeExchange> {
  if (userId === null) return insertExchange(await vault.database(), null)
  return vault.transaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>(vault.owners.hold(Prisma.sql`${userId}::text`))
    // Someone whose account was deleted meanwhile is not named.
    return insertExchange(tx, held.length > 0 ? userId : null)
  })
}

async function insertExchange(on: Queryable, userId: UserId | null): Promise<CodeExchange> {
  const [row] = await on.$queryRaw<CodeExchange[]>`
    INSERT INTO "CodeExchange" ("id", "userId", "startedAt") VALUES (${crypto.randomUUID()}, ${userId}, clock_timestamp())
    RETURNING "id", "startedAt"`
  if (!row) throw new Error('the database returned no row')
  return row
}

/** Deletes an exchange whose outcome is known: Notion issued nothing, or the pair is stored in the same transaction. */
export async function endCodeExchange(db: Queryable, exchange: Pick<CodeExchange, 'id'>): Promise<void> {
  await db.$executeRaw`DELETE FROM "CodeExchange" WHERE "id" = ${exchange.id} AND "lostAt" IS NULL`
}

/** Deletes an exchange for which Notion certainly issued nothing. */
export const deleteCodeExchange = async (
  vault: VaultContext,
  exchange: Pick<CodeExchange, 'id'>,
): Promise<void> => endCodeExchange(await vault.database(), exchange)

/**
 * Records that the response to an exchange is lost. Notion may have issued a pair that replaces the one of any
 * connection of this person. So the revocation of these connections can no longer be proven, and a refusal that
 * follows is explained by the lost response.
 */
export async function markAnswerLost(vault: VaultContext, exchange: Pick<CodeExchange, 'id'>): Promise<void> {
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

/** Marks exchanges of crashed processes as lost, and deletes those that were lost long ago. */
export async function sweepCodeExchanges(vault: VaultContext): Promise<void> {
  const database = await vault.database()
  const overdue = await database.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "CodeExchange" WHERE "lostAt" IS NULL
      AND "startedAt" < clock_timestamp() - make_interval(secs => ${MAX_EXCHANGE_SECONDS}::float8)`
  for (const exchange of overdue) await markAnswerLost(vault, exchange)
  await database.$executeRaw`
    DELETE FROM "CodeExchange" WHERE "lostAt" < clock_timestamp() - make_interval(days => ${LOST_ANSWER_RETENTION_DAYS}::int)`
}
