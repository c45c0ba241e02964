import { ListPositionLost } from '../errors'
import { isRefused, type ListContinuation } from '../notion'
import { parseNotionId } from '../shared/ids'

/**
 * A place in a list, as it goes out to pages and addresses: Notion's cursor, and after a tilde the id of the last item
 * before it. Notion's cursors last as long as a session of its own; the id finds the place again.
 */
type ListPosition = string

const SEPARATOR = '~'
/** Batches read again to find a place. Notion gives a connection 180 requests a minute. */
const MAX_REREAD_BATCHES = 30

export interface ListItem {
  readonly id: string
}

const compactId = (id: string | undefined): string => parseNotionId(id)?.replaceAll('-', '') ?? ''

/** Notion's cursor of a place. */
const cursorOf = (place: ListPosition): string => {
  const end = place.lastIndexOf(SEPARATOR)
  return end < 0 ? place : place.slice(0, end)
}

const lastIdOf = (place: ListPosition): string | null =>
  place.includes(SEPARATOR) ? parseNotionId(place.slice(place.lastIndexOf(SEPARATOR) + 1)) : null

/** A batch whose end is a place: what follows it can be found again. */
export function withPosition<Batch extends ListContinuation>(
  batch: Batch,
  items: readonly ListItem[],
): Batch {
  if (batch.nextCursor === null) return batch
  return { ...batch, nextCursor: `${batch.nextCursor}${SEPARATOR}${compactId(items.at(-1)?.id)}` }
}

/** One list: how a batch of it is asked for, and what is in one. */
export interface ListReader<Batch extends ListContinuation> {
  /** @param anew what is kept of it is not good enough */
  readonly read: (cursor: string | null, bypassCache: boolean) => Promise<Batch>
  /** Keeps a batch as the answer to a cursor. */
  readonly cache: (cursor: string, batch: Batch) => void
  readonly items: (batch: Batch) => readonly ListItem[]
  /** The batch with no more than these of its items. */
  readonly withItems: (batch: Batch, items: readonly ListItem[]) => Batch
}

/**
 * The batch at a place. Where Notion no longer takes the cursor the list is read again from its start, up to the item
 * that was the last before the place, and goes on after it: nothing is shown twice.
 *
 * @throws {ListPositionLost} that item is not among what is read again; and what `ask` throws
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

/** What follows an item, out of the list read again; null: it is not there. */
async function findBatchAfter<Batch extends ListContinuation>(
  list: ListReader<Batch>,
  lastId: string,
): Promise<Batch | null> {
  try {
    return await searchList(list, lastId, false)
  } catch (error) {
    // What is kept of the list leads to cursors of before, too.
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
