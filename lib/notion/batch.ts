import { NotionUnavailable } from '../errors'
import { call } from './api'

/** Notion's largest batch, and smaller ones for items that are too long together. */
const SIZES = [100, 10, 1] as const

/** Where a batch begins, as Notion's lists take it. */
export interface BatchStart {
  readonly page_size: number
  readonly start_cursor?: string
}

/**
 * A batch of a list: the first one, or the one that begins at a cursor. Where the answer is too long, fewer items
 * are asked for.
 *
 * @throws what `call` throws
 */
export async function readBatch<Answer>(
  cursor: string | null,
  ask: (start: BatchStart) => Promise<Answer>,
): Promise<Answer> {
  for (const page_size of SIZES) {
    try {
      return await call(() => ask(cursor ? { page_size, start_cursor: cursor } : { page_size }))
    } catch (error) {
      if (!(error instanceof NotionUnavailable && error.why === 'too_large')) throw error
    }
  }
  throw new NotionUnavailable('too_large', null, null)
}

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
