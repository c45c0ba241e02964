export { handleCallback } from './callback'
export { currentDraft, deleteDraft } from './drafts'
export { beginConnect, beginSignIn, deleteAccountByForm, type SignOutKind, signOut } from './flows'
export { type ProblemReason, parseProblemReason, safeReturnTo } from './problem'
export { seeOther } from './see-other'
export {
  currentSession,
  personKeyOf,
  redirectToSignIn,
  requireSession,
  requireSessionForForm,
  type SignedIn,
} from './session'
