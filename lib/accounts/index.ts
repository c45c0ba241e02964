export type { CallbackNotice, CallbackOutcome } from './callback-notice'
export {
  type Attempt,
  commitSignIn,
  notionSignIn,
  type ProvenIdentity,
  type ProvenSignIn,
  type ReceivedAuthorization,
  type SignInResult,
} from './commit-sign-in'
export {
  DELETE_PHRASE,
  deleteAccount,
  isDeletePhrase,
  newReceiptValue,
  parseReceiptValue,
} from './delete-account'
export type { DeviceName } from './device-name'
export { EXPORT_SCHEMA_PATH, exportAccount } from './export-account'
export { exportJsonSchema } from './export-format'
export { checkInstallation } from './installation'
export {
  authorizationStartedBy,
  type ConnectIntent,
  createIntent,
  findIntent,
  type IntentPurpose,
} from './intents'
export { owners } from './owners'
export { purgeExpired } from './purge'
export { type Readiness, readiness } from './readiness'
export { retention } from './retention'
export { type RunningBuild, runningBuilds, startBuildRegistry } from './running-builds'
export { personMark } from './session-seal'
export {
  type Device,
  endEverySession,
  endOneSession,
  endOtherSessions,
  endSession,
  isFreshSession,
  type ListedSession,
  type LiveSession,
  listSessions,
  newSessionToken,
  SESSION_DAYS,
  SESSION_IDLE_DAYS,
  touchSession,
} from './sessions'
export { spendState } from './spent-states'
