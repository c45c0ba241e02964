import { purgeActivity } from '../activity'
import { config } from '../config'
import { type Database, db } from '../database'
import { SESSION_IDLE_DAYS } from './sessions'

/** Rows that one statement deletes: it holds no lock for long. */
const MAX_BATCH = 1_000
/** Longer than auth.js honours a state: 15 minutes. */
const SPENT_STATE_HOURS = 1
/** A form that arrives later than this is carried out again. */
export const FORM_DAYS = 7
/** A used intent outlives its state: a second callback with it must still be seen as a connect. */
export const INTENT_DAYS = 1

async function inBatches(deleteSome: (limit: number) => Promise<number>): Promise<void> {
  while ((await deleteSome(MAX_BATCH)) === MAX_BATCH);
}

/**
 * Deletes what nobody needs any more: sessions past their end, connects that were begun long ago, forms of other
 * days and those past a person's cap, spent states, counts of requests, old activity.
 */
export async function purgeExpired(): Promise<void> {
  const database = await db()
  await database.$executeRaw`
    DELETE FROM "Session" WHERE "absoluteExpires" < clock_timestamp()
      OR "lastSeenAt" < clock_timestamp() - make_interval(days => ${SESSION_IDLE_DAYS}::int)`
  await database.$executeRaw`
    DELETE FROM "ConnectIntent" WHERE "expiresAt" < clock_timestamp() - make_interval(days => ${INTENT_DAYS}::int)`
  await database.$executeRaw`
    DELETE FROM "SentForm" WHERE "sentAt" < clock_timestamp() - make_interval(days => ${FORM_DAYS}::int)`
  await purgeForms(database)
  await inBatches(
    (limit) => database.$executeRaw`
      DELETE FROM "SpentState" WHERE "id" IN (SELECT "id" FROM "SpentState"
        WHERE "spentAt" < clock_timestamp() - make_interval(hours => ${SPENT_STATE_HOURS}::int) LIMIT ${limit})`,
  )
  await inBatches(
    (limit) => database.$executeRaw`
      DELETE FROM "RateLimit" WHERE "key" IN (SELECT "key" FROM "RateLimit" WHERE "expire" < ${BigInt(Date.now())} LIMIT ${limit})`,
  )
  const { activityDays } = config()
  await inBatches((limit) => purgeActivity(activityDays, limit))
}

/** Of each person the newest forms stay. */
async function purgeForms(database: Database): Promise<void> {
  const { forms } = config().personCaps
  await inBatches(
    (limit) => database.$executeRaw`
      DELETE FROM "SentForm" WHERE "id" IN (SELECT "id" FROM (
        SELECT "id", row_number() OVER (PARTITION BY "userId" ORDER BY "sentAt" DESC) AS "place" FROM "SentForm"
      ) "ranked" WHERE "place" > ${forms} LIMIT ${limit})`,
  )
}
