import type {
  CommentObjectResponse,
  CustomEmojiResponse,
  PageObjectResponse,
  RichTextItemResponse,
} from '@notionhq/client'
import type { Host } from './host'

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly avatarUrl: string | null
}

/** A member of a workspace. A missing name or email address is normal. */
export interface Member {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly avatarUrl: string | null
}

/** Another connection of a workspace. */
export interface WorldBot {
  readonly id: string
  readonly name: string | null
  readonly avatarUrl: string | null
  /** `unknown`: Notion answers with an empty `bot`. */
  readonly owner: 'workspace' | 'unknown'
}

/** A workspace's: an emoji, or a picture that the emulator serves. */
export type WorkspaceIcon =
  | { readonly type: 'emoji'; readonly emoji: string }
  | { readonly type: 'url'; readonly name: string }
  | null

type NamedIcon = Extract<PageObjectResponse['icon'], { type: 'icon' }>['icon']

/** A page's: every kind that Notion has. */
export type WorldIcon =
  | WorkspaceIcon
  | { readonly type: 'external'; readonly url: string }
  /** A file that Notion hosts, by its name in files/. */
  | { readonly type: 'file'; readonly name: string }
  | { readonly type: 'custom_emoji'; readonly id: CustomEmojiResponse['id']; readonly name: string }
  | ({ readonly type: 'icon' } & NamedIcon)

export type WorldCover =
  | { readonly type: 'external'; readonly url: string }
  | { readonly type: 'file'; readonly name: string }
  | null

export type PageProperties = PageObjectResponse['properties']

/** Names a page's content: `blocks/` has the blocks of each. */
export type TextName =
  | 'ordinary'
  | 'row'
  | 'every block'
  | 'long read'
  | 'hostile'
  | 'fifty levels'
  | 'nothing'
  | 'formulas that define macros'
  | 'formulas in formulas'
  | 'long code'
  | 'slow code'
  | 'signs that are escaped'
  | 'signs in toggles'
  | 'ten thousand parents'
  | 'many contents'
  | 'wide tables'
  | 'long addresses'

export interface WorldPage {
  readonly id: string
  readonly object: 'page' | 'data_source'
  readonly title: string
  readonly icon: WorldIcon
  readonly cover?: WorldCover
  /** The parent page, or a row's data source; null at the top of the workspace. */
  readonly parentId: string | null
  /** The block of the parent page that contains it, unless it is directly in the page. */
  readonly parentBlockId?: string
  /** The database that holds a data source. */
  readonly databaseId: string | null
  readonly createdAt: string
  readonly editedAt: string
  readonly editedBy: string
  /** A row's properties with its title, as the API returns them; a function when they name hosted files. Without them the page has a title only. */
  readonly properties?: PageProperties | ((host: Host) => PageProperties)
  /** Which content of `blocks/` it has. */
  readonly text?: TextName
}

export interface WorldComment {
  readonly id: string
  readonly discussionId: string
  readonly pageId: string
  /** Which block of the page it is about, from 0; null: the page itself. */
  readonly block: number | null
  readonly createdAt: string
  readonly editedAt: string
  readonly createdBy: string
  readonly richText: readonly RichTextItemResponse[]
  /** `user`: the name of who wrote it. */
  readonly displayName: CommentObjectResponse['display_name']
  /** Hosted files, by their names. */
  readonly attachments: readonly { readonly category: AttachmentCategory; readonly name: string }[]
}

type AttachmentCategory = NonNullable<CommentObjectResponse['attachments']>[number]['category']

export interface Workspace {
  readonly id: string
  readonly name: string
  readonly icon: WorkspaceIcon
  /** Persons who may authorize a connection here, in this order. */
  readonly persons: readonly string[]
  /** Every person whom users.list names. */
  readonly members: readonly Member[]
  readonly bots: readonly WorldBot[]
  readonly pages: readonly WorldPage[]
  readonly comments: readonly WorldComment[]
}

export interface World {
  readonly persons: readonly Person[]
  readonly workspaces: readonly Workspace[]
}
