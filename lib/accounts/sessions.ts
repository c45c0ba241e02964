import { randomBytes } from 'node:crypto'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { record } from '../activity'
import { config, log, logSecurityEvent } from '../config'
import { db, inIdempotentTransaction, Prisma, type Queryable } from '../database'
import type { UserId } from '../token-vault'
import { type DeviceName, deviceName } from './device-name'
import { hashSessionToken, isSessionIntact, type SessionClaims, sealSession } from './session-seal'

/** Without a request for this long a session is over. */
export const SESSION_IDLE_DAYS = 7
/** A session ends this long after sign-in, used or not; its cookie lasts as long. */
export const SESSION_DAYS = 30

/** A new value for a session cookie: 256 random bits. It is stored nowhere. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url')

export interface LiveSession {
  readonly id: string
  readonly userId: UserId
  readonly absoluteExpires: Date
  readonly user: {
    readonly id: UserId
    readonly name: string | null
    readonly email: string | null
    /** Their picture in Notion. */
    readonly avatarUrl: string | null
    readonly createdAt: Date
  }
}

interface Row extends SessionClaims {
  userId: UserId
  seal: string
  name: string | null
  email: string | null
  avatarUrl: string | null
  createdAt: Date
}

/**
 * The session behind a cookie's value while neither its idle nor its absolute limit has passed; else null. A row
 * that was changed in the database, or belongs to another AUTH_SECRET, is no session.
 */
export async function liveSession(on: Queryable, token: string): Promise<LiveSession | null> {
  const [row] = await on.$queryRaw<Row[]>`
    SELECT s."id", s."tokenHash", s."userId", s."seal", s."absoluteExpires", u."notionPersonId" AS "personId",
      u."name", u."email", u."avatarUrl", u."createdAt"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."tokenHash" = ${hashSessionToken(token)} AND s."expires" > clock_timestamp() AND s."absoluteExpires" > clock_timestamp()
      AND s."lastSeenAt" > clock_timestamp() - make_interval(days => ${SESSION_IDLE_DAYS}::int)`
  if (!row) return null
  const { id, userId, absoluteExpires, name, email, avatarUrl, createdAt } = row
  if (!isSessionIntact(row, row.seal)) {
    log.error({ session: id }, `a session row was changed outside of ${PRODUCT_NAME}: it signs nobody in`)
    return null
  }
  return { id, userId, absoluteExpires, user: { id: userId, name, email, avatarUrl, createdAt } }
}

/** The first of these cookie values that has a live session, with that session; else null. */
export async function firstLiveSession(
  on: Queryable,
  tokens: readonly string[],
): Promise<{ readonly token: string; readonly session: LiveSession } | null> {
  for (const token of tokens) {
    const session = await liveSession(on, token)
    if (session) return { token, session }
  }
  return null
}

