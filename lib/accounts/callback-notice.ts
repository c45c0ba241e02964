import type { Transaction } from '../database'
import type { ConnectionId, StoredAuthorization, UserId } from '../token-vault'
import type { ConnectIntent } from './intents'

/** What happened in a callback, compared with the rows before it. */
export type CallbackNotice =
  | 'workspace-added'
  | 'connected'
  /** Its connection had stopped working, or the person chose "Reconnect". */
  | 'reconnected'
  /** "Connect workspace" was answered with one whose connection works. */
  | 'already-connected'
  /** It was disconnected while the person was in Notion. */
  | 'connected-again'
  | 'pages-changed'
  /** Another workspace was picked. What the person came from is as the word says. */
  | 'other-workspace'
  | 'other-workspace-first-broken'
  | 'other-workspace-first-gone'

export interface CallbackOutcome {
  readonly notice: CallbackNotice | null
  /**
   * The person came from a page of `from`, which exists no more; `to` is what was stored now. `sameWorkspace`:
   * the addresses below the workspace are the same.
   */
  readonly moved: {
    readonly from: ConnectionId
    readonly to: ConnectionId
    readonly sameWorkspace: boolean
  } | null
}

/** States of this person's connections before the authorization is stored. */
export async function connectionsBefore(tx: Transaction, userId: UserId): Promise<Map<string, string>> {
  const rows = await tx.connection.findMany({ where: { userId }, select: { id: true, state: true } })
  return new Map(rows.map((row) => [row.id, row.state]))
}

/** What to tell of a stored authorization. `before`: the states of this person's connections before it. */
export async function outcomeOf(
  tx: Transaction,
  {
    intent,
    workspaceId,
    stored,
    before,
    isNewUser,
    userId,
  }: {
    intent: ConnectIntent | null
    workspaceId: string
    stored: Exclude<StoredAuthorization, { kind: 'belongs_to_another' }>
    before: ReadonlyMap<string, string>
    isNewUser: boolean
    userId: UserId
  },
): Promise<CallbackOutcome> {
  const stays = (notice: CallbackNotice | null): CallbackOutcome => ({ notice, moved: null })
  const created = stored.kind === 'created'
  const wasBroken = before.get(stored.id) === 'reconnect_required'
  if (!intent) {
    if (created && !isNewUser) return stays(before.size > 0 ? 'workspace-added' : 'connected')
    return stays(wasBroken ? 'reconnected' : null)
  }
  if (intent.purpose === 'connect' || intent.connectionId === null) {
    if (created) return stays('connected')
    return stays(wasBroken ? 'reconnected' : 'already-connected')
  }
  if (stored.id === intent.connectionId)
    return stays(intent.purpose === 'change_pages' && !wasBroken ? 'pages-changed' : 'reconnected')

  const first = await tx.connection.findFirst({ where: { id: intent.connectionId, userId } })
  if (first) return stays(first.state === 'active' ? 'other-workspace' : 'other-workspace-first-broken')
  const sameWorkspace = workspaceId === intent.workspaceId
  return {
    notice: sameWorkspace ? 'connected-again' : 'other-workspace-first-gone',
    moved: { from: intent.connectionId, to: stored.id, sameWorkspace },
  }
}
