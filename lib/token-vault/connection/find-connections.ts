import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionRow as Row } from '../../database'
import { isUuid } from '../../shared/ids'
import type { VaultContext } from '../context'
import type { Connection, ConnectionId, OpenRevocation, ReconnectReason, UserId } from '../types'

/** The id of a connection out of an address or a form; null when it is none. */
export function parseConnectionId(value: unknown): ConnectionId | null {
  return isUuid(value) ? (value as ConnectionId) : null
}

function view(row: Row): Connection {
  return {
    id: row.id as ConnectionId,
    workspaceId: row.workspaceId,
    workspaceName: row.workspaceName,
    workspaceIcon: row.workspaceIcon,
    state: row.state,
    stateReason: row.stateReason as ReconnectReason | null,
    generation: row.generation,
    connectedAt: row.connectedAt,
    refreshedAt: row.refreshedAt,
    lastUsedAt: row.lastUsedAt,
    readsForgottenAt: row.readsForgottenAt,
  }
}

/** Connections of one owner, the oldest first. */
export async function listConnections(vault: VaultContext, owner: UserId): Promise<Connection[]> {
  const rows = await (await vault.database()).connection.findMany({
    where: { userId: owner },
    orderBy: { connectedAt: 'asc' },
  })
  return rows.map(view)
}

/** One connection. Another owner's id is answered like an id that does not exist: null. */
export async function findConnection(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<Connection | null> {
  const row = await (await vault.database()).connection.findFirst({ where: { id, userId: owner } })
  if (!row) await noteForeignId(vault, owner, id)
  return row && view(row)
}

/** Reports when the id that a person asked for is another person's. They are not told. */
export async function noteForeignId(vault: VaultContext, owner: UserId, id: ConnectionId): Promise<void> {
  const [foreign] = await (await vault.database()).$queryRaw<unknown[]>`
    SELECT 1 FROM "Connection" WHERE "id" = ${id} AND "userId" <> ${owner}`
  if (foreign) await vault.onEvent({ kind: 'foreign_id_requested', owner, connectionId: id })
}

/**
 * Accesses that this person gave back and whose end Notion has not confirmed, the newest first. One whose
 * workspace is connected again says so: its old tokens are not those of the new connection.
 */
export async function openRevocations(vault: VaultContext, owner: UserId): Promise<OpenRevocation[]> {
  return (await vault.database()).$queryRaw<OpenRevocation[]>`
    SELECT p."connectionId", max(p."workspaceName") AS "workspaceName", min(p."createdAt") AS "since",
      CASE WHEN bool_and(p."status" = 'not_provable') THEN 'not_provable' ELSE 'asked' END AS "status",
      bool_or(EXISTS (SELECT 1 FROM "Connection" c WHERE c."userId" = ${owner}
        AND (c."workspaceId" = p."workspaceId" OR c."botId" = p."botId")))
        AS "connectedAgain",
      bool_or(EXISTS (SELECT 1 FROM "Connection" c WHERE c."botId" = p."botId")) AS "held"
    FROM "PendingRevocation" p
    WHERE p."userId" = ${owner} AND p."connectionId" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Connection" c WHERE c."id" = p."connectionId")
    GROUP BY p."connectionId" ORDER BY min(p."createdAt") DESC`
}

const CONNECT_WAIT_MS = 5_000

/**
 * Waits, bounded, until no revocation for this person is under way: one that lands after the next
 * authorization could kill the new pair, if Notion revokes by bot.
 */
export async function claimedRevocationsDone(vault: VaultContext, owner: UserId): Promise<void> {
  const until = Date.now() + CONNECT_WAIT_MS
  while (Date.now() < until) {
    const [claimed] = await (await vault.database()).$queryRaw<unknown[]>`
      SELECT 1 FROM "PendingRevocation" WHERE "userId" = ${owner} AND "claimedUntil" > clock_timestamp() LIMIT 1`
    if (!claimed) return
    await delay(200)
  }
}
