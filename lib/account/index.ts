export {
  beginExchange,
  type Identity,
  type Received,
  readIdentity,
  receivePair,
} from './authorization'
export type { CallbackNotice, CallbackOutcome } from './callback-notice'
export { checkInstallation } from './installation'
export { type ConnectIntent, createIntent, findIntent, type IntentPurpose } from './intents'
export { type Attempt, giveBack, type Kept, keepAuthorization, type Refusal, SignInRefused } from './keep'
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
  useSession,
} from './sessions'
export { spendState } from './spent-states'
