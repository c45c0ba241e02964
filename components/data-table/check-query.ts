import type { PropertySchema, RowCondition, RowQuery } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { findOperator } from './filter-operators'

/** Property types that Notion can't sort by. */
const UNSORTABLE: ReadonlySet<string> = new Set(['button', 'place'])

export const isSortable = ({ type }: { readonly type: string }): boolean => !UNSORTABLE.has(type)

export interface Option {
  readonly name: string
  readonly color: string
}

const MAX_NAME = 80

export const isEmptyQuery = ({ sorts, conditions }: RowQuery): boolean =>
  sorts.length === 0 && conditions.length === 0

/** The options of a column; null if it has none, or they can't be read. */
export function columnOptions(property: PropertySchema): readonly Option[] | null {
  const settings: unknown = Reflect.get(property, property.type)
  const options: unknown =
    ['select', 'multi_select', 'status'].includes(property.type) && typeof settings === 'object' && settings
      ? Reflect.get(settings, 'options')
      : null
  if (!Array.isArray(options)) return null
  const byName = new Map<string, Option>()
  for (const { name, color } of options.filter((one) => typeof one === 'object' && one !== null))
    if (typeof name === 'string' && name !== '' && !byName.has(name))
      byName.set(name, { name, color: typeof color === 'string' ? color : 'default' })
  return [...byName.values()]
}

/**
 * Compares an address with the columns of its table, which may have changed since it was written. What no longer fits is
 * left out, with a warning: Notion would reject the whole query.
 */
export function checkQuery(
  query: RowQuery,
  properties: readonly PropertySchema[],
): { readonly query: RowQuery; readonly warnings: readonly string[] } {
  const byId = new Map(properties.map((property) => [property.id, property]))
  const warnings = new Set<string>()

  const checkCondition = (condition: RowCondition): RowCondition[] => {
    const property = byId.get(condition.propertyId)
    if (!property) {
      warnings.add('A filter in the address is for a column that isn’t in this database, so it was ignored.')
      return []
    }
    if (property.type !== condition.type) {
      const name = truncate(property.name, MAX_NAME)
      warnings.add(`A filter in the address is for another type of column than “${name}”, so it was ignored.`)
      return []
    }
    const options =
      findOperator(condition.type, condition.operator)?.takes === 'option' && columnOptions(property)
    if (!options) return [condition]
    const known = condition.values.filter((value) => options.some(({ name }) => name === value))
    for (const value of condition.values)
      if (!known.includes(value))
        warnings.add(
          `“${truncate(value, MAX_NAME)}” isn’t an option of “${truncate(property.name, MAX_NAME)}” any more, so it was ignored.`,
        )
    return known.length > 0 ? [{ ...condition, values: known }] : []
  }

  const sorts = query.sorts.filter(({ propertyId }) => {
    const property = byId.get(propertyId)
    if (property && isSortable(property)) return true
    warnings.add('The address sorts by a column that isn’t in this database, so that was ignored.')
    return false
  })
  return {
    query: { ...query, sorts, conditions: query.conditions.flatMap(checkCondition) },
    warnings: [...warnings],
  }
}
