import { createHash, randomBytes } from 'node:crypto'
import { record } from '../activity'
import type { UserId } from '../connections'
import { db, type Queryable } from '../database'

/** Without a request for this long a session is over. */
export const SESSION_IDLE_DAYS = 7
/** A session ends this long after sign-in, used or not; its cookie lasts as long. */
export const SESSION_DAYS = 30

/** A new value for a session cookie: 256 random bits. It is stored nowhere. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url')

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

export interface LiveSession {
  readonly id: string
  readonly userId: UserId
  readonly absoluteExpires: Date
  readonly user: {
    readonly id: UserId
    readonly name: string | null
    readonly email: string | null
    readonly image: string | null
  }
}

interface Row {
  id: string
  userId: UserId
  absoluteExpires: Date
  name: string | null
  email: string | null
  image: string | null
}

/** The session behind a cookie's value while neither its idle nor its absolute limit has passed; else null. */
export async function liveSession(on: Queryable, token: string): Promise<LiveSession | null> {
  const [row] = await on.$queryRaw<Row[]>`
    SELECT s."id", s."userId", s."absoluteExpires", u."name", u."email", u."image"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."tokenHash" = ${hashToken(token)} AND s."expires" > clock_timestamp() AND s."absoluteExpires" > clock_timestamp()
      AND s."lastSeenAt" > clock_timestamp() - make_interval(days => ${SESSION_IDLE_DAYS}::int)`
  if (!row) return null
  const { id, userId, absoluteExpires, name, email, image } = row
  return { id, userId, absoluteExpires, user: { id: userId, name, email, image } }
}

/** `liveSession`, and notes at most once a minute that it was seen. */
export async function useSession(token: string): Promise<LiveSession | null> {
  const database = await db()
  const session = await liveSession(database, token)
  if (session)
    await database.$executeRaw`
      UPDATE "Session" SET "lastSeenAt" = clock_timestamp()
      WHERE "id" = ${session.id} AND "lastSeenAt" < clock_timestamp() - interval '1 minute'`
  return session
}

/** What a browser tells of itself, kept for the person to recognize it by. */
export interface Device {
  readonly userAgent: string | null
  readonly ipPrefix: string | null
}

/** Begins a session. @returns when its cookie must end */
export async function insertSession(
  on: Queryable,
  token: string,
  userId: UserId,
  device: Device,
): Promise<Date> {
  const [row] = await on.$queryRaw<{ absoluteExpires: Date }[]>`
    INSERT INTO "Session" ("id", "tokenHash", "userId", "lastSeenAt", "expires", "absoluteExpires", "userAgent", "ipPrefix")
    VALUES (${crypto.randomUUID()}, ${hashToken(token)}, ${userId}, clock_timestamp(),
      clock_timestamp() + make_interval(days => ${SESSION_DAYS}::int),
      clock_timestamp() + make_interval(days => ${SESSION_DAYS}::int), ${device.userAgent}, ${device.ipPrefix})
    RETURNING "absoluteExpires"`
  if (!row) throw new Error('a session was inserted and not returned')
  return row.absoluteExpires
}

/** Ends the session behind a cookie's value; one that is gone already is no fault. */
export async function endSession(token: string): Promise<void> {
  await (await db()).$transaction(async (tx) => {
    const [ended] = await tx.$queryRaw<{ userId: string }[]>`
      DELETE FROM "Session" WHERE "tokenHash" = ${hashToken(token)} RETURNING "userId"`
    if (ended) await record(tx, ended.userId, 'session_ended')
  })
}

/** "Sign out everywhere". @returns how many sessions ended */
export async function endEverySession(owner: UserId): Promise<number> {
  return (await db()).$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { userId: owner } })
    if (count > 0) await record(tx, owner, 'session_ended', null, { reason: 'everywhere' })
    return count
  })
}

/** Deletes what no longer means anything: sessions past their end, intents past theirs, forms of other days. */
export async function purgeExpired(): Promise<void> {
  const database = await db()
  await database.$executeRaw`
    DELETE FROM "Session" WHERE "absoluteExpires" < clock_timestamp()
      OR "lastSeenAt" < clock_timestamp() - make_interval(days => ${SESSION_IDLE_DAYS}::int)`
  // A used intent outlives its state: a second callback with it must still be seen as a connect.
  await database.$executeRaw`DELETE FROM "ConnectIntent" WHERE "expiresAt" < clock_timestamp() - interval '1 day'`
  await database.$executeRaw`DELETE FROM "SentForm" WHERE "sentAt" < clock_timestamp() - interval '7 days'`
}
