export { callback } from './callback'
export { beginConnect, beginSignIn, type SignOutKind, signOut } from './flows'
export { type ProblemReason, problemReason, safeReturnTo } from './problem'
export { currentSession, personMarkOf, requireSession, type SignedIn } from './session'
