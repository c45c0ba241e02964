import type { Transaction } from '../database'
import type { AccessReport, ConnectionId, ReconnectReason, UserId } from './types'

/** Reported inside the transaction that makes the change. Writes through `tx` commit or roll back with it. */
interface ChangeEvent {
  readonly tx: Transaction
  readonly owner: UserId
  readonly connectionId: ConnectionId
  readonly workspaceName: string | null
}

/** What happens to the connections of a vault. */
export type VaultEvent =
  | (ChangeEvent & { readonly kind: 'refreshed' | 'disconnected' })
  | (ChangeEvent & { readonly kind: 'reconnect_needed'; readonly reason: ReconnectReason })
  /** The outcome for the last token of a disconnected connection. */
  | (Omit<ChangeEvent, 'connectionId'> & {
      readonly kind: 'revocation_confirmed' | 'revocation_not_provable'
      readonly connectionId: ConnectionId | null
    })
  /** Reported after the check. */
  | (Omit<ChangeEvent, 'tx'> & {
      readonly kind: 'access_checked'
      readonly outcome: AccessReport['outcome']
    })
  /** Reported after the commit, for a security log. */
  | {
      readonly kind: 'disconnect_committed' | 'foreign_id_requested'
      readonly owner: UserId
      readonly connectionId: ConnectionId
    }
