import { findActivity, record } from '../../activity'
import { log, logSecurityEvent } from '../../config'
import { inRepeatableTransaction, type Transaction } from '../../database'
import { pause, trackTask, within } from '../background-tasks'
import { drainRevocations, nextAttemptSeconds } from '../revocation/worker'
import type { ConnectionId, Disconnected, RevocationOutcome, UserId } from '../types'
import { endConnection } from './connection-state'
import { noteForeignId, openRevocations } from './find-connections'

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

interface EndedHere {
  readonly workspaceName: string | null
  readonly unsettled: boolean
}

/** Whether this connection was ended before: what to tell when the answer to its COMMIT was lost. */
async function endedBefore(tx: Transaction, owner: UserId, id: ConnectionId): Promise<EndedHere | null> {
  const ended = await findActivity(tx, owner, 'disconnected', id)
  if (!ended) return null
  const [unsettled] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "PendingRevocation"
    WHERE "connectionId" = ${id} AND "userId" = ${owner} AND "reason" IN ('disconnected_unsettled', 'disconnected_answer_lost') LIMIT 1`
  return { workspaceName: ended.workspaceName, unsettled: unsettled !== undefined }
}

/** What Notion has said of the tokens by now. Where our rows can't be read: not confirmed. */
async function revocationOf(owner: UserId, id: ConnectionId): Promise<RevocationOutcome> {
  try {
    const open = (await openRevocations(owner)).find((one) => one.connectionId === id)
    return open?.status ?? 'confirmed'
  } catch (error) {
    log.warn({ err: error }, 'a connection was ended; how far its revocation has come could not be read')
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
export async function disconnect(owner: UserId, id: ConnectionId): Promise<Disconnected | null> {
  const ended: EndedHere | null = await inRepeatableTransaction(async (tx, again) => {
    const gone = await endConnection(tx, owner, id)
    if (gone) await record(tx, owner, 'disconnected', id, { workspaceName: gone.workspaceName })
    return gone ?? (again ? endedBefore(tx, owner, id) : null)
  })
  if (!ended) {
    await noteForeignId(owner, id)
    return null
  }
  logSecurityEvent('disconnected', { userId: owner, connectionId: id })
  const asked = trackTask(askUntilAnswered(id)).catch((error: unknown) => {
    log.warn({ err: error }, 'Notion could not be asked to revoke yet; it will be')
  })
  await within(asked, PATIENCE_MS)
  const revocation = ended.unsettled ? 'not_provable' : await revocationOf(owner, id)
  return { workspaceName: ended.workspaceName, revocation }
}
