import { NotionRefused } from '../errors'
import { stringField } from './transport'

/** In characters. Notion's messages are a sentence or two; what is longer is cut. */
const MAX_MESSAGE_CHARACTERS = 500

/** Whether a body is an error in Notion's own JSON. A proxy's page or its JSON is not. */
export const isNotionError = (body: unknown): boolean =>
  stringField(body, 'object') === 'error' && stringField(body, 'code') !== null

function parseBody(body: unknown): unknown {
  if (typeof body !== 'string') return body
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

/** Code and message of an error of the SDK, also where the SDK does not know the code and hides both in the body. */
export function readErrorBody(error: {
  readonly code: string
  readonly message: string
  readonly body?: unknown
}): {
  readonly code: string
  readonly message: string
} {
  const body = parseBody(error.body)
  return {
    code: stringField(body, 'code') ?? error.code,
    message: (stringField(body, 'message') ?? '').slice(0, MAX_MESSAGE_CHARACTERS),
  }
}

/** What a refusal means for what is shown. */
export type RefusalKind =
  /** Gone, or not shared: Notion answers both alike. */
  | 'not_found'
  /** A permission that the connection lacks, or a limit of the workspace: Notion's message says which. */
  | 'restricted'
  /** The id is a database's, where a page's was asked for. */
  | 'is_database'
  /** The id is a page's, where a database's was asked for. */
  | 'is_page'
  /** A linked view of a database: Notion gives it to no connected app. */
  | 'linked_view'
  /** A block among those that were asked for keeps Notion from giving any of them. */
  | 'unsupported_block'
  /** Notion does not take the cursor any more. */
  | 'cursor_expired'
  /** Anything else. */
  | 'other'

const MESSAGE_PATTERNS: readonly (readonly [RegExp, RefusalKind])[] = [
  [/\bis a database, not a\b/i, 'is_database'],
  [/\bis a page, not a\b/i, 'is_page'],
  [/does not contain any data sources accessible/i, 'linked_view'],
  [/^block type \S+ is not supported via the api/i, 'unsupported_block'],
  [/\bstart_cursor\b.*\b(invalid|valid uuid)\b/is, 'cursor_expired'],
]

/**
 * What Notion's code and message mean. Its status alone says little: a 403 is a missing permission, or a workspace at
 * its block limit; a 400 is a wrong filter, or a cursor of yesterday.
 */
export function refusalKind({ notionCode, notionMessage }: NotionRefused): RefusalKind {
  if (notionCode === 'object_not_found') return 'not_found'
  if (notionCode === 'restricted_resource') return 'restricted'
  if (notionCode !== 'validation_error') return 'other'
  return MESSAGE_PATTERNS.find(([words]) => words.test(notionMessage))?.[1] ?? 'other'
}

/** Whether an error is Notion's refusal of this kind. */
export const isRefused = (error: unknown, kind: RefusalKind): error is NotionRefused =>
  error instanceof NotionRefused && refusalKind(error) === kind
