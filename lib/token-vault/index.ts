export type { BackgroundTasks, UnsavedPair } from './background-tasks'
export type { SendHooks } from './connection/authorized-client'
export type { Access } from './connection/check-access'
export { LOST_ANSWER_RETENTION_DAYS } from './connection/code-exchanges'
export type { Authorization, SealedPair, StoredAuthorization } from './connection/connection-state'
export { parseConnectionId } from './connection/find-connections'
export { claimPair, type ReceivedPair } from './connection/receive-pair'
export type { CodeToRedeem, RedeemedCode } from './connection/redeem-code'
export type { Owners, TokenVaultOptions, VaultLog } from './context'
export { sealingKeyOf, type TokenKey, type TokenKeys } from './crypto'
export type { RotationResult, SealedWith } from './crypto/rotate-keys'
export type { VaultEvent } from './events'
export type { PendingReason } from './revocation/pending-revocations'
export { hasReceipt, RECEIPT_DAYS, type RevocationReceipt } from './revocation/receipts'
export { NOT_PROVABLE_RETENTION_DAYS, type RevocationStats } from './revocation/worker'
export { createTokenVault, type TokenVault } from './token-vault'
export type {
  AccessReport,
  Connection,
  ConnectionId,
  Disconnected,
  OpenRevocation,
  ReconnectReason,
  RevocationOutcome,
  UserId,
} from './types'
