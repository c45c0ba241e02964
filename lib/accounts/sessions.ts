import { randomBytes } from 'node:crypto'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { record } from '../activity'
import { config, log, logSecurityEvent } from '../config'
import { db, inIdempotentTransaction, type Queryable } from '../database'
import type { UserId } from '../token-vault'
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
  }
}

interface Row extends SessionClaims {
  userId: UserId
  seal: string
  name: string | null
  email: string | null
}

/**
 * The session behind a cookie's value while neither its idle nor its absolute limit has passed; else null. A row
 * that was changed in the database, or belongs to another AUTH_SECRET, is no session.
 */
export async function liveSession(on: Queryable, token: string): Promise<LiveSession | null> {
  const [row] = await on.$queryRaw<Row[]>`
    SELECT s."id", s."tokenHash", s."userId", s."seal", s."absoluteExpires", u."notionPersonId" AS "personId",
      u."name", u."email"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."tokenHash" = ${hashSessionToken(token)} AND s."expires" > clock_timestamp() AND s."absoluteExpires" > clock_timestamp()
      AND s."lastSeenAt" > clock_timestamp() - make_interval(days => ${SESSION_IDLE_DAYS}::int)`
  if (!row) return null
  const { id, userId, absoluteExpires, name, email } = row
  if (!isSessionIntact(row, row.seal)) {
    log.error({ session: id }, `a session row was changed outside of ${PRODUCT_NAME}: it signs nobody in`)
    return null
  }
  return { id, userId, absoluteExpires, user: { id: userId, name, email } }
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

/** Ends every session of a user but this one. */
export async function endOtherSessions(on: Queryable, { id, userId }: LiveSession): Promise<void> {
  const ended = await on.$executeRaw`DELETE FROM "Session" WHERE "userId" = ${userId} AND "id" <> ${id}`
  if (ended > 0) await record(on, userId, 'session_ended', null, { reason: 'workspace-connected' })
}

/** "Sign out everywhere". @returns how many sessions ended */
export async function endEverySession(owner: UserId): Promise<number> {
  const ended = await inIdempotentTransaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { userId: owner } })
    if (count > 0) await record(tx, owner, 'session_ended', null, { reason: 'everywhere' })
    return count
  })
  logSecurityEvent('signed_out_everywhere', { userId: owner })
  return ended
}
