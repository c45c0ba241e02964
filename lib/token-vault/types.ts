import type { ReconnectReason } from '../errors'

export type { ReconnectReason } from '../errors'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type UserId = Branded<'UserId'>
export type ConnectionId = Branded<'ConnectionId'>

/** A connection without its tokens. */
export interface Connection {
  readonly id: ConnectionId
  readonly workspaceId: string
  /** Notion allows a workspace without a name. */
  readonly workspaceName: string | null
  /** A URL or an emoji. The server never fetches it. */
  readonly workspaceIcon: string | null
  readonly state: 'active' | 'reconnect_required'
  readonly stateReason: ReconnectReason | null
  readonly generation: number
  readonly connectedAt: Date
  readonly refreshedAt: Date | null
  readonly lastUsedAt: Date | null
  /** Content that was cached before this time must not be shown. */
  readonly contentInvalidatedAt: Date | null
}

/**
 * `requested`: we no longer use the tokens, and retry the revocation until Notion confirms it.
 * `confirmed`: Notion calls the tokens inactive.
 * `not_provable`: a token that we never received may still be active, because a response of Notion was lost.
 */
export type RevocationOutcome = 'requested' | 'confirmed' | 'not_provable'

export interface Disconnected {
  readonly workspaceName: string | null
  readonly revocation: RevocationOutcome
}

/** A disconnected workspace whose tokens Notion hasn't confirmed as revoked. */
export interface OpenRevocation {
  readonly connectionId: string
  readonly workspaceName: string | null
  readonly status: 'requested' | 'not_provable'
  readonly since: Date
  /** The person has reconnected this workspace since. */
  readonly connectedAgain: boolean
  /** A connection of the same bot exists. Revoking these tokens could end it, so they are only introspected. */
  readonly held: boolean
}

/** The result of "Check access". */
export type AccessReport =
  | {
      readonly outcome: 'works'
      readonly at: Date
      /** The scopes that introspection returned, unchanged. */
      readonly scope: readonly string[]
      /** When the access token was issued; null if Notion doesn't say. */
      readonly issuedAt: Date | null
      readonly personName: string | null
      readonly workspaceName: string | null
      readonly requestId: string | null
    }
  | { readonly outcome: 'reconnect_required'; readonly at: Date; readonly reason: ReconnectReason }
  | {
      readonly outcome: 'unknown'
      readonly at: Date
      readonly retryAfterSeconds: number | null
      readonly requestId: string | null
    }
