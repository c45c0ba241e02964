import { PersonNotResolved } from '../errors'
import type { PeopleBatch, PersonView, RowCondition, RowQuery } from '../notion'
import { parseNotionId } from '../shared/ids'
import { readPeople } from './read-people'

const PEOPLE_TYPES: ReadonlySet<string> = new Set(['people', 'created_by', 'last_edited_by'])
/** The operators that take people; those of a rollup end with one of them. */
const PEOPLE_OPERATOR = /^(?:(?:any|every|none)\.people\.)?(?:contains|does_not_contain)$/
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

const isName = (value: string) => value !== 'me' && !parseNotionId(value)

const hasNames = ({ type, operator, values }: RowCondition) =>
  PEOPLE_OPERATOR.test(operator) &&
  (PEOPLE_TYPES.has(type) || operator.includes('.people.')) &&
  values.some(isName)

/**
 * Replaces people's names in a filter with the ids that Notion expects. Returns other queries unchanged.
 *
 * @param people reads a batch of the workspace's people
 * @throws {PersonNotResolved} a name matches nobody, or too many people; and what `people` throws
 */
export async function resolvePeopleFilter(
  query: RowQuery,
  people: (cursor: string | null) => Promise<PeopleBatch>,
): Promise<RowQuery> {
  if (!query.conditions.some(hasNames)) return query
  const { people: all } = await readPeople(people, { maxBatches: MAX_BATCHES })
  const resolve = (condition: RowCondition): RowCondition => {
    if (!hasNames(condition)) return condition
    const values = condition.values.flatMap((value) => {
      if (!isName(value)) return value
      const ids = matchPeople(value, all).map((one) => one.id)
      if (ids.length === 0 || ids.length > MAX_MATCHES) throw new PersonNotResolved(value, ids.length)
      return ids
    })
    const distinct = [...new Set(values)]
    if (distinct.length > MAX_MATCHES)
      throw new PersonNotResolved(condition.values.join(', '), distinct.length)
    return { ...condition, values: distinct }
  }
  return { ...query, conditions: query.conditions.map(resolve) }
}
