/** What pages show of Notion: wire shapes end here. */

/** One capability in plain words, from a scope word of introspection. */
export interface Capability {
  /** The word as Notion sent it, e.g. `read_content`. */
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

export type Icon =
  | { readonly type: 'emoji'; readonly emoji: string }
  | { readonly type: 'url'; readonly url: string }
  | null

/** A page or data source as search lists it. */
export interface ContentSummary {
  readonly id: string
  readonly object: 'page' | 'data_source'
  /** Empty when the page has no title. */
  readonly title: string
  readonly icon: Icon
  readonly lastEditedAt: Date
  /** The address at Notion. */
  readonly url: string
}

export interface ContentList {
  readonly items: readonly ContentSummary[]
  readonly hasMore: boolean
}
