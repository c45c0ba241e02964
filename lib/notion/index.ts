export { authorizedClient, type ClientOptions, callNotion, type TokenSource } from './api'
export { appendText } from './append'
export { type NotionAuthorization, readAuthorization } from './authorization'
export type { ListContinuation } from './batch'
export { readBlockParent, readBlocks } from './blocks'
export { capabilitiesFrom } from './capabilities'
export {
  classifyIntrospectionResponse,
  classifyRevocationResponse,
  classifyTokenResponse,
  type Introspection,
  type IssuedTokens,
  type RevocationResponse,
  type TokenResponse,
} from './classify-response'
export { readCommentFiles, readComments } from './comments'
export { readDatabase, readDataSource, readRows } from './databases'
export { ListProgress } from './list-progress'
export {
  createNotionOAuth,
  NOTION_VERSION,
  type NotionCredentials,
  type NotionOAuth,
  type OAuthResponse,
} from './oauth'
export { readMarkdown, readPage, readPageFiles } from './pages'
export { readPeople, usersOf } from './people'
export type { HostedFile, OnFile } from './pictures'
export { classifyRefusal, isRefused } from './rejected-request'
export { notionFilter } from './row-filter'
export { searchContent } from './search'
export { stringField } from './transport'
export type {
  Block,
  BlockBatch,
  BlockOf,
  BlockType,
  Capability,
  CommentBatch,
  CommentView,
  ContentBatch,
  ContentSummary,
  Crumb,
  DatabaseView,
  DataSourceView,
  FileRef,
  Icon,
  MarkdownView,
  NamedProperty,
  PageView,
  Parent,
  PeopleBatch,
  PersonView,
  Picture,
  PropertyOf,
  PropertySchema,
  PropertyType,
  PropertyValue,
  RichText,
  Row,
  RowBatch,
  RowCondition,
  RowQuery,
  RowSort,
  User,
  UserReference,
  WireIcon,
  WorkspaceDetails,
} from './views'
export { readWorkspaceDetails } from './workspace-details'
