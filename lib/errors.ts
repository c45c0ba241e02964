import { PRODUCT_NAME } from './shared/brand.mjs'
/**
 * Every error that Latchkey throws on purpose: one union over `code`. A new class has to join the union to compile,
 * and needs an entry in `components/errors/error-views.ts`, which says what a person sees. No instance holds a
 * token, the body of an OAuth response or a cause that does.
 */
export type LatchkeyError =
  | ReconnectRequired
  | RefreshUnsettled
  | ConnectionGone
  | NotionRefused
  | NotionUnavailable
  | NotionMisconfigured
  | ListPositionLost
  | PersonNotResolved
  | ReadAbandoned
  | SealBroken
  | SignInRefused
  | StorageUnavailable
  | ConfigurationError
  | DatabaseInUse

export type ErrorCode = LatchkeyError['code']

/** The error with this code. */
export type ErrorWithCode<Code extends ErrorCode> = Extract<LatchkeyError, { readonly code: Code }>

const BRAND = Symbol.for('latchkey.error')

const isBranded = (value: unknown): value is { readonly code: ErrorCode } =>
  typeof value === 'object' && value !== null && BRAND in value

abstract class BaseError extends Error {
  abstract readonly code: ErrorCode
  readonly [BRAND] = true

  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }

  /**
   * Next.js bundles this module more than once, and all bundles share one token vault. So `instanceof` goes by the code,
   * and also recognizes an error that another bundle's copy of the class made.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class on the right of instanceof
    const expected: unknown = this
    if (!isBranded(value) || typeof expected !== 'function') return false
    return expected === BaseError || ('code' in expected && value.code === expected.code)
  }
}

export const isLatchkeyError = (error: unknown): error is LatchkeyError => error instanceof BaseError

/** Why a connection stays broken until the person authorizes it again. */
export type ReconnectReason = 'access_removed' | 'answer_lost' | 'no_refresh_token' | 'fresh_tokens_refused'

/** The person has to authorize the workspace again; nothing else helps. */
export class ReconnectRequired extends BaseError {
  static readonly code = 'reconnect_required'
  readonly code = ReconnectRequired.code
  constructor(readonly reason: ReconnectReason) {
    super(`the connection must be authorized again: ${reason}`)
  }
}

/** The outcome of a refresh isn't known yet, or Notion asked to wait. The pair is kept, and a later call retries. */
export class RefreshUnsettled extends BaseError {
  static readonly code = 'refresh_unsettled'
  readonly code = RefreshUnsettled.code
  /** @param retryAfterSeconds how long until the next attempt is allowed */
  constructor(
    readonly retryAfterSeconds: number,
    readonly requestId: string | null = null,
  ) {
    super(`the token could not be refreshed yet; the next attempt is allowed in ${retryAfterSeconds} s`)
  }
}

/** This owner has no such connection, or disconnected it in the meantime. */
export class ConnectionGone extends BaseError {
  static readonly code = 'connection_gone'
  readonly code = ConnectionGone.code
  constructor() {
    super('the connection no longer exists')
  }
}

/** What a rejected request means. `classifyRefusal` in lib/notion decides it. */
export type RefusalKind =
  /** Deleted or not shared; Notion doesn't distinguish them. */
  | 'not_found'
  /** The connection lacks a permission, or the workspace reached a limit. Notion's message says which. */
  | 'restricted'
  /** The id of a database was used where Notion expects the id of a page. */
  | 'is_database'
  /** The id of a page was used where Notion expects the id of a database. */
  | 'is_page'
  /** A linked view of a database. Notion shows these to no connected app. */
  | 'linked_view'
  /** One block of an unsupported type: Notion then returns none of the blocks beside it. */
  | 'unsupported_block'
  /** Notion no longer accepts the cursor. */
  | 'cursor_expired'
  | 'other'

/** Notion rejected the request: 400, 403, 404 or 409 of its API, in Notion's own JSON. */
export class NotionRefused extends BaseError {
  static readonly code = 'notion_refused'
  readonly code = NotionRefused.code
  /** @param notionMessage untrusted text, at most 500 characters; empty when Notion sent none */
  constructor(
    readonly status: number,
    readonly notionCode: string,
    readonly requestId: string | null,
    readonly notionMessage: string = '',
    readonly kind: RefusalKind = 'other',
  ) {
    super(`Notion rejected the request: ${status} ${notionCode}`)
  }
}

