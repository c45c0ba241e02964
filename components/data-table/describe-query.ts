import type { PropertySchema, RowCondition, RowQuery } from '@/lib/notion'
import { parseNotionId } from '@/lib/shared/ids'
import { truncate } from '@/lib/shared/truncate'
import { parseWrittenDate } from '../notion-content/properties/parse-date'
import { findOperator } from './filter-operators'
import { RELATIVE_DAYS } from './filter-values'

/** A condition in words. */
export interface ConditionText {
  /** The column and the operator. */
  readonly start: string
  readonly values: readonly string[]
  /** Values beyond these. */
  readonly more: number
}

/** The names of people and pages; null where one isn't known. */
export interface KnownNames {
  readonly person: (id: string) => string | null
  readonly page: (id: string) => string | null
}

const MAX_NAME = 40
const MAX_VALUES = 3

function dateText(value: string): string {
  const relative = RELATIVE_DAYS.find(([name]) => name === value)
  if (relative) return relative[1]
  const written = parseWrittenDate(value)
  return written ? [written.day, written.time, written.offset].filter(Boolean).join(' ') : value
}

export function columnName(properties: readonly PropertySchema[], propertyId: string): string {
  const property = properties.find(({ id }) => id === propertyId)
  return truncate(property?.name ?? '', MAX_NAME) || 'Untitled'
}

export function describeCondition(
  condition: RowCondition,
  properties: readonly PropertySchema[],
  names: KnownNames,
): ConditionText {
  const operator = findOperator(condition.type, condition.operator)
  const valueText = (value: string): string => {
    switch (operator?.takes) {
      case 'date':
        return dateText(value)
      case 'person':
        return value === 'me' ? 'you' : parseNotionId(value) ? (names.person(value) ?? 'someone') : value
      case 'page':
        return names.page(value) ?? 'a page'
      case 'verification':
        return value === 'none' ? 'not verified' : value
      default:
        return value
    }
  }
  const values = operator?.takes ? condition.values : []
  const words = (values.length > 1 ? operator?.wordsForMany : operator?.words) ?? condition.operator
  return {
    start: `${columnName(properties, condition.propertyId)} ${words}`,
    values: values.slice(0, MAX_VALUES).map((value) => truncate(valueText(value), MAX_NAME)),
    more: Math.max(0, values.length - MAX_VALUES),
  }
}

/** "Sorted by Due, ascending. 2 filters apply." Empty without either. */
export function describeQuery(query: RowQuery, properties: readonly PropertySchema[]): string {
  const sorts = query.sorts.map(
    ({ propertyId, direction }) => `${columnName(properties, propertyId)}, ${direction}`,
  )
  const { length } = query.conditions
  const filters = length === 1 ? 'One filter applies.' : length > 1 ? `${length} filters apply.` : ''
  return [sorts.length > 0 ? `Sorted by ${sorts.join(', then by ')}.` : '', filters].filter(Boolean).join(' ')
}
