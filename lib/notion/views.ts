/** The types of Notion content that the rest of the app uses. */
import type {
  BlockObjectResponse,
  DataSourceObjectResponse,
  PageObjectResponse,
  PartialUserObjectResponse,
  RichTextItemResponse,
  UserObjectResponse,
} from '@notionhq/client'
import type { FileRef, Icon, Picture } from '../shared/pictures'
import type { ListContinuation } from './batch'

export type { FileRef, Icon, Picture, WireIcon } from '../shared/pictures'

/** A permission in plain words, from a scope of introspection. */
export interface Capability {
  /** The scope as Notion sent it, such as `read_content`. */
  readonly scope: string
  /** A short phrase that completes "Latchkey may …". */
  readonly phrase: string
  readonly kind: 'read' | 'write'
}

export interface WorkspaceDetails {
  readonly workspaceName: string | null
  readonly bot: { readonly id: string; readonly name: string | null }
  /** Who authorized, as users.me reports it; null when Notion names a workspace as owner. */
  readonly authorizedBy: { readonly name: string | null; readonly email: string | null } | null
  readonly maxUploadBytes: number | null
}

// Content uses the SDK's own types, so that a new block or property type doesn't compile until it is rendered.
export type Block = BlockObjectResponse
export type BlockType = Block['type']
export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>
export type RichText = RichTextItemResponse
export type PropertyValue = PageObjectResponse['properties'][string]
export type PropertyType = PropertyValue['type']
export type PropertyOf<Type extends PropertyType> = Extract<PropertyValue, { type: Type }>
/** One column of a data source: `id`, `name`, `description`, `type` and that type's configuration. */
export type PropertySchema = DataSourceObjectResponse['properties'][string]
export type User = UserObjectResponse | PartialUserObjectResponse
export type WireCover = PageObjectResponse['cover']

/** The parent of an object. */
export type Parent =
  | { readonly type: 'workspace' }
  | { readonly type: 'page' | 'block' | 'data_source' | 'database'; readonly id: string }
  | { readonly type: 'unknown' }

/** A page or data source as search lists it. */
export interface ContentSummary {
  readonly id: string
  readonly object: 'page' | 'data_source'
  /** Empty when the page has no title. */
  readonly title: string
  readonly icon: Icon
  readonly parent: Parent
  /** Null when Notion didn't return it. */
  readonly lastEditedAt: Date | null
  /** The address in Notion, http or https; null when Notion returned no safe one. */
  readonly url: string | null
  /** Its title or type doesn't match Notion's documentation. */
  readonly unreadable?: true
}

/** One batch of a search. */
export interface ContentBatch extends ListContinuation {
  readonly items: readonly ContentSummary[]
}

export interface NamedProperty {
  readonly name: string
  readonly value: PropertyValue
}

/** A person or bot as Notion names them on a page: often by id only. */
export interface UserReference {
  readonly id: string
  readonly name: string | null
}

export interface PageView {
  readonly id: string
  readonly title: readonly RichText[]
  readonly icon: Icon
  readonly cover: Picture | null
  /** All but the title, in Notion's order. */
  readonly properties: readonly NamedProperty[]
  readonly parent: Parent
  readonly createdAt: Date | null
  readonly createdBy: UserReference | null
  readonly lastEditedAt: Date | null
  readonly lastEditedBy: UserReference | null
  readonly inTrash: boolean
  readonly url: string | null
}

/** One breadcrumb. */
export interface Crumb {
  readonly id: string
  readonly object: 'page' | 'data_source' | 'database'
  readonly title: string
  readonly icon: Icon
}

/** Up to 100 children of one parent. A block that can't be shown has the type `unreadable`. */
export interface BlockBatch extends ListContinuation {
  readonly blocks: readonly Block[]
}

export interface DatabaseView {
  readonly id: string
  readonly title: readonly RichText[]
  readonly description: readonly RichText[]
  readonly icon: Icon
  readonly cover: Picture | null
  readonly parent: Parent
  readonly dataSources: readonly { readonly id: string; readonly name: string }[]
  /** Data sources that cannot be shown. */
  readonly unreadableDataSources: number
  readonly url: string | null
}

export interface DataSourceView {
  readonly id: string
  readonly title: readonly RichText[]
  readonly description: readonly RichText[]
  readonly icon: Icon
  readonly cover: Picture | null
  readonly databaseId: string | null
  /** The title first, then in Notion's order. */
  readonly properties: readonly PropertySchema[]
  /** Columns that cannot be shown. */
  readonly unreadableColumns: number
  readonly url: string | null
}

export interface Row {
  readonly id: string
  readonly title: readonly RichText[]
  readonly icon: Icon
  /** By property id. */
  readonly values: Readonly<Record<string, PropertyValue>>
  readonly url: string | null
  /** Some of its values have no id, so their column is unknown. */
  readonly hasUnreadableValues?: true
  /** None of it can be shown. */
  readonly unreadable?: true
}

/** A batch of rows. Notion returns at most 10,000 rows per query. */
export interface RowBatch extends ListContinuation {
  readonly rows: readonly Row[]
}

export interface RowSort {
  readonly propertyId: string
  readonly direction: 'ascending' | 'descending'
}

/** Sort order and filter of rows. Notion carries out both. */
export interface RowQuery {
  /** The first one counts most. */
  readonly sorts: readonly RowSort[]
  readonly match: 'all' | 'any'
  readonly conditions: readonly RowCondition[]
}

/**
 * One condition of a filter. `operator` is Notion's own word for the property's type, such as `contains`, `is_empty` or
 * `on_or_after`.
 */
export interface RowCondition {
  readonly propertyId: string
  readonly type: string
  readonly operator: string
  /** Empty for an operator without a value. Of several, `equals` and `contains` ask for any, their negations for none. */
  readonly values: readonly string[]
}

export interface PersonView {
  readonly id: string
  readonly name: string | null
  readonly kind: 'person' | 'bot' | 'unknown'
  readonly email: string | null
  readonly avatarUrl: string | null
  readonly unreadable?: true
}

export interface PeopleBatch extends ListContinuation {
  readonly people: readonly PersonView[]
}

export interface CommentView {
  readonly id: string
  readonly discussionId: string
  readonly author: string | null
  /** The id of its author, who may be a bot. */
  readonly authorId: string | null
  /** Null when Notion didn't return it. */
  readonly at: Date | null
  readonly text: readonly RichText[]
  readonly attachments: readonly { readonly category: string; readonly ref: FileRef }[]
  readonly unreadable?: true
}

export interface CommentBatch extends ListContinuation {
  readonly comments: readonly CommentView[]
}

export interface MarkdownView {
  readonly markdown: string
  /** Notion truncated it. */
  readonly truncated: boolean
  /** Blocks that Notion omitted. */
  readonly unknownBlocks: number
}
