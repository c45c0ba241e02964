import { NotionUnavailable } from '../errors'
import { callNotion } from './api'

/** Notion's largest batch, and smaller ones for items that are too long together. */
const BATCH_SIZES = [100, 10, 1] as const

/** Where a batch begins, as Notion's lists take it. */
export interface PageRequest {
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
  ask: (start: PageRequest) => Promise<Answer>,
): Promise<Answer> {
  for (const page_size of BATCH_SIZES) {
    try {
      return await callNotion(() => ask(cursor ? { page_size, start_cursor: cursor } : { page_size }))
    } catch (error) {
      if (!(error instanceof NotionUnavailable && error.why === 'too_large')) throw error
    }
  }
  throw new NotionUnavailable('too_large', null, null)
}

/** How a list goes on after a batch. */
export interface ListContinuation {
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
 * @param requestCursor the cursor that this batch began at
 */
export function continuationOf(answer: unknown, requestCursor: string | null): ListContinuation {
  const next = field(answer, 'next_cursor')
  const more = field(answer, 'has_more') === true
  const advances = typeof next === 'string' && next !== '' && next !== requestCursor
  return {
    nextCursor: more && advances ? next : null,
    incomplete: field(field(answer, 'request_status'), 'type') === 'incomplete' || (more && !advances),
  }
}

/** The items of a list. @throws {NotionUnavailable} the answer is no list */
export function resultsOf(answer: unknown): readonly unknown[] {
  const results = field(answer, 'results')
  if (!Array.isArray(results)) throw new NotionUnavailable('bad_answer', null, null)
  return results
}
