import type { Context } from 'hono'
import type { Env } from '../http/context'
import { notionError } from '../http/errors'

const MAX_PAGE_SIZE = 100

interface Page<Item> {
  readonly results: Item[]
  readonly next_cursor: string | null
  readonly has_more: boolean
}

interface PageRequest {
  readonly startCursor: unknown
  readonly pageSize: unknown
}

/** What a cursor of this session begins with: nothing in the first one, so that a cursor is an id. */
const sessionPrefix = (session: number) => (session === 0 ? '' : `s:${session}:`)

/**
 * One page of a list, or the error to answer with. A cursor names the item that comes next, and its session.
 *
 * @param wanted the cursor and page size: from the query unless the caller read them from a body
 */
export function paginate<Item extends { id: string }>(
  c: Context<Env>,
  items: readonly Item[],
  wanted: PageRequest = { startCursor: c.req.query('start_cursor'), pageSize: c.req.query('page_size') },
): Page<Item> | Response {
  const { startCursor, pageSize } = wanted
  const size = pageSize === undefined ? MAX_PAGE_SIZE : Number(pageSize)
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    return notionError(
      c,
      400,
      'validation_error',
      `page_size failed validation: page_size should be ${size < 1 ? '≥ 1' : '≤ 100'}, instead was \`${String(pageSize)}\`.`,
    )
  const prefix = sessionPrefix(c.get('cursorSession'))
  const known = startCursor !== undefined && !c.get('endless')
  const start = known ? items.findIndex((item) => `${prefix}${item.id}` === startCursor) : 0
  if (start < 0)
    return notionError(
      c,
      400,
      'validation_error',
      `The start_cursor provided is invalid: ${String(startCursor)}`,
    )
  const next = items[start + size]
  return {
    results: items.slice(start, start + size),
    next_cursor: next ? `${prefix}${next.id}` : null,
    has_more: next !== undefined,
  }
}
