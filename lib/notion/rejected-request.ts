import { NotionRefused, type RefusalKind } from '../errors'
import { stringField } from './transport'

/** Notion's messages are a sentence or two; longer ones are truncated. */
const MAX_MESSAGE_CHARACTERS = 500

/** Whether a body is an error in Notion's own JSON, not a response from a proxy. */
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

/** The code and message of an SDK error, also when the SDK doesn't know the code and both are only in the body. */
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

const MESSAGE_PATTERNS: readonly (readonly [RegExp, RefusalKind])[] = [
  [/\bis a database, not a\b/i, 'is_database'],
  [/\bis a page, not a\b/i, 'is_page'],
  [/does not contain any data sources accessible/i, 'linked_view'],
  [/^block type \S+ is not supported via the api/i, 'unsupported_block'],
  [/\bstart_cursor\b.*\b(invalid|valid uuid)\b/is, 'cursor_expired'],
]

/**
 * Decided by Notion's code and message, because the status says little: a 403 is a missing permission or a workspace at
 * its block limit, a 400 is a wrong filter or an expired cursor.
 */
export function classifyRefusal(notionCode: string, notionMessage: string): RefusalKind {
  if (notionCode === 'object_not_found') return 'not_found'
  if (notionCode === 'restricted_resource') return 'restricted'
  if (notionCode !== 'validation_error') return 'other'
  return MESSAGE_PATTERNS.find(([words]) => words.test(notionMessage))?.[1] ?? 'other'
}

export const isRefused = (error: unknown, kind: RefusalKind): error is NotionRefused =>
  error instanceof NotionRefused && error.kind === kind
