import { ListPositionLost } from '../errors'
import { isRefused, type ListContinuation } from '../notion'
import { parseNotionId } from '../shared/ids'

/**
 * A position in a list, as pages and URLs carry it: Notion's cursor, a tilde, and the id of the last item before it.
 * Notion's cursors expire; the id finds the position again.
 */
type ListPosition = string

const SEPARATOR = '~'
/** How many batches may be read again to find a position. Notion allows a connection 180 requests per minute. */
const MAX_REREAD_BATCHES = 30

export interface ListItem {
  readonly id: string
}

const compactId = (id: string | undefined): string => parseNotionId(id)?.replaceAll('-', '') ?? ''

/** Notion's cursor in a position. */
export const cursorOf = (place: ListPosition): string => {
  const end = place.lastIndexOf(SEPARATOR)
  return end < 0 ? place : place.slice(0, end)
}

const lastIdOf = (place: ListPosition): string | null =>
  place.includes(SEPARATOR) ? parseNotionId(place.slice(place.lastIndexOf(SEPARATOR) + 1)) : null

/** The batch with its cursor extended to a position. */
export function withPosition<Batch extends ListContinuation>(
  batch: Batch,
  items: readonly ListItem[],
): Batch {
  if (batch.nextCursor === null) return batch
  return { ...batch, nextCursor: `${batch.nextCursor}${SEPARATOR}${compactId(items.at(-1)?.id)}` }
}

/** How to read, cache and take apart the batches of one list. */
export interface ListReader<Batch extends ListContinuation> {
  /** @param bypassCache ignores what is cached */
  readonly read: (cursor: string | null, bypassCache: boolean) => Promise<Batch>
  /** Caches a batch under a cursor. */
  readonly cache: (cursor: string, batch: Batch) => void
  readonly items: (batch: Batch) => readonly ListItem[]
  /** The batch with only these items. */
  readonly withItems: (batch: Batch, items: readonly ListItem[]) => Batch
}

/**
 * Reads the batch at a position. If Notion rejects the cursor as expired, the list is read again from its start up to
 * the last item before the position, so that no item is shown twice.
 *
 * @throws {ListPositionLost} that item is no longer in the list; and what `read` throws
 */
export async function readBatchAt<Batch extends ListContinuation>(
  list: ListReader<Batch>,
  place: ListPosition | null,
): Promise<Batch> {
  if (place === null) return list.read(null, false)
  const cursor = cursorOf(place)
  try {
    return await list.read(cursor, false)
  } catch (error) {
    if (!isRefused(error, 'cursor_expired')) throw error
    const lastId = lastIdOf(place)
    const found = lastId && (await findBatchAfter(list, lastId))
    if (!found) throw new ListPositionLost(error.requestId)
    list.cache(cursor, found)
    return found
  }
}

/** Reads the list again and returns the batch after an item; null when the item isn't found. */
async function findBatchAfter<Batch extends ListContinuation>(
  list: ListReader<Batch>,
  lastId: string,
): Promise<Batch | null> {
  try {
    return await searchList(list, lastId, false)
  } catch (error) {
    // The cached batches contain expired cursors too.
    if (isRefused(error, 'cursor_expired')) return searchList(list, lastId, true)
    throw error
  }
}

async function searchList<Batch extends ListContinuation>(
  list: ListReader<Batch>,
  lastId: string,
  bypassCache: boolean,
): Promise<Batch | null> {
  let cursor: string | null = null
  for (let count = 0; count < MAX_REREAD_BATCHES; count++) {
    const batch: Batch = await list.read(cursor, bypassCache)
    const items = list.items(batch)
    const at = items.findIndex(({ id }) => parseNotionId(id) === lastId)
    const next: string | null = batch.nextCursor === null ? null : cursorOf(batch.nextCursor)
    if (at >= 0) {
      const rest = items.slice(at + 1)
      return rest.length === 0 && next !== null ? list.read(next, bypassCache) : list.withItems(batch, rest)
    }
    if (next === null) return null
    cursor = next
  }
  return null
}
