import type { Transaction } from '../database'
import type { ConnectionId, ReconnectReason, UserId } from './types'

/** Reported inside the transaction that makes the change: what is written through `tx` is committed with it, or not at all. */
interface Change {
  readonly tx: Transaction
  readonly owner: UserId
  readonly connectionId: ConnectionId
  readonly workspaceName: string | null
}

/** What happens to the connections of a vault. */
export type VaultEvent =
  | (Change & { readonly kind: 'refreshed' | 'disconnected' })
  | (Change & { readonly kind: 'reconnect_needed'; readonly reason: ReconnectReason })
  /** The last token of a disconnected connection: Notion confirmed that it is revoked, or nothing can prove it. */
  | (Omit<Change, 'connectionId'> & {
      readonly kind: 'revocation_confirmed' | 'revocation_not_provable'
      readonly connectionId: ConnectionId | null
    })
  /** Reported after the fact, for a security log. */
  | {
      readonly kind: 'disconnect_committed' | 'foreign_id_requested'
      readonly owner: UserId
      readonly connectionId: ConnectionId
    }
