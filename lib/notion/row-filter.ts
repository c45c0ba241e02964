import type { QueryDataSourceParameters } from '@notionhq/client'
import type { RowFilter } from './views'

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

function operand(kind: string, operator: string, value: string): unknown {
  if (TRUE_OPERATORS.has(operator)) return true
  if (EMPTY_OPERATORS.has(operator)) return {}
  if (kind === 'number' || kind === 'unique_id') return Number(value)
  if (kind === 'checkbox') return value === 'true'
  return value
}

/**
 * Converts a filter into Notion's format: `{ property, [type]: { [operator]: value } }`. For a formula or rollup the
 * operator is a path: `string.contains`, `any.rich_text.contains`, `number.equals`.
 *
 * @see https://developers.notion.com/reference/filter-data-source-entries
 */
export function notionFilter({ anyOf, ...filter }: RowFilter): Filter {
  if (!anyOf) return condition(filter)
  const conditions = anyOf.map((value) => condition({ ...filter, value }))
  const [only] = conditions
  if (only && conditions.length === 1) return only
  // "Contains none of them" means that each is absent, hence `and`.
  return (filter.operator === 'does_not_contain' ? { and: conditions } : { or: conditions }) as Filter
}

function condition({ propertyId, type, operator, value }: RowFilter): Filter {
  const path = operator.split('.')
  const last = path.at(-1) ?? operator
  const kind = path.length > 1 ? (path.at(-2) ?? type) : type
  const nested = path.reduceRight<unknown>((inner, word) => ({ [word]: inner }), operand(kind, last, value))
  // The operator isn't validated here: Notion rejects an unknown one with 400.
  return { property: propertyId, [type]: nested } as Filter
}
