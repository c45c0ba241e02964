import type {
  BlockBatch,
  CommentBatch,
  ContentBatch,
  Crumb,
  DatabaseView,
  DataSourceView,
  FileRef,
  MarkdownView,
  PageView,
  Parent,
  PeopleBatch,
  PropertySchema,
  RowBatch,
  RowQuery,
  WorkspaceDetails,
} from '../notion'
import type { Access, Connection } from '../token-vault'

/** How the list of what was shared is asked for. */
export interface SharedQuery {
  /** Only these; absent: both. */
  readonly object?: 'page' | 'data_source'
  /** By the time of the last edit. */
  readonly direction: 'ascending' | 'descending'
}

/**
 * One connected workspace, read for its person. Made anew for each request, after ownership and state were
 * read from the database; an answer may be up to 60 s old and is never another person's. A list is read from a place
 * on: the `nextCursor` of the batch before, null for the beginning; where Notion no longer takes it the list is read
 * again up to that place, and {CursorExpired} says that this was not possible. Every method throws what the door throws: {ReconnectRequired}, {RefreshUnsettled},
 * {ConnectionGone}, {NotionUnavailable} (with how long Notion asks to wait), {NotionRefused} (403: the
 * capability is missing; 404: gone or not shared), {NotionMisconfigured}, {SealBroken}; and {ReadAbandoned}.
 */
export interface Workspace {
  readonly connection: Connection
  /** users.me */
  details(): Promise<WorkspaceDetails>
  /** What the connection may do, from introspection. */
  access(): Promise<Access>
  /** A batch of what was shared, 100 at most. One call. */
  shared(query: SharedQuery, place: string | null): Promise<ContentBatch>
  /** Titles that hold these words, the best first. One call. */
  search(words: string, place: string | null): Promise<ContentBatch>
  /** One call, and one more for each property whose values go on beyond the page's own answer. */
  page(pageId: string): Promise<PageView>
  /**
   * The way down to what stands in `parent`, the topmost first; ends where Notion shows no more. At most one
   * call a step, none for what was read in the last minute.
   */
  crumbs(parent: Parent): Promise<readonly Crumb[]>
  /** Blocks that stand in a page or a block. One call. */
  blocks(parentId: string, place: string | null): Promise<BlockBatch>
  /** The whole page as Notion's own Markdown. One call. */
  markdown(pageId: string): Promise<MarkdownView>
  database(databaseId: string): Promise<DatabaseView>
  dataSource(dataSourceId: string): Promise<DataSourceView>
  /** The columns of a data source, as they were at most ten minutes ago. At most one call. */
  columns(dataSourceId: string): Promise<readonly PropertySchema[]>
  /**
   * Rows, 100 at most. One call, and where the filter names a person by name those for the workspace's people.
   *
   * @throws {PersonUnclear} nobody has that name, or too many
   */
  rows(dataSourceId: string, query: RowQuery, place: string | null): Promise<RowBatch>
  /** Members and bots, 100 at most. One call. */
  people(place: string | null): Promise<PeopleBatch>
  /** Open comments of a page, 100 at most. One call. */
  comments(pageId: string, place: string | null): Promise<CommentBatch>
  /** The address of a hosted file, alive for some time still; null when there is none there (any more). At most one call. */
  fileUrl(ref: FileRef): Promise<string | null>
  /** The title of a page or data source if it was read in the last minute: never asks Notion. */
  knownTitle(id: string): string | null
  /** The page if it was read in the last minute: never asks Notion. */
  knownPage(id: string): PageView | null
}
