import { db, type Prisma, type Queryable } from '../database'

/** What can happen to a person's access. */
export type ActivityKind =
  | 'signed_in'
  | 'sign_in_refused'
  | 'connected'
  | 'reconnected'
  | 'refreshed'
  | 'reconnect_needed'
  | 'disconnected'
  | 'revocation_confirmed'
  | 'revocation_not_provable'
  | 'session_ended'

export interface ActivityEntry {
  readonly id: string
  readonly kind: ActivityKind
  readonly at: Date
  readonly connectionId: string | null
  readonly workspaceName: string | null
  /** A word that says more: a reason. Never a secret. */
  readonly reason: string | null
}

/** What is recorded beside the kind: names and reasons, never a token. */
export interface ActivityDetail {
  readonly workspaceName?: string | null
  readonly reason?: string
}

/**
 * Records what happened, in the caller's transaction where it has one. If the user was deleted in the
 * meantime, nothing is recorded.
 */
export async function record(
  on: Queryable,
  userId: string,
  kind: ActivityKind,
  connectionId: string | null = null,
  detail: ActivityDetail = {},
): Promise<void> {
  await on.$executeRaw`
    INSERT INTO "Activity" ("id", "userId", "connectionId", "kind", "detail", "at")
    SELECT ${crypto.randomUUID()}, "id", ${connectionId}, ${kind}, ${JSON.stringify(detail)}::jsonb, clock_timestamp()
    FROM "User" WHERE "id" = ${userId}`
}

/** Whether this person disconnected this connection before. */
export const wasDisconnected = async (owner: string, connectionId: string): Promise<boolean> =>
  (await findActivity(await db(), owner, 'disconnected', connectionId)) !== null

const text = (value: Prisma.JsonValue | undefined) => (typeof value === 'string' ? value : null)

/** Whether this was recorded of a person's connection, and the workspace's name then; null: it was not. */
export async function findActivity(
  on: Queryable,
  owner: string,
  kind: ActivityKind,
  connectionId: string,
): Promise<{ readonly workspaceName: string | null } | null> {
  const [row] = await on.$queryRaw<{ workspaceName: string | null }[]>`
    SELECT "detail"->>'workspaceName' AS "workspaceName" FROM "Activity"
    WHERE "userId" = ${owner} AND "kind" = ${kind} AND "connectionId" = ${connectionId} LIMIT 1`
  return row ?? null
}

/** The newest entries of a person, newest first. @param limit how many at most */
export async function listActivity(owner: string, limit: number): Promise<ActivityEntry[]> {
  const rows = await (await db()).activity.findMany({
    where: { userId: owner },
    orderBy: { at: 'desc' },
    take: limit,
  })
  return rows.map(({ id, kind, at, connectionId, detail }) => {
    const said = typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : {}
    return {
      id,
      kind: kind as ActivityKind,
      at,
      connectionId,
      workspaceName: text(said['workspaceName']),
      reason: text(said['reason']),
    }
  })
}

/** Deletes entries older than this many days, at most `limit` of them. @returns how many */
export async function purgeActivity(days: number, limit: number): Promise<number> {
  return (await db()).$executeRaw`
    DELETE FROM "Activity" WHERE "id" IN (SELECT "id" FROM "Activity"
      WHERE "at" < clock_timestamp() - make_interval(days => ${days}::int) ORDER BY "at" LIMIT ${limit})`
}
