export { callback } from './callback'
export { currentDraft, forgetDraft } from './drafts'
export { beginConnect, beginSignIn, type SignOutKind, signOut } from './flows'
export { type ProblemReason, problemReason, safeReturnTo } from './problem'
export {
  currentSession,
  endedSession,
  personMarkOf,
  requireSession,
  requireSessionOfForm,
  type SignedIn,
} from './session'
