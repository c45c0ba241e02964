import { CursorExpired } from '../errors'
import { type BatchEnd, isRefused, parseNotionId } from '../notion'

/**
 * A place in a list, as it goes out to pages and addresses: Notion's cursor, and after a tilde the id of the last item
 * before it. Notion's cursors last as long as a session of its own; the id finds the place again.
 */
type Place = string

const MARK = '~'
/** Batches read again to find a place. Notion gives a connection 180 requests a minute. */
const MAX_BATCHES_AGAIN = 30

export interface Item {
  readonly id: string
}

const markOf = (id: string | undefined): string => parseNotionId(id)?.replaceAll('-', '') ?? ''

/** Notion's cursor of a place. */
export const cursorOf = (place: Place): string => {
  const end = place.lastIndexOf(MARK)
  return end < 0 ? place : place.slice(0, end)
}

const lastIdOf = (place: Place): string | null =>
  place.includes(MARK) ? parseNotionId(place.slice(place.lastIndexOf(MARK) + 1)) : null

/** A batch whose end is a place: what follows it can be found again. */
export function withPlace<Batch extends BatchEnd>(batch: Batch, items: readonly Item[]): Batch {
  if (batch.nextCursor === null) return batch
  return { ...batch, nextCursor: `${batch.nextCursor}${MARK}${markOf(items.at(-1)?.id)}` }
}

/** One list: how a batch of it is asked for, and what is in one. */
export interface ListReader<Batch extends BatchEnd> {
  /** @param anew what is kept of it is not good enough */
  readonly ask: (cursor: string | null, anew: boolean) => Promise<Batch>
  /** Keeps a batch as the answer to a cursor. */
  readonly keep: (cursor: string, batch: Batch) => void
  readonly items: (batch: Batch) => readonly Item[]
  /** The batch with no more than these of its items. */
  readonly only: (batch: Batch, items: readonly Item[]) => Batch
}

/**
 * The batch at a place. Where Notion no longer takes the cursor the list is read again from its start, up to the item
 * that was the last before the place, and goes on after it: nothing is shown twice.
 *
 * @throws {CursorExpired} that item is not among what is read again; and what `ask` throws
 */
export async function batchAt<Batch extends BatchEnd>(
  list: ListReader<Batch>,
  place: Place | null,
): Promise<Batch> {
  if (place === null) return list.ask(null, false)
  const cursor = cursorOf(place)
  try {
    return await list.ask(cursor, false)
  } catch (error) {
    if (!isRefused(error, 'dead_cursor')) throw error
    const lastId = lastIdOf(place)
    const found = lastId && (await batchAfter(list, lastId))
    if (!found) throw new CursorExpired(error.requestId)
    list.keep(cursor, found)
    return found
  }
}

/** What follows an item, out of the list read again; null: it is not there. */
async function batchAfter<Batch extends BatchEnd>(
  list: ListReader<Batch>,
  lastId: string,
): Promise<Batch | null> {
  try {
    return await walk(list, lastId, false)
  } catch (error) {
    // What is kept of the list leads to cursors of before, too.
    if (isRefused(error, 'dead_cursor')) return walk(list, lastId, true)
    throw error
  }
}

async function walk<Batch extends BatchEnd>(
  list: ListReader<Batch>,
  lastId: string,
  anew: boolean,
): Promise<Batch | null> {
  let cursor: string | null = null
  for (let count = 0; count < MAX_BATCHES_AGAIN; count++) {
    const batch: Batch = await list.ask(cursor, anew)
    const items = list.items(batch)
    const at = items.findIndex(({ id }) => parseNotionId(id) === lastId)
    const next: string | null = batch.nextCursor === null ? null : cursorOf(batch.nextCursor)
    if (at >= 0) {
      const rest = items.slice(at + 1)
      return rest.length === 0 && next !== null ? list.ask(next, anew) : list.only(batch, rest)
    }
    if (next === null) return null
    cursor = next
  }
  return null
}
