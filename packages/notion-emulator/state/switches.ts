import { z } from 'zod'

export const SCOPES = [
  'read_content',
  'update_content',
  'insert_content',
  'read_comments',
  'insert_comments',
  'read_user_with_email',
  'read_user_without_email',
] as const

const limit = z.strictObject({
  requests: z.number().int().positive(),
  windowMs: z.number().int().positive(),
})

/** Notion's own limit for a connection, as a value of the switch `rateLimit`. */
export const NOTION_LIMITS = { requests: 180, windowMs: 60_000 } as const

/** What can be changed while the emulator runs. Each default is the strictest behaviour that a client can meet. */
export const switchesSchema = z.strictObject({
  /** `legacy`: a re-authorization answers with the access token that is alive, and without a refresh token. */
  reauthMode: z.enum(['fresh', 'legacy']).default('fresh'),
  refreshTokenNull: z.boolean().default(false),
  oauthErrorShape: z.enum(['rfc', 'notion', 'both', 'sdk-guide']).default('rfc'),
  botIdOnReauth: z.enum(['same', 'new']).default('same'),
  /** Null: access tokens have no end of their own. */
  accessTtlMs: z.number().int().positive().nullable().default(null),
  oldAccessGraceMs: z.number().int().min(0).default(0),
  /** How often a replaced refresh token may be used once more. */
  oldRefreshGrace: z.number().int().min(0).default(0),
  reuseDetection: z.enum(['none', 'revokeFamily']).default('none'),
  /** `nothing`: answers 200 and leaves the token alive. */
  revokeScope: z.enum(['token', 'pair', 'bot', 'nothing']).default('pair'),
  keepOldPair: z.boolean().default(false),
  codeTtlMs: z.number().int().positive().default(600_000),
  revokeOnCodeReuse: z.boolean().default(false),
  acceptForm: z.boolean().default(true),
  requireVersionOnOauth: z.boolean().default(false),
  introspectRefreshTokens: z.boolean().default(true),
  owner: z.enum(['user', 'partial', 'workspace']).default('user'),
  workspaceNameNull: z.boolean().default(false),
  workspaceIconNull: z.boolean().default(false),
  duplicatedTemplate: z.boolean().default(false),
  capabilities: z
    .array(z.enum(SCOPES))
    .default(['read_content', 'update_content', 'insert_content', 'read_comments', 'read_user_with_email']),
  /** How long a page stays out of search after the connection was authorized. */
  searchIndexDelayMs: z.number().int().min(0).default(0),
  /** How long the address of a hosted file works. */
  fileTtlMs: z.number().int().positive().default(3_600_000),
  /** How long every request waits before it acts; the pages of the consent do not. */
  latencyMs: z.number().int().min(0).max(60_000).default(0),
  /** How many rows a query gives in all, over all of its pages. */
  queryResultLimit: z.number().int().positive().default(10_000),
  /** How many pages and data sources a search gives in all. */
  searchResultLimit: z.number().int().positive().default(11_200),
  /** Raised, it ends every cursor that was given out before: Notion's cursors belong to a session. */
  cursorSession: z.number().int().min(0).default(0),
  /** Requests of one connection in one window; null: no limit. */
  rateLimit: limit.nullable().default(null),
  /** Requests of all connections of a workspace together. Its window may be longer than a minute. */
  workspaceRateLimit: limit.nullable().default(null),
  /** Requests of one connection to one endpoint, such as `POST /v1/search`; `*` matches anything. */
  endpointRateLimit: limit
    .extend({ route: z.string().min(1) })
    .nullable()
    .default(null),
  /**
   * Lists that never end: `empty` answers without an item and with another cursor each time, `same cursor` with the
   * same items and the same cursor.
   */
  endlessLists: z.enum(['no', 'empty', 'same cursor']).default('no'),
  /** Every request is refused, and waiting does not help. */
  requestsBlocked: z.boolean().default(false),
})

export type Switches = z.infer<typeof switchesSchema>

export const defaultSwitches = (): Switches => switchesSchema.parse({})
