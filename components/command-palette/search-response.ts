/** What `GET /api/search` answers. */
export interface SearchResponse {
  readonly workspaces: readonly WorkspaceResults[]
}

/** What one workspace has; another's trouble is never in its way. */
export interface WorkspaceResults {
  readonly connectionId: string
  readonly workspace: string
  readonly items: readonly SearchResult[]
  readonly trouble: SearchError | null
}

export interface SearchError {
  readonly kind: 'reconnect' | 'wait' | 'slow' | 'other'
  readonly seconds: number | null
}

export interface SearchResult {
  readonly id: string
  readonly kind: 'page' | 'data_source'
  readonly title: string
  readonly href: string
  readonly emoji: string | null
  /** Where its picture is loaded from. */
  readonly picture: string | null
}
