export { authorizedClient, call, type TokenSource } from './api'
export { capabilitiesFrom } from './capabilities'
export { readFirstContent } from './content'
export { readWorkspaceDetails } from './details'
export {
  type Introspection,
  judgeIntrospection,
  judgeRevocation,
  judgeToken,
  type Minted,
  type RevocationAnswer,
  type Verdict,
} from './judge'
export { exchangeCode, introspect, NOTION_VERSION, type OauthAnswer, refreshGrant, revoke } from './oauth'
export { REQUEST_DEADLINE_MS, stringField } from './transport'
export type { Capability, ContentList, ContentSummary, Icon, WorkspaceDetails } from './views'
