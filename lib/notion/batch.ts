/** Notion's largest batch. */
const BATCH = 100

/** What asks for a batch: the first one, or the one that begins at a cursor. */
export const batchFrom = (cursor: string | null): { page_size: number; start_cursor?: string } =>
  cursor ? { page_size: BATCH, start_cursor: cursor } : { page_size: BATCH }

/** Where the next batch begins; null at the end. */
export const nextCursorOf = (answer: {
  readonly has_more: boolean
  readonly next_cursor: string | null
}): string | null => (answer.has_more ? answer.next_cursor : null)
