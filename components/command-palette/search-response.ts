/** The response of `GET /api/search`. */
export interface SearchResponse {
  readonly workspaces: readonly WorkspaceResults[]
}

/** The results of one workspace. An error in one workspace doesn't affect the others. */
export interface WorkspaceResults {
  readonly connectionId: string
  readonly workspace: string
  readonly items: readonly SearchResult[]
  readonly error: SearchError | null
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
  /** The URL of its image icon. */
  readonly picture: string | null
}
