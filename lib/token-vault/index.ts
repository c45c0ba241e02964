export {
  beginStop,
  type HeldPair,
  heldPairs,
  holdingPair,
  isStopping,
  pause,
  pauseUntilStop,
  trackTask,
  workDone,
} from './background-tasks'
export { notionClientFor, type SendHooks } from './connection/authorized-client'
export { type Access, checkAccess, readAccess } from './connection/check-access'
export {
  beginCodeExchange,
  type CodeExchange,
  endCodeExchange,
  forgetCodeExchange,
  loseCodeExchange,
} from './connection/code-exchanges'
export {
  type Authorized,
  type SealedPair,
  type StoredAuthorization,
  storeAuthorized,
} from './connection/connection-state'
export { disconnect } from './connection/disconnect'
export {
  claimedRevocationsDone,
  findConnection,
  listConnections,
  openRevocations,
  parseConnectionId,
} from './connection/find-connections'
export { refresh } from './connection/refresh'
export { type Rotation, rotateKeys, type SealedWith } from './crypto/rotate-keys'
export { keepForRevocation, type PendingReason } from './revocation/pending-revocations'
export {
  drainRevocations,
  type RevocationFigures,
  revocationFigures,
  startRevocationWorker,
} from './revocation/worker'
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
