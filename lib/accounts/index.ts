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
export { type RunningBuild, runningBuilds, startBuildRegistry } from './running-builds'
export { personMark } from './session-seal'
export {
  type Device,
  endEverySession,
  endSession,
  type LiveSession,
  newSessionToken,
  SESSION_DAYS,
  touchSession,
} from './sessions'
export { spendState } from './spent-states'
