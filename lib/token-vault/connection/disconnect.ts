import { withTimeout } from '../background-tasks'
import type { VaultContext } from '../context'
import { drainUntilConfirmed } from '../revocation/worker'
import type { ConnectionId, Disconnected, RevocationOutcome, UserId } from '../types'
import { type EndedConnection, endConnection } from './connection-state'
import { listOpenRevocations, reportForeignId } from './find-connections'

/** How long a disconnect waits for Notion's confirmation. After that the revocation continues in the background. */
const MAX_CONFIRMATION_WAIT_MS = 6_000

/** The outcome so far. If it can't be read: not confirmed. */
async function readOutcome(vault: VaultContext, owner: UserId, id: ConnectionId): Promise<RevocationOutcome> {
  try {
    const open = (await listOpenRevocations(vault, owner)).find((one) => one.connectionId === id)
    return open?.status ?? 'confirmed'
  } catch (error) {
    vault.log.warn({ err: error }, 'a connection was ended; the state of its revocation could not be read')
    return 'requested'
  }
}

/**
 * Ends a connection. Once this returns, no process can use its tokens. Their revocation is retried until Notion confirms
 * it, across restarts; `revocation` is its state now. Null: this owner has no such connection, or it has ended already.
 *
 * @throws {CommitUnknown} the database didn't confirm the commit
 * @see RFC 7009 section 2
 */
export async function disconnect(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<Disconnected | null> {
  let last: EndedConnection | null = null
  const ended = await vault.idempotentTransaction(async (tx, isRetry) => {
    const endedNow = await endConnection(vault, tx, owner, id)
    if (endedNow)
      await vault.onEvent({
        kind: 'disconnected',
        tx,
        owner,
        connectionId: id,
        workspaceName: endedNow.workspaceName,
      })
    // COMMIT of the first attempt got no response. If the connection is gone now, that attempt or another request
    // ended it.
    else if (isRetry) return last
    last = endedNow
    return endedNow
  })
  if (!ended) {
    await reportForeignId(vault, owner, id)
    return null
  }
  await vault.onEvent({ kind: 'disconnect_committed', owner, connectionId: id })
  await withTimeout(
    drainUntilConfirmed(vault, { connectionId: id }, MAX_CONFIRMATION_WAIT_MS),
    MAX_CONFIRMATION_WAIT_MS,
  )
  const revocation = ended.unsettled ? 'not_provable' : await readOutcome(vault, owner, id)
  return { workspaceName: ended.workspaceName, revocation }
}