/** Notion could not be reached, was too slow, failed, or asks to wait. */
export class NotionUnavailable extends BaseError {
  static readonly code = 'notion_unavailable'
  readonly code = NotionUnavailable.code
  /**
   * @param why after `rate_limited` and `unreachable` Notion certainly did nothing; after the others it may have acted.
   *   `too_large`: the response exceeds our limit
   * @param retryAfterSeconds what Notion asked for; null when it didn't
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

/** Notion rejected our client credentials. This installation is misconfigured; the connections are fine. */
export class NotionMisconfigured extends BaseError {
  static readonly code = 'notion_misconfigured'
  readonly code = NotionMisconfigured.code
  constructor(readonly requestId: string | null = null) {
    super('Notion refused this installation: check NOTION_CLIENT_ID and NOTION_CLIENT_SECRET')
  }
}

/** Notion no longer accepts the cursor of a list, and a second reading doesn't contain the last item shown. */
export class ListPositionLost extends BaseError {
  static readonly code = 'list_position_lost'
  readonly code = ListPositionLost.code
  constructor(readonly requestId: string | null) {
    super('Notion no longer accepts the cursor of this list')
  }
}

/** A filter names nobody in the workspace, or more people than Notion accepts in one filter. */
export class PersonNotResolved extends BaseError {
  static readonly code = 'person_not_resolved'
  readonly code = PersonNotResolved.code
  /**
   * @param personName as it is written in the filter
   * @param matches how many people have this name
   */
  constructor(
    readonly personName: string,
    readonly matches: number,
  ) {
    super(`the name in the filter matches ${matches} people`)
  }
}

/** Every caller left before the request was sent, so Notion was not called. */
export class ReadAbandoned extends BaseError {
  static readonly code = 'read_abandoned'
  readonly code = ReadAbandoned.code
  constructor() {
    super('no caller is waiting for the response')
  }
}

/** A sealed token could not be opened. Deliberately without a reason that an attacker could use. */
export class SealBroken extends BaseError {
  static readonly code = 'seal_broken'
  readonly code = SealBroken.code
  /** @param keyMissing the sealing key is not in the ring: a configuration error that can be repaired */
  constructor(readonly keyMissing: boolean = false) {
    super(
      keyMissing
        ? 'a token was sealed with a key that is not in TOKEN_KEYS'
        : 'a sealed token could not be opened',
    )
  }
}

/** Why an authorization did not become a session or a connection. */
export type SignInRefusal =
  | 'signed-in-as-another'
  | 'another-person'
  | 'session-ended'
  | 'belongs-to-another'
  | 'code-used'
  | 'taken-back'

/** Rolls the sign-in's transaction back; the problem page shows the reason. */
export class SignInRefused extends BaseError {
  static readonly code = 'sign_in_refused'
  readonly code = SignInRefused.code
  constructor(readonly reason: SignInRefusal) {
    super(`the authorization was refused: ${reason}`)
  }
}

/** The database did not respond. This says nothing about the session, so nobody is signed out. */
export class StorageUnavailable extends BaseError {
  static readonly code = 'storage_unavailable'
  readonly code = StorageUnavailable.code
  /** An error page receives only the digest from Next.js, which keeps one that is already set. */
  readonly digest = this.code
  constructor() {
    super('the database did not respond')
  }
}

/** The database didn't confirm a COMMIT. It may have succeeded: check before repeating it or reporting a failure. */
export class CommitUnknown extends StorageUnavailable {
  readonly isCommitUnknown = true

  /** The code is that of its base class, so it can't tell the two apart. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof StorageUnavailable && 'isCommitUnknown' in value
  }
}

/** The environment is wrong. `faults` are sentences that begin with the variable's name. */
export class ConfigurationError extends BaseError {
  static readonly code = 'configuration'
  readonly code = ConfigurationError.code
  constructor(readonly faults: readonly string[]) {
    super(
      [
        `${PRODUCT_NAME} cannot start: its configuration has faults.`,
        ...faults.map((fault) => `  - ${fault}`),
      ]
        .concat(
          `See .env.example for every variable. To try ${PRODUCT_NAME} without any of them: npm run demo`,
        )
        .join('\n'),
    )
  }
}

/** Another process has the folder of the embedded database open. Two at once would corrupt it. */
export class DatabaseInUse extends BaseError {
  static readonly code = 'database_in_use'
  readonly code = DatabaseInUse.code
  constructor(
    readonly folder: string,
    readonly holder: string,
    lockFile: string,
  ) {
    super(
      `The embedded database in ${folder} is in use by another process (${holder}). ` +
        'It serves one process at a time: stop that process first, or set DATABASE_URL to use PostgreSQL. ' +
        `If you are sure that no such process runs, delete ${lockFile}.`,
    )
  }
}
