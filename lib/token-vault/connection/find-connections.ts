import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionRow as Row } from '../../database'
import { isUuid } from '../../shared/ids'
import type { VaultContext } from '../context'
import type { Connection, ConnectionId, OpenRevocation, ReconnectReason, UserId } from '../types'

/** Parses a connection id from a URL or form; null if it isn't one. */
export function parseConnectionId(value: unknown): ConnectionId | null {
  return isUuid(value) ? (value as ConnectionId) : null
}

function toConnection(row: Row): Connection {
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
    contentInvalidatedAt: row.contentInvalidatedAt,
  }
}

/** The connections of one owner, oldest first. */
export async function listConnections(vault: VaultContext, owner: UserId): Promise<Connection[]> {
  const rows = await (await vault.database()).connection.findMany({
    where: { userId: owner },
    orderBy: { connectedAt: 'asc' },
  })
  return rows.map(toConnection)
}

/** A connection; null if it doesn't exist or belongs to another owner. */
export async function findConnection(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<Connection | null> {
  const row = await (await vault.database()).connection.findFirst({ where: { id, userId: owner } })
  if (!row) await reportForeignId(vault, owner, id)
  return row && toConnection(row)
}

/** Reports to the security log that a person requested another person's connection. */
export async function reportForeignId(vault: VaultContext, owner: UserId, id: ConnectionId): Promise<void> {
  const [foreign] = await (await vault.database()).$queryRaw<unknown[]>`
    SELECT 1 FROM "Connection" WHERE "id" = ${id} AND "userId" <> ${owner}`
  if (foreign) await vault.onEvent({ kind: 'foreign_id_requested', owner, connectionId: id })
}

/**
 * The disconnected workspaces of this person whose revocation Notion hasn't confirmed, newest first. `connectedAgain`
 * tells old tokens apart from those of a new connection to the same workspace.
 */
export async function listOpenRevocations(vault: VaultContext, owner: UserId): Promise<OpenRevocation[]> {
  return (await vault.database()).$queryRaw<OpenRevocation[]>`
    SELECT p."connectionId", max(p."workspaceName") AS "workspaceName", min(p."createdAt") AS "since",
      CASE WHEN bool_and(p."status" = 'not_provable') THEN 'not_provable' ELSE 'requested' END AS "status",
      bool_or(EXISTS (SELECT 1 FROM "Connection" c WHERE c."userId" = ${owner}
        AND (c."workspaceId" = p."workspaceId" OR c."botId" = p."botId")))
        AS "connectedAgain",
      bool_or(EXISTS (SELECT 1 FROM "Connection" c WHERE c."botId" = p."botId")) AS "held"
    FROM "PendingRevocation" p
    WHERE p."userId" = ${owner} AND p."connectionId" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Connection" c WHERE c."id" = p."connectionId")
    GROUP BY p."connectionId" ORDER BY min(p."createdAt") DESC`
}

const MAX_CLAIM_WAIT_MS = 5_000

/**
 * Waits until no revocation for this person is running, or a time limit. If Notion revokes by bot, a revocation that
 * arrives after the next authorization could revoke the new pair.
 */
export async function waitForClaimedRevocations(vault: VaultContext, owner: UserId): Promise<void> {
  const until = Date.now() + MAX_CLAIM_WAIT_MS
  while (Date.now() < until) {
    const [claimed] = await (await vault.database()).$queryRaw<unknown[]>`
      SELECT 1 FROM "PendingRevocation" WHERE "userId" = ${owner} AND "claimedUntil" > clock_timestamp() LIMIT 1`
    if (!claimed) return
    await delay(200)
  }
}
