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
  RowSort,
  WorkspaceDetails,
} from '../notion'
import type { Access, Connection } from '../token-vault'

/** Filter and order of the shared pages. */
export interface SharedQuery {
  /** Both when absent. */
  readonly object?: 'page' | 'data_source'
  /** By the time of the last edit. */
  readonly direction: 'ascending' | 'descending'
}

/**
 * Reads one connected workspace for its owner. Created per request, after ownership and state were read from the
 * database; a response may be up to 60 s old and never comes from another person's cache.
 *
 * Lists take a position: the `nextCursor` of the batch before, or null for the start. If Notion no longer accepts its
 * cursor, the list is read again up to that position; {ListPositionLost} when that fails.
 *
 * Every method throws what the authorized client throws: {ReconnectRequired}, {RefreshUnsettled}, {ConnectionGone},
 * {NotionUnavailable}, {NotionRefused}, {NotionMisconfigured}, {SealBroken}; and {ReadAbandoned}.
 */
export interface Workspace {
  readonly connection: Connection
  /** users.me */
  details(): Promise<WorkspaceDetails>
  /** What the connection may do, from introspection. */
  access(): Promise<Access>
  /** Up to 100 shared pages and data sources. One call. */
  shared(query: SharedQuery, place: string | null): Promise<ContentBatch>
  /** Pages and data sources whose title contains these words, best match first. One call. */
  search(words: string, place: string | null): Promise<ContentBatch>
  /** One call, and one more for each property with more values than the page's response contains. */
  page(pageId: string): Promise<PageView>
  /**
   * The breadcrumbs of an object with this parent, topmost first. They start at the topmost ancestor that Notion shows.
   * At most one call per step, none for what was read in the last minute.
   */
  crumbs(parent: Parent): Promise<readonly Crumb[]>
  /** The children of a page or block. One call. */
  blocks(parentId: string, place: string | null): Promise<BlockBatch>
  /** The whole page as Notion's own Markdown. One call. */
  markdown(pageId: string): Promise<MarkdownView>
  database(databaseId: string): Promise<DatabaseView>
  dataSource(dataSourceId: string): Promise<DataSourceView>
  /** The columns of a data source, up to ten minutes old. At most one call. */
  columns(dataSourceId: string): Promise<readonly PropertySchema[]>
  /**
   * Up to 100 rows. One call, and more to list the workspace's people when the filter contains a person's name.
   *
   * @throws {PersonNotResolved} the name matches nobody, or too many people
   */
  rows(dataSourceId: string, query: RowQuery, place: string | null): Promise<RowBatch>
  /**
   * The number of rows without a filter, if all of them were read in the last minute, otherwise null. Never calls
   * Notion.
   *
   * @param sorts an order in which they may have been read
   */
  knownRowCount(dataSourceId: string, sorts: readonly RowSort[]): number | null
  /** Up to 100 members and bots. One call. */
  people(place: string | null): Promise<PeopleBatch>
  /** Up to 100 open comments of a page. One call. */
  comments(pageId: string, place: string | null): Promise<CommentBatch>
  /** The URL of a hosted file, valid for at least another minute; null when there is none. At most one call. */
  fileUrl(ref: FileRef): Promise<string | null>
  /** The title of a page or data source that was read in the last minute, otherwise null. Never calls Notion. */
  knownTitle(id: string): string | null
  /** The name of a person or bot that was read in the last ten minutes, otherwise null. Never calls Notion. */
  knownPerson(userId: string): string | null
  /** A page that was read in the last minute, otherwise null. Never calls Notion. */
  knownPage(id: string): PageView | null
}
