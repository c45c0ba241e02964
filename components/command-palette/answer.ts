/** What `GET /api/search` answers. */
export interface SearchAnswer {
  readonly workspaces: readonly FoundIn[]
}

/** What one workspace has; another's trouble is never in its way. */
export interface FoundIn {
  readonly connectionId: string
  readonly workspace: string
  readonly items: readonly FoundItem[]
  readonly trouble: FoundTrouble | null
}

export interface FoundTrouble {
  readonly kind: 'reconnect' | 'wait' | 'slow' | 'other'
  readonly seconds: number | null
}

export interface FoundItem {
  readonly id: string
  readonly kind: 'page' | 'data_source'
  readonly title: string
  readonly href: string
  readonly emoji: string | null
  /** Where its picture is loaded from. */
  readonly picture: string | null
}
