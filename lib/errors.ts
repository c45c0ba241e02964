/**
 * The one family of errors that the core throws on purpose. `code` is literal, so a switch over it
 * narrows; no instance holds a token, a body of an OAuth answer or a cause that does.
 */
export abstract class LatchkeyError extends Error {
  abstract readonly code: ErrorCode
  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }
}

export type ErrorCode =
  | 'reconnect_required'
  | 'refresh_unsettled'
  | 'connection_gone'
  | 'notion_refused'
  | 'notion_unavailable'
  | 'notion_misconfigured'
  | 'seal_broken'
  | 'sign_in_refused'
  | 'configuration'
  | 'database_in_use'
  | 'storage_unavailable'
  | 'read_abandoned'
  | 'list_position_lost'
  | 'person_not_resolved'

/** Why a connection no longer works until the person authorizes it again. */
export type ReconnectReason = 'access_removed' | 'answer_lost' | 'no_refresh_token' | 'fresh_tokens_refused'

/** The person has to authorize the workspace again; nothing else helps. */
export class ReconnectRequired extends LatchkeyError {
  readonly code = 'reconnect_required'
  constructor(readonly reason: ReconnectReason) {
    super(`the connection must be authorized again: ${reason}`)
  }
}

/** Notion's answer to a refresh is not known yet, or Notion asked to wait: the pair is kept, a later call tries again. */
export class RefreshUnsettled extends LatchkeyError {
  readonly code = 'refresh_unsettled'
  /** @param retryAfterSeconds how long until the next attempt is allowed */
  constructor(
    readonly retryAfterSeconds: number,
    readonly requestId: string | null = null,
  ) {
    super(`the token could not be refreshed yet; the next attempt is allowed in ${retryAfterSeconds} s`)
  }
}

/** The connection does not exist for this owner, or was disconnected meanwhile. */
export class ConnectionGone extends LatchkeyError {
  readonly code = 'connection_gone'
  constructor() {
    super('the connection does not exist any more')
  }
}

/** Notion understood and said no: 400, 403, 404 or 409 of its API, in its own JSON. */
export class NotionRefused extends LatchkeyError {
  readonly code = 'notion_refused'
  /** @param notionMessage Notion's own words: text of a stranger's, at most 500 characters; empty: none */
  constructor(
    readonly status: number,
    readonly notionCode: string,
    readonly requestId: string | null,
    readonly notionMessage: string = '',
  ) {
    super(`Notion refused: ${status} ${notionCode}`)
  }
}

/** Notion no longer takes the cursor of a list, and the list read again does not hold the last item that was shown. */
export class ListPositionLost extends LatchkeyError {
  readonly code = 'list_position_lost'
  constructor(readonly requestId: string | null) {
    super('Notion no longer takes the cursor of this list')
  }
}

/** Notion could not be reached, was too slow, is down, or asks to wait. */
export class NotionUnavailable extends LatchkeyError {
  readonly code = 'notion_unavailable'
  /**
   * @param why `rate_limited` and `unreachable` (nothing was sent): certainly nothing was done; after the others Notion may have acted.
   *   `too_large`: the answer is longer than the limit
   * @param retryAfterSeconds what Notion asked for, where it said so
   */
  constructor(
    readonly why:
      | 'rate_limited'
      | 'timeout'
      | 'unreachable'
      | 'connection_lost'
      | 'server_error'
      | 'bad_answer'
      | 'too_large',
    readonly retryAfterSeconds: number | null,
    readonly requestId: string | null,
  ) {
    super(`Notion is not available: ${why}`)
  }
}

/** A filter names nobody among those whom Notion shows of the workspace, or more of them than Notion takes. */
export class PersonNotResolved extends LatchkeyError {
  readonly code = 'person_not_resolved'
  /** @param matches how many people the name fits */
  constructor(readonly matches: number) {
    super(`the name that the filter asks for fits ${matches} people`)
  }
}

/** Whoever wanted the answer has left, so Notion was not asked. */
export class ReadAbandoned extends LatchkeyError {
  readonly code = 'read_abandoned'
  constructor() {
    super('nobody waits for the answer any more')
  }
}

/** Notion refused our client credentials: a fault of this installation, never of a person's connection. */
export class NotionMisconfigured extends LatchkeyError {
  readonly code = 'notion_misconfigured'
  constructor(readonly requestId: string | null = null) {
    super('Notion refused this installation: check NOTION_CLIENT_ID and NOTION_CLIENT_SECRET')
  }
}

/** A sealed token could not be opened. Deliberately without a reason that an attacker could use. */
export class SealBroken extends LatchkeyError {
  readonly code = 'seal_broken'
  /** @param keyMissing the sealing key is not in the ring: a configuration error, repairable */
  constructor(readonly keyMissing: boolean = false) {
    super(
      keyMissing
        ? 'a token was sealed with a key that is not in TOKEN_KEYS'
        : 'a sealed token could not be opened',
    )
  }
}

/** The database did not answer. What it would have said is not known: nobody is signed out by it. */
export class StorageUnavailable extends LatchkeyError {
  readonly code = 'storage_unavailable'
  /** Next tells an error page no more of an error than its digest, and keeps one that is there. */
  readonly digest = this.code
  constructor() {
    super('the database did not answer')
  }
}

/** The database did not say whether it carried out a COMMIT. It may have: look before you repeat it or deny it. */
export class CommitUnknown extends StorageUnavailable {}
