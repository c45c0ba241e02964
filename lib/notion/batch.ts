import { NotionUnavailable } from '../errors'
import { callNotion } from './api'

/** Notion's largest batch, then smaller ones in case the response is too large. */
const BATCH_SIZES = [100, 10, 1] as const

/** Notion's pagination parameters. */
export interface PageRequest {
  readonly page_size: number
  readonly start_cursor?: string
}

/**
 * Reads the batch at a cursor, or the first one. If the response is too large, it requests fewer items.
 *
 * @throws what `request` throws
 */
export async function readBatch<Answer>(
  cursor: string | null,
  request: (start: PageRequest) => Promise<Answer>,
): Promise<Answer> {
  for (const page_size of BATCH_SIZES) {
    try {
      return await callNotion(() => request(cursor ? { page_size, start_cursor: cursor } : { page_size }))
    } catch (error) {
      if (!(error instanceof NotionUnavailable && error.why === 'too_large')) throw error
    }
  }
  throw new NotionUnavailable('too_large', null, null)
}

/** Whether and where a list continues after a batch. */
export interface ListContinuation {
  /** The cursor of the next batch; null at the end. */
  readonly nextCursor: string | null
  /** Notion returned no further cursor although the list is not complete. */
  readonly incomplete: boolean
}

const field = (answer: unknown, name: string): unknown =>
  typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined

/**
 * Where a list continues. It is incomplete if Notion's `request_status` says so, or if Notion announces more items
 * without a new cursor.
 *
 * @param requestCursor the cursor of this batch
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

/** The items of a list. @throws {NotionUnavailable} the response isn't a list */
export function resultsOf(answer: unknown): readonly unknown[] {
  const results = field(answer, 'results')
  if (!Array.isArray(results)) throw new NotionUnavailable('bad_answer', null, null)
  return results
}
