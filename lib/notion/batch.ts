import { NotionUnavailable } from '../errors'

/** Notion's largest batch. */
const BATCH = 100

/** What asks for a batch: the first one, or the one that begins at a cursor. */
export const batchFrom = (cursor: string | null): { page_size: number; start_cursor?: string } =>
  cursor ? { page_size: BATCH, start_cursor: cursor } : { page_size: BATCH }

/** How a list goes on after a batch. */
export interface BatchEnd {
  /** Where the next batch begins; null at the end. */
  readonly nextCursor: string | null
  /** Notion gives no more, and said that this is not all. */
  readonly incomplete: boolean
}

const field = (answer: unknown, name: string): unknown =>
  typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined

/**
 * How a list goes on. Every sign that Notion left something out counts: its `request_status`, or more to come without
 * a cursor that leads further.
 *
 * @param asked the cursor that this batch began at
 */
export function batchEnd(answer: unknown, asked: string | null): BatchEnd {
  const next = field(answer, 'next_cursor')
  const more = field(answer, 'has_more') === true
  const leads = typeof next === 'string' && next !== '' && next !== asked
  return {
    nextCursor: more && leads ? next : null,
    incomplete: field(field(answer, 'request_status'), 'type') === 'incomplete' || (more && !leads),
  }
}

/** The items of a list. @throws {NotionUnavailable} the answer is no list */
export function resultsOf(answer: unknown): readonly unknown[] {
  const results = field(answer, 'results')
  if (!Array.isArray(results)) throw new NotionUnavailable('bad_answer', null, null)
  return results
}
