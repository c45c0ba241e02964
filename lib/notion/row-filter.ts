import type { QueryDataSourceParameters } from '@notionhq/client'
import type { RowCondition, RowQuery } from './views'

type Filter = NonNullable<QueryDataSourceParameters['filter']>

const TRUE_OPERATORS = new Set(['is_empty', 'is_not_empty'])
const EMPTY_OPERATORS = new Set([
  'this_week',
  'past_week',
  'past_month',
  'past_year',
  'next_week',
  'next_month',
  'next_year',
])
/** "Contains none of them" means that each is absent, hence `and`. */
const NEGATIONS = new Set(['does_not_equal', 'does_not_contain'])

function operand(kind: string, operator: string, value: string): unknown {
  if (TRUE_OPERATORS.has(operator)) return true
  if (EMPTY_OPERATORS.has(operator)) return {}
  if (kind === 'number' || kind === 'unique_id') return Number(value)
  if (kind === 'checkbox') return value === 'true'
  return value
}

/**
 * Notion's form of a query's conditions: nothing, one condition, or an `and` or `or` of conditions. A condition with
 * several values is a group in that group, the deepest that Notion accepts.
 *
 * @see https://developers.notion.com/reference/filter-data-source-entries
 */
export function notionFilter({ match, conditions }: Pick<RowQuery, 'match' | 'conditions'>): Filter | null {
  const filters = conditions.map(conditionFilter)
  const [only] = filters
  if (!only) return null
  if (filters.length === 1) return only
  return (match === 'any' ? { or: filters } : { and: filters }) as Filter
}

function conditionFilter(condition: RowCondition): Filter {
  const { operator, values } = condition
  const filters = values.map((value) => singleFilter(condition, value))
  if (filters.length < 2) return filters[0] ?? singleFilter(condition, '')
  return (NEGATIONS.has(lastWord(operator)) ? { and: filters } : { or: filters }) as Filter
}

const lastWord = (operator: string) => operator.slice(operator.lastIndexOf('.') + 1)

/**
 * `{ property, [type]: { [operator]: value } }`. For a formula or a rollup the operator is a path: `string.contains`,
 * `any.rich_text.contains`, `number.equals`.
 */
function singleFilter({ propertyId, type, operator }: RowCondition, value: string): Filter {
  const path = operator.split('.')
  const kind = path.length > 1 ? (path.at(-2) ?? type) : type
  const nested = path.reduceRight<unknown>(
    (inner, word) => ({ [word]: inner }),
    operand(kind, lastWord(operator), value),
  )
  // The operator isn't validated here: Notion rejects an unknown one with 400.
  return { property: propertyId, [type]: nested } as Filter
}
