import type { ReconnectReason } from '../errors'

export type { ReconnectReason } from '../errors'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type UserId = Branded<'UserId'>
export type ConnectionId = Branded<'ConnectionId'>

/** What a page may know of a connection: no token, sealed or not. */
export interface Connection {
  readonly id: ConnectionId
  readonly workspaceId: string
  /** Notion allows a workspace without a name. */
  readonly workspaceName: string | null
  /** A URL or an emoji; never fetched by our server. */
  readonly workspaceIcon: string | null
  readonly state: 'active' | 'reconnect_required'
  readonly stateReason: ReconnectReason | null
  readonly generation: number
  readonly connectedAt: Date
  readonly refreshedAt: Date | null
  readonly lastUsedAt: Date | null
  /** Nothing that was read of it before may be shown again. */
  readonly readsForgottenAt: Date | null
}

/**
 * How far taking an access back has come.
 * `asked`: no longer usable by us, Notion has not confirmed yet, we keep asking.
 * `confirmed`: Notion says that the tokens are dead.
 * `not_provable`: asked, but an answer of Notion was lost before, so a token that we never saw may live.
 */
export type RevocationOutcome = 'asked' | 'confirmed' | 'not_provable'

export interface Disconnected {
  readonly workspaceName: string | null
  readonly revocation: RevocationOutcome
}

/** A disconnected workspace of which Notion has not confirmed yet that its tokens are dead. */
export interface OpenRevocation {
  readonly connectionId: string
  readonly workspaceName: string | null
  readonly status: 'asked' | 'not_provable'
  readonly since: Date
  /** The person has connected this workspace again since. */
  readonly connectedAgain: boolean
  /** A connection of the same bot exists: revoking these tokens could end it, so we only look at them. */
  readonly held: boolean
}

/** What "Check access" found. */
export type AccessReport =
  | {
      readonly outcome: 'works'
      readonly at: Date
      /** The scopes that Notion's introspection returned, unchanged; empty when it returned none. */
      readonly scope: readonly string[]
      /** When the access token was issued, where Notion says. */
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
