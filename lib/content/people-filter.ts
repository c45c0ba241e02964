import { PersonNotResolved } from '../errors'
import { ListProgress, type PeopleBatch, type PersonView, type RowQuery } from '../notion'
import { parseNotionId } from '../shared/ids'

const PEOPLE_TYPES: ReadonlySet<string> = new Set(['people', 'created_by', 'last_edited_by'])
const NAME_OPERATORS: ReadonlySet<string> = new Set(['contains', 'does_not_contain'])
/** Ten calls. In a larger workspace, people filter by id. */
const MAX_BATCHES = 10
/** Notion rejects a longer list of conditions. */
const MAX_MATCHES = 100

const normalize = (text: string | null) => (text ?? '').normalize('NFKC').trim().toLowerCase()

/** People whose name or email address equals the text, otherwise those whose name contains it. */
function matchPeople(name: string, readPeople: readonly PersonView[]): PersonView[] {
  const normalized = normalize(name)
  const exact = readPeople.filter(
    (one) => normalize(one.name) === normalized || normalize(one.email) === normalized,
  )
  return exact.length > 0 ? exact : readPeople.filter((one) => normalize(one.name).includes(normalized))
}

/**
 * Replaces a person's name in a filter with the ids that Notion expects. Returns other queries unchanged.
 *
 * @param readPeople reads a batch of the workspace's people
 * @throws {PersonNotResolved} the name matches nobody, or too many people; and what `readPeople` throws
 */
export async function resolvePeopleFilter(
  query: RowQuery,
  people: (cursor: string | null) => Promise<PeopleBatch>,
): Promise<RowQuery> {
  const { filter } = query
  if (!filter || !PEOPLE_TYPES.has(filter.type) || !NAME_OPERATORS.has(filter.operator)) return query
  if (filter.value === 'me' || parseNotionId(filter.value)) return query
  const all: PersonView[] = []
  const progress = new ListProgress(MAX_BATCHES)
  let cursor: string | null = null
  do {
    const batch = await people(cursor)
    all.push(...batch.people)
    cursor = progress.nextCursor(batch.people.length, batch.nextCursor)
  } while (cursor !== null)
  const ids = matchPeople(filter.value, all).map((one) => one.id)
  if (ids.length === 0 || ids.length > MAX_MATCHES) throw new PersonNotResolved(ids.length)
  return { ...query, filter: { ...filter, anyOf: ids } }
}
