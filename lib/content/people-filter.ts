import { PersonUnclear } from '../errors'
import { ListProgress, type PeopleBatch, type PersonView, parseNotionId, type RowQuery } from '../notion'

const PEOPLE_TYPES: ReadonlySet<string> = new Set(['people', 'created_by', 'last_edited_by'])
const NAMING: ReadonlySet<string> = new Set(['contains', 'does_not_contain'])
/** Ten calls: a larger workspace filters by ids. */
const MAX_BATCHES = 10
/** Notion takes no longer lists of conditions. */
const MAX_MATCHES = 100

const folded = (text: string | null) => (text ?? '').normalize('NFKC').trim().toLowerCase()

/** Who is called so, by name or address; else those whose name has it in it. */
function called(name: string, people: readonly PersonView[]): PersonView[] {
  const wanted = folded(name)
  const exactly = people.filter((one) => folded(one.name) === wanted || folded(one.email) === wanted)
  return exactly.length > 0 ? exactly : people.filter((one) => folded(one.name).includes(wanted))
}

/**
 * A query whose filter names a person as people do: with the ids that Notion asks for. Others are as they were.
 *
 * @param people a batch of the workspace's people
 * @throws {PersonUnclear} nobody is called so, or too many; and what `people` throws
 */
export async function withPeople(
  query: RowQuery,
  people: (cursor: string | null) => Promise<PeopleBatch>,
): Promise<RowQuery> {
  const { filter } = query
  if (!filter || !PEOPLE_TYPES.has(filter.type) || !NAMING.has(filter.operator)) return query
  if (filter.value === 'me' || parseNotionId(filter.value)) return query
  const all: PersonView[] = []
  const progress = new ListProgress(MAX_BATCHES)
  let cursor: string | null = null
  do {
    const batch = await people(cursor)
    all.push(...batch.people)
    cursor = progress.next(batch.people.length, batch.nextCursor)
  } while (cursor !== null)
  const ids = called(filter.value, all).map((one) => one.id)
  if (ids.length === 0 || ids.length > MAX_MATCHES) throw new PersonUnclear(ids.length)
  return { ...query, filter: { ...filter, anyOf: ids } }
}
