import { z } from 'zod'
import type { Prisma } from '../database'

/**
 * What an export holds: every table with rows of a person, and of each table every column, exported or left out with a
 * reason. A table or column without a decision doesn't compile.
 */

type Table = Prisma.ModelName
type Column<Name extends Table> = keyof (typeof Prisma)[`${Name}ScalarFieldEnum`] & string

const time = z.iso.datetime().describe('UTC')
const id = z.string()
const text = z.string()

interface Section<Name extends Table, Omitted extends string> {
  readonly table: Name
  readonly of: Column<Name>
  /** Rows are read in this order, some at a time. An index begins with the owner and goes on with it, or they are few. */
  readonly order: readonly Column<Name>[]
  /** Columns whose name in the database is another one. */
  readonly mapped?: { readonly [Renamed in Column<Name>]?: string }
  /** Why a column is left out. */
  readonly omitted: { readonly [Left in Omitted]: string }
  readonly row: z.ZodObject<{ [Given in Exclude<Column<Name>, Omitted>]: z.ZodType }, z.core.$strict>
}

const section = <Name extends Table, Omitted extends Column<Name> = never>(one: Section<Name, Omitted>) => one

const SECRET = 'a secret'
const INTERNAL = 'names a process of the server, not the person'

/** By the name that they have in the file. */
export const SECTIONS = {
  accounts: section({
    table: 'Account',
    of: 'userId',
    order: ['provider', 'providerAccountId'],
    omitted: {},
    row: z
      .strictObject({ provider: text, providerAccountId: id, userId: id })
      .describe('How you sign in: a provider, and its id of you'),
  }),
  sessions: section({
    table: 'Session',
    of: 'userId',
    order: ['id'],
    omitted: { tokenHash: `${SECRET}, as a hash`, seal: SECRET },
    row: z
      .strictObject({
        id,
        userId: id,
        createdAt: time,
        lastSeenAt: time,
        expires: time,
        absoluteExpires: time,
        userAgent: text.nullable().describe('What the browser says of itself'),
        ipPrefix: text
          .nullable()
          .describe('The network that it was used from, without the last part of the address'),
      })
      .describe('Your signed-in browsers'),
  }),
  connections: section({
    table: 'Connection',
    of: 'userId',
    order: ['id'],
    mapped: { contentInvalidatedAt: 'readsForgottenAt' },
    omitted: { sealedAccessToken: SECRET, sealedRefreshToken: SECRET, leaseHolder: INTERNAL },
    row: z
      .strictObject({
        id,
        userId: id,
        botId: id.describe('Notion’s id of this authorization'),
        workspaceId: id,
        workspaceName: text.nullable(),
        workspaceIcon: text.nullable(),
        ownerPersonId: id.describe('Notion’s id of you'),
        pairId: id.describe('Our id of the current pair of tokens'),
        generation: z.int().describe('How many pairs of tokens it has had'),
        state: z.enum(['active', 'reconnect_required']),
        stateReason: text.nullable(),
        leaseExpiresAt: time.nullable(),
        unsettledSince: time.nullable(),
        unsettledGeneration: z.int().nullable(),
        answerLostAt: time.nullable(),
        mintedAfter: time.nullable(),
        mintedBefore: time.nullable(),
        refreshNotBefore: time.nullable(),
        connectedAt: time,
        refreshedAt: time.nullable(),
        lastUsedAt: time.nullable(),
        contentInvalidatedAt: time.nullable(),
      })
      .describe('Workspaces that you connected. Their tokens are not in this file'),
  }),
  pendingRevocations: section({
    table: 'PendingRevocation',
    of: 'userId',
    order: ['id'],
    omitted: { sealedToken: SECRET },
    row: z
      .strictObject({
        id,
        botId: id.nullable(),
        pairId: id,
        use: z.enum(['access', 'refresh']),
        reason: text,
        status: z.enum(['waiting', 'asked', 'not_provable']),
        attempts: z.int(),
        notBefore: time,
        claimedUntil: time.nullable(),
        lastError: text.nullable(),
        createdAt: time,
        mintedAfter: time.nullable(),
        mintedBefore: time.nullable(),
        userId: id,
        connectionId: id.nullable(),
        workspaceName: text.nullable(),
        workspaceId: id.nullable(),
        receiptId: id.nullable(),
      })
      .describe('Tokens that Notion is still asked to revoke. The tokens are not in this file'),
  }),
  codeExchanges: section({
    table: 'CodeExchange',
    of: 'userId',
    order: ['id'],
    omitted: {},
    row: z
      .strictObject({ id, userId: id, startedAt: time, lostAt: time.nullable() })
      .describe('Authorizations that are under way, or whose answer from Notion was lost'),
  }),
  connectIntents: section({
    table: 'ConnectIntent',
    of: 'userId',
    order: ['id'],
    omitted: { id: `${SECRET}, as a hash` },
    row: z
      .strictObject({
        userId: id,
        sessionId: id,
        purpose: z.enum(['connect', 'reconnect', 'change_pages']),
        connectionId: id.nullable(),
        workspaceId: id.nullable(),
        returnTo: text,
        usedAt: time.nullable(),
        expiresAt: time,
      })
      .describe('Connects that you began in the last day'),
  }),
  sentForms: section({
    table: 'SentForm',
    of: 'userId',
    order: ['id'],
    omitted: { claim: INTERNAL },
    row: z
      .strictObject({
        id: id.describe('A hash of the form. What you wrote is not stored'),
        userId: id,
        sentAt: time,
        outcome: z.enum(['in_progress', 'done', 'not_done', 'unknown']),
        claimedUntil: time.nullable(),
        requestSent: z.boolean(),
        detail: z.record(z.string(), z.json()),
      })
      .describe('Forms that you sent, so that none is carried out twice'),
  }),
  activity: section({
    table: 'Activity',
    of: 'userId',
    order: ['at', 'id'],
    omitted: {},
    row: z
      .strictObject({
        id,
        userId: id,
        connectionId: id.nullable(),
        kind: text,
        detail: z.record(z.string(), z.json()),
        at: time,
      })
      .describe('What happened to your access, the oldest first'),
  }),
} as const

