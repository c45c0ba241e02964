import { setTimeout as pause } from 'node:timers/promises'
import { within } from '../background-tasks'
import type { VaultContext } from '../context'
import { drainRevocations, nextAttemptSeconds } from '../revocation/worker'
import type { ConnectionId, Disconnected, RevocationOutcome, UserId } from '../types'
import { type Ended, endConnection } from './connection-state'
import { noteForeignId, openRevocations } from './find-connections'

/** How long the person waits for Notion's confirmation before the page says that we keep asking. */
const PATIENCE_MS = 6_000
const LOOK_MS = 100

/**
 * Asks about this connection's tokens, again where the next attempt is near, and waits for those that
 * another process is asking about.
 */
async function askUntilAnswered(vault: VaultContext, connectionId: ConnectionId): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  do {
    await drainRevocations(vault, { connectionId, forMs: until - performance.now() })
    const next = await nextAttemptSeconds(vault, connectionId)
    if (next === null || performance.now() + next * 1000 >= until) return
    await pause(Math.max(LOOK_MS, next * 1000))
  } while (performance.now() < until)
}

/** What Notion has said of the tokens by now. Where our rows can't be read: not confirmed. */
async function revocationOf(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<RevocationOutcome> {
  try {
    const open = (await openRevocations(vault, owner)).find((one) => one.connectionId === id)
    return open?.status ?? 'confirmed'
  } catch (error) {
    vault.log.warn(
      { err: error },
      'a connection was ended; how far its revocation has come couldn’t be searched',
    )
    return 'asked'
  }
}

/**
 * Ends a connection. Once this returns no code path can use its tokens, whatever Notion answered; Notion
 * is asked until it confirms, across restarts. `revocation` says which of the two has happened.
 * Null: no such connection of this owner, or it was ended already.
 *
 * @throws {CommitUnknown} the database did not say whether it was ended
 * @see RFC 7009 section 2
 */
export async function disconnect(
  vault: VaultContext,
  owner: UserId,
  id: ConnectionId,
): Promise<Disconnected | null> {
  let last: Ended | null = null
  const ended = await vault.repeatableTransaction(async (tx, again) => {
    const gone = await endConnection(vault, tx, owner, id)
    if (gone)
      await vault.onEvent({
        kind: 'disconnected',
        tx,
        owner,
        connectionId: id,
        workspaceName: gone.workspaceName,
      })
    // Without an answer to COMMIT, a connection that is gone now was ended by the attempt before, or by another
    // request. Either way it has ended.
    else if (again) return last
    last = gone
    return gone
  })
  if (!ended) {
    await noteForeignId(vault, owner, id)
    return null
  }
  await vault.onEvent({ kind: 'disconnect_committed', owner, connectionId: id })
  const asked = vault.tasks.track(askUntilAnswered(vault, id)).catch((error: unknown) => {
    vault.log.warn({ err: error }, 'Notion could not be asked to revoke yet; it will be')
  })
  await within(asked, PATIENCE_MS)
  const revocation = ended.unsettled ? 'not_provable' : await revocationOf(vault, owner, id)
  return { workspaceName: ended.workspaceName, revocation }
}