/** `firstLiveSession`, and notes at most once a minute that it was seen. */
export async function touchSession(tokens: readonly string[]): Promise<LiveSession | null> {
  const database = await db()
  const session = (await firstLiveSession(database, tokens))?.session ?? null
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

/** Whose session it is. */
export interface SessionOwner {
  readonly userId: UserId
  /** Their Notion person id; null while they have connected no workspace. */
  readonly personId: string | null
}

/** Begins a session. @returns when its cookie must end */
export async function insertSession(
  on: Queryable,
  token: string,
  { userId, personId }: SessionOwner,
  device: Device,
): Promise<Date> {
  const [row] = await on.$queryRaw<{ absoluteExpires: Date }[]>`
    SELECT (clock_timestamp() + make_interval(days => ${SESSION_DAYS}::int))::timestamptz(3) AS "absoluteExpires"`
  if (!row) throw new Error('the database did not tell the time')
  const { absoluteExpires } = row
  const [id, tokenHash] = [crypto.randomUUID(), hashSessionToken(token)]
  const seal = sealSession({ id, tokenHash, userId, personId, absoluteExpires })
  await on.$executeRaw`
    INSERT INTO "Session" ("id", "tokenHash", "seal", "userId", "lastSeenAt", "expires", "absoluteExpires", "userAgent", "ipPrefix")
    VALUES (${id}, ${tokenHash}, ${seal}, ${userId}, clock_timestamp(), ${absoluteExpires}, ${absoluteExpires},
      ${device.userAgent}, ${device.ipPrefix})`
  await endOldestSessions(on, userId)
  return absoluteExpires
}

/** A person has only so many signed-in browsers: the one that was used least lately is signed out. */
async function endOldestSessions(on: Queryable, userId: UserId): Promise<void> {
  const ended = await on.$executeRaw`
    DELETE FROM "Session" WHERE "id" IN (SELECT "id" FROM "Session" WHERE "userId" = ${userId}
      ORDER BY "lastSeenAt" DESC, "createdAt" DESC OFFSET ${config().personCaps.sessions})`
  if (ended > 0) await record(on, userId, 'session_ended', null, { reason: 'too-many' })
}

/**
 * Gives a session a new cookie value; the one before ends at once. The session's id and its end stay.
 *
 * @returns whether it was done: not when another request renewed or ended the session first
 */
export async function renewSession(
  on: Queryable,
  { id, absoluteExpires }: LiveSession,
  { userId, personId }: SessionOwner,
  tokens: { readonly before: string; readonly after: string },
): Promise<boolean> {
  const tokenHash = hashSessionToken(tokens.after)
  const seal = sealSession({ id, tokenHash, userId, personId, absoluteExpires })
  const rows = await on.$executeRaw`
    UPDATE "Session" SET "tokenHash" = ${tokenHash}, "seal" = ${seal}, "lastSeenAt" = clock_timestamp()
    WHERE "id" = ${id} AND "userId" = ${userId} AND "tokenHash" = ${hashSessionToken(tokens.before)}`
  return rows === 1
}

/** Ends the sessions behind these cookie values; one that is gone already is no fault. */
export async function endSession(tokens: readonly string[]): Promise<void> {
  const owners = await inIdempotentTransaction(async (tx) => {
    const found: string[] = []
    for (const token of tokens) {
      const [ended] = await tx.$queryRaw<{ userId: string }[]>`
        DELETE FROM "Session" WHERE "tokenHash" = ${hashSessionToken(token)} RETURNING "userId"`
      if (!ended) continue
      found.push(ended.userId)
      await record(tx, ended.userId, 'session_ended')
    }
    return found
  })
  for (const userId of owners) logSecurityEvent('signed_out', { userId })
}

/** A session as its person sees it. */
export interface ListedSession {
  readonly id: string
  readonly device: DeviceName
  /** The network that it began in, such as `203.0.113.0/24`. */
  readonly network: string | null
  readonly signedInAt: Date
  readonly lastSeenAt: Date
}

const LIVE = Prisma.sql`"expires" > clock_timestamp() AND "absoluteExpires" > clock_timestamp()
  AND "lastSeenAt" > clock_timestamp() - make_interval(days => ${SESSION_IDLE_DAYS}::int)`

interface ListedRow {
  id: string
  userAgent: string | null
  ipPrefix: string | null
  createdAt: Date
  lastSeenAt: Date
}

/** The live sessions of a person, the one that was used last first. */
export async function listSessions(owner: UserId): Promise<ListedSession[]> {
  const rows = await (await db()).$queryRaw<ListedRow[]>`
    SELECT "id", "userAgent", "ipPrefix", "createdAt", "lastSeenAt" FROM "Session"
    WHERE "userId" = ${owner} AND ${LIVE} ORDER BY "lastSeenAt" DESC, "id"`
  return rows.map(({ id, userAgent, ipPrefix, createdAt, lastSeenAt }) => ({
    id,
    device: deviceName(userAgent),
    network: ipPrefix,
    signedInAt: createdAt,
    lastSeenAt,
  }))
}

/** Whether this session began with a sign-in of the last minutes. */
export async function isFreshSession(owner: UserId, id: string, minutes: number): Promise<boolean> {
  const [row] = await (await db()).$queryRaw<unknown[]>`
    SELECT 1 FROM "Session" WHERE "id" = ${id} AND "userId" = ${owner}
      AND "createdAt" > clock_timestamp() - make_interval(mins => ${minutes}::int)`
  return row !== undefined
}

/** Whether an attempt before this one ended sessions and recorded it, although its COMMIT wasn't answered. */
const wasRecorded = async (on: Queryable, entry: string): Promise<boolean> =>
  (await on.activity.count({ where: { id: entry } })) > 0

/**
 * Ends one session of a person.
 *
 * @returns the entry of their activity that says so; null for a session that ended before or is another person's,
 *   as for one that does not exist
 */
export async function endOneSession(owner: UserId, id: string): Promise<string | null> {
  const entry = crypto.randomUUID()
  const ended = await inIdempotentTransaction(async (tx, again) => {
    const [row] = await tx.$queryRaw<{ userAgent: string | null }[]>`
      DELETE FROM "Session" WHERE "id" = ${id} AND "userId" = ${owner} RETURNING "userAgent"`
    if (!row) return again && wasRecorded(tx, entry)
    const device = deviceName(row.userAgent).name
    await record(tx, owner, 'session_ended', null, { reason: 'one', device }, entry)
    return true
  })
  if (ended) logSecurityEvent('session_ended', { userId: owner })
  else await reportForeignSession(owner, id)
  return ended ? entry : null
}

/** Reports when the id that a person sent is the one of another person's session. They are not told. */
async function reportForeignSession(owner: UserId, id: string): Promise<void> {
  const foreign = await (await db()).session.count({ where: { id, userId: { not: owner } } })
  if (foreign > 0) logSecurityEvent('foreign_id', { userId: owner })
}

/**
 * Ends every session of a person but this one.
 *
 * @returns the entry of their activity that says how many; null when there was no other
 */
export async function endOtherSessions(session: Pick<LiveSession, 'id' | 'userId'>): Promise<string | null> {
  const entry = crypto.randomUUID()
  const ended = await inIdempotentTransaction(async (tx, again) => {
    const count = await deleteOtherSessions(tx, session)
    if (count === 0) return again && wasRecorded(tx, entry)
    await record(tx, session.userId, 'session_ended', null, { reason: 'others', count }, entry)
    return true
  })
  if (!ended) return null
  logSecurityEvent('other_sessions_ended', { userId: session.userId })
  return entry
}

const deleteOtherSessions = (
  on: Queryable,
  { id, userId }: Pick<LiveSession, 'id' | 'userId'>,
): Promise<number> => on.$executeRaw`DELETE FROM "Session" WHERE "userId" = ${userId} AND "id" <> ${id}`

/** Ends every other session of a user who just connected a first workspace: the seals of those name no Notion person. */
export async function endSessionsWithoutPerson(on: Queryable, session: LiveSession): Promise<void> {
  if ((await deleteOtherSessions(on, session)) > 0)
    await record(on, session.userId, 'session_ended', null, { reason: 'workspace-connected' })
}

/** "Sign out everywhere". @returns how many sessions ended */
export async function endEverySession(owner: UserId): Promise<number> {
  const ended = await inIdempotentTransaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { userId: owner } })
    if (count > 0) await record(tx, owner, 'session_ended', null, { reason: 'everywhere', count })
    return count
  })
  logSecurityEvent('signed_out_everywhere', { userId: owner })
  return ended
}
