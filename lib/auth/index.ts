export { callback } from './callback'
export { beginConnect, beginSignIn, endEverySession, endSession } from './flows'
export { type ProblemReason, problemReason, safeReturnTo } from './problem'
export { currentSession, requireSession, type SignedIn } from './session'
