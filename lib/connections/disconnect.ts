import { record } from '../activity'
import { log } from '../config'
import { db } from '../database'
import { endConnection } from './life'
import { openRevocations } from './read'
import { drainRevocations, nextAttemptSeconds } from './revocations'
import type { ConnectionId, Disconnected, UserId } from './types'
import { keepAlive, pause, within } from './work'

/** How long the person waits for Notion's confirmation before the page says that we keep asking. */
const PATIENCE_MS = 6_000
const LOOK_MS = 100

/**
 * Asks about this connection's tokens, again where the next attempt is near, and waits for those that
 * another process is asking about.
 */
async function askUntilAnswered(connectionId: ConnectionId): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  do {
    await drainRevocations({ connectionId, forMs: until - performance.now() })
    const next = await nextAttemptSeconds(connectionId)
    if (next === null || performance.now() + next * 1000 >= until) return
    await pause(Math.max(LOOK_MS, next * 1000))
  } while (performance.now() < until)
}

/**
 * Ends a connection. Once this returns no code path can use its tokens, whatever Notion answered; Notion
 * is asked until it confirms, across restarts. `revocation` says which of the two has happened.
 * Null: no such connection of this owner, or it was ended already.
 *
 * @see RFC 7009 section 2
 */
export async function disconnect(owner: UserId, id: ConnectionId): Promise<Disconnected | null> {
  const ended = await (await db()).$transaction(async (tx) => {
    const gone = await endConnection(tx, owner, id)
    if (gone) await record(tx, owner, 'disconnected', id, { workspaceName: gone.workspaceName })
    return gone
  })
  if (!ended) return null
  const asked = keepAlive(askUntilAnswered(id)).catch((error: unknown) => {
    log.warn({ err: error }, 'Notion could not be asked to revoke yet; it will be')
  })
  await within(asked, PATIENCE_MS)
  const open = (await openRevocations(owner)).find((one) => one.connectionId === id)
  const revocation = ended.unsettled ? 'not_provable' : open ? open.status : 'confirmed'
  return { workspaceName: ended.workspaceName, revocation }
}