export const USER = section({
  table: 'User',
  of: 'id',
  order: ['id'],
  omitted: {},
  row: z
    .strictObject({
      id,
      notionPersonId: id.nullable().describe('Notion’s id of you'),
      name: text.nullable(),
      email: text.nullable(),
      emailVerified: time.nullable(),
      avatarUrl: text.nullable().describe('The address of your picture in Notion'),
      createdAt: time,
    })
    .describe('You, as Notion described you when you last signed in'),
})

/** Tables without rows of a person, and why. */
export const NOT_EXPORTED: Readonly<
  Record<Exclude<Table, 'User' | (typeof SECTIONS)[keyof typeof SECTIONS]['table']>, string>
> = {
  RevocationReceipt: 'counts of a deleted account, which name nobody',
  Installation: 'one row about this installation',
  SpentState: 'hashes of values that were used once, which name nobody',
  RateLimit: 'counts of the current minute, under a hash',
  RunningProcess: 'processes of the server',
}

export const EXPORT_FORMAT = 'latchkey-account-export'
/** Goes up when a reader of an earlier version could misread a file. */
export const EXPORT_VERSION = 1

const rowsOf = <Name extends keyof typeof SECTIONS>(name: Name) => z.array(SECTIONS[name].row)

/** The whole file. */
export const exportSchema = z.strictObject({
  $schema: z.url().describe('The address of this description'),
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(EXPORT_VERSION),
  exportedAt: time,
  user: USER.row,
  accounts: rowsOf('accounts'),
  sessions: rowsOf('sessions'),
  connections: rowsOf('connections'),
  pendingRevocations: rowsOf('pendingRevocations'),
  codeExchanges: rowsOf('codeExchanges'),
  connectIntents: rowsOf('connectIntents'),
  sentForms: rowsOf('sentForms'),
  activity: rowsOf('activity'),
})

/** The file's description as JSON Schema. */
export const exportJsonSchema = () => z.toJSONSchema(exportSchema, { target: 'draft-2020-12' })
