export { type Access, checkAccess, readAccess } from './access'
export {
  beginCodeExchange,
  type CodeExchange,
  endCodeExchange,
  forgetCodeExchange,
  loseCodeExchange,
} from './code-exchanges'
export { disconnect } from './disconnect'
export { notionFor, type SendHooks } from './door'
export { type Authorized, type SealedPair, type StoredAuthorization, storeAuthorized } from './life'
export { keepForRevocation, type PendingReason } from './pending'
export {
  claimedRevocationsDone,
  findConnection,
  listConnections,
  openRevocations,
  parseConnectionId,
} from './read'
export { refresh } from './refresh'
export {
  drainRevocations,
  type RevocationFigures,
  revocationFigures,
  startRevocationWorker,
} from './revocations'
export { type Rotation, rotateKeys, type SealedWith } from './rotate-keys'
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
export {
  beginStop,
  type HeldPair,
  heldPairs,
  holdingPair,
  isStopping,
  keepAlive,
  pause,
  workDone,
} from './work'
