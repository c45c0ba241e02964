import { db, Prisma, type Queryable } from '../database'

/** What can happen to a person's access. */
export const ACTIVITY_KINDS = [
  'signed_in',
  'sign_in_refused',
  'connected',
  'reconnected',
  'pages_changed',
  'refreshed',
  'access_checked',
  'reconnect_needed',
  'disconnected',
  'revocation_confirmed',
  'revocation_not_provable',
  'note_added',
  'session_ended',
  'data_exported',
] as const

export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

export interface ActivityEntry {
  readonly id: string
  readonly kind: ActivityKind
  readonly at: Date
  readonly connectionId: string | null
  readonly workspaceName: string | null
  /** A word that says more: a reason, or an outcome. Never a secret. */
  readonly reason: string | null
  /** Such as "Chrome on macOS". */
  readonly device: string | null
  /** How many it concerned. */
  readonly count: number | null
  /** The page in Notion. Its title is not stored. */
  readonly pageId: string | null
}

/** What is recorded beside the kind: names and reasons, never a token, and nothing of the content of a workspace. */
export interface ActivityDetail {
  readonly workspaceName?: string | null
  readonly reason?: string
  readonly device?: string
  readonly count?: number
  readonly pageId?: string
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
  id: string = crypto.randomUUID(),
): Promise<void> {
  await on.$executeRaw`
    INSERT INTO "Activity" ("id", "userId", "connectionId", "kind", "detail", "at")
    SELECT ${id}, "id", ${connectionId}, ${kind}, ${JSON.stringify(detail)}::jsonb, clock_timestamp()
    FROM "User" WHERE "id" = ${userId}`
}

/** Whether this person disconnected this connection before. */
export const wasDisconnected = async (owner: string, connectionId: string): Promise<boolean> =>
  (await findActivity(await db(), owner, 'disconnected', connectionId)) !== null

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

interface Row {
  id: string
  kind: ActivityKind
  at: Date
  connectionId: string | null
  detail: Prisma.JsonValue
}

const text = (value: Prisma.JsonValue | undefined) => (typeof value === 'string' ? value : null)

function entryOf({ id, kind, at, connectionId, detail }: Row): ActivityEntry {
  const said = typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : {}
  return {
    id,
    kind,
    at,
    connectionId,
    workspaceName: text(said['workspaceName']),
    reason: text(said['reason']),
    device: text(said['device']),
    count: typeof said['count'] === 'number' ? said['count'] : null,
    pageId: text(said['pageId']),
  }
}

/** One entry of a person; null for another person's id, as for one that does not exist. */
export async function findEntry(owner: string, id: string): Promise<ActivityEntry | null> {
  const row = await (await db()).activity.findFirst({ where: { id, userId: owner } })
  return row && entryOf({ ...row, kind: row.kind as ActivityKind })
}

/** Which entries; all of them where neither is given. */
export interface ActivityFilter {
  readonly kinds?: readonly ActivityKind[]
  readonly connectionId?: string
}

/** An entry's place in the list. */
export interface ActivityPosition {
  readonly at: Date
  readonly id: string
}

export interface ActivityPage {
  readonly entries: readonly ActivityEntry[]
  /** Where the next page begins: after this entry. Null on the last page. */
  readonly last: ActivityPosition | null
}

/**
 * Entries of a person, the newest first. Each page is found by an index, however many there are.
 *
 * @param limit how many at most
 * @param after the last entry of the page before
 */
export async function listActivityPage(
  owner: string,
  limit: number,
  filter: ActivityFilter = {},
  after: ActivityPosition | null = null,
): Promise<ActivityPage> {
  const page = await readPage(owner, limit + 1, filter, after)
  const entries = page.slice(0, limit).map(entryOf)
  return { entries, last: page.length > limit ? (entries.at(-1) ?? null) : null }
}

/** The newest entries of a person, newest first. @param limit how many at most */
export const listActivity = async (owner: string, limit: number): Promise<readonly ActivityEntry[]> =>
  (await listActivityPage(owner, limit)).entries

async function readPage(
  owner: string,
  limit: number,
  { kinds, connectionId }: ActivityFilter,
  after: ActivityPosition | null,
): Promise<Row[]> {
  const older = after ? Prisma.sql`AND ("at", "id") < (${after.at}::timestamptz, ${after.id})` : Prisma.empty
  const newest = (more: Prisma.Sql) => Prisma.sql`
    (SELECT "id", "kind", "at", "connectionId", "detail" FROM "Activity"
      WHERE "userId" = ${owner} ${more} ${older} ORDER BY "at" DESC, "id" DESC LIMIT ${limit})`
  if (kinds === undefined && connectionId === undefined)
    return (await db()).$queryRaw<Row[]>(newest(Prisma.empty))
  const connection =
    connectionId === undefined ? Prisma.empty : Prisma.sql`AND "connectionId" = ${connectionId}`
  // One index scan for each kind: of a long history, a rare kind is found without reading the rest.
  const byKind = (kinds ?? ACTIVITY_KINDS).map((kind) =>
    newest(Prisma.sql`${connection} AND "kind" = ${kind}`),
  )
  if (byKind.length === 0) return []
  return (await db()).$queryRaw<Row[]>`
    SELECT * FROM (${Prisma.join(byKind, ' UNION ALL ')}) "found" ORDER BY "at" DESC, "id" DESC LIMIT ${limit}`
}

/** A connection that the history speaks of. */
export interface RecordedConnection {
  readonly connectionId: string
  readonly workspaceName: string | null
  /** When it was disconnected; null: it was not, as far as the history goes back. */
  readonly endedAt: Date | null
}

/** Connections and disconnects that are looked through for {@link listRecordedConnections}. */
const MAX_LOOKED_THROUGH = 500

/** The connections that a person's history speaks of, those with the latest change first. */
export async function listRecordedConnections(owner: string): Promise<RecordedConnection[]> {
  const kinds = ['connected', 'reconnected', 'pages_changed', 'disconnected'] as const
  const { entries } = await listActivityPage(owner, MAX_LOOKED_THROUGH, { kinds })
  const found = new Map<string, RecordedConnection>()
  for (const { connectionId, workspaceName, kind, at } of entries)
    if (connectionId !== null && !found.has(connectionId))
      found.set(connectionId, {
        connectionId,
        workspaceName,
        endedAt: kind === 'disconnected' ? at : null,
      })
  return [...found.values()]
}

/** Deletes entries older than this many days, at most `limit` of them. @returns how many */
export async function purgeActivity(days: number, limit: number): Promise<number> {
  return (await db()).$executeRaw`
    DELETE FROM "Activity" WHERE "id" IN (SELECT "id" FROM "Activity"
      WHERE "at" < clock_timestamp() - make_interval(days => ${days}::int) ORDER BY "at" LIMIT ${limit})`
}
