import {
  isLatchkeyError,
  type LatchkeyError,
  NotionMisconfigured,
  NotionUnavailable,
  ReconnectRequired,
  RefreshUnsettled,
} from '../../errors'
import { readWorkspaceDetails } from '../../notion'
import type { VaultContext } from '../context'
import type { AccessReport, ConnectionId, UserId } from '../types'
import { introspectAccessToken, notionClientFor } from './authorized-client'
import { findConnection } from './find-connections'
import { refresh } from './refresh'

export interface Access {
  /** Notion's scopes, unchanged. */
  readonly scope: readonly string[]
  readonly issuedAt: Date | null
  readonly requestId: string | null
}

/**
 * Reads the connection's scopes from introspection. Refreshes an inactive token first.
 *
 * @throws {ReconnectRequired} @throws {RefreshUnsettled} @throws {ConnectionGone} @throws {SealBroken}
 * @throws {NotionUnavailable} Notion did not answer @throws {NotionMisconfigured}
 * @see RFC 7662
 */
export async function readAccess(vault: VaultContext, owner: UserId, id: ConnectionId): Promise<Access> {
  for (let attempt = 0; ; attempt++) {
    const generation = (await findConnection(vault, owner, id))?.generation ?? 0
    const found = await introspectAccessToken(vault, owner, id)
    if (found.kind === 'active')
      return { scope: found.scope, issuedAt: found.issuedAt, requestId: found.requestId }
    if (found.kind === 'misconfigured') throw new NotionMisconfigured(found.requestId)
    if (found.kind === 'unknown')
      throw new NotionUnavailable('server_error', found.retryAfterSeconds, found.requestId)
    if (attempt > 0) throw new NotionUnavailable('bad_answer', null, found.requestId)
    await refresh(vault, owner, id, generation)
  }
}

/**
 * "Check access": calls the API and introspects the token. Null: this owner has no such connection.
 */
export async function checkAccess(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<AccessReport | null> {
  const connection = await findConnection(vault, owner, id)
  const report = connection && (await reportAccess(vault, owner, id))
  if (report) {
    const { workspaceName } = connection
    const { outcome } = report
    await vault.onEvent({ kind: 'access_checked', owner, connectionId: id, workspaceName, outcome })
  }
  return report
}

async function reportAccess(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<AccessReport | null> {
  try {
    const details = await readWorkspaceDetails(notionClientFor(vault, owner, id))
    const { scope, issuedAt, requestId } = await readAccess(vault, owner, id)
    return {
      outcome: 'works',
      at: await databaseTime(vault),
      scope,
      issuedAt,
      personName: details.authorizedBy?.name ?? null,
      workspaceName: details.workspaceName,
      requestId,
    }
  } catch (error) {
    if (!isLatchkeyError(error)) throw error
    if (error.code === 'connection_gone') return null
    const at = await databaseTime(vault)
    if (error instanceof ReconnectRequired) return { outcome: 'reconnect_required', at, reason: error.reason }
    const retryable = error instanceof NotionUnavailable || error instanceof RefreshUnsettled
    return {
      outcome: 'unknown',
      at,
      retryAfterSeconds: retryable ? error.retryAfterSeconds : null,
      requestId: requestIdOf(error),
    }
  }
}

async function databaseTime(vault: VaultContext): Promise<Date> {
  const [row] = await (await vault.database()).$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`
  return row?.now ?? new Date()
}

function requestIdOf(error: LatchkeyError): string | null {
  const id: unknown = 'requestId' in error ? error.requestId : null
  return typeof id === 'string' ? id : null
}
