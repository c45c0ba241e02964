import type { PropertySchema } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { columnOptions, type Option } from './check-query'
import { visibleColumns } from './columns'
import { type Operator, operatorsFor, rollupOperators } from './filter-operators'
import { columnParam } from './table-params'

/** A column as the filter form needs it. Plain data: the browser gets it too. */
export interface FilterColumn {
  /** `<property id>.<type>` */
  readonly param: string
  readonly name: string
  readonly type: string
  readonly options: readonly Option[]
  /** It has more options than these. */
  readonly hasMoreOptions: boolean
  readonly rollupFunction: string | null
}

const MAX_NAME = 80
/** In characters. Notion limits the name of an option to 100. */
const MAX_OPTION = 200
/** Of all columns together. */
const MAX_ALL_OPTIONS = 1_000

/** The columns that rows can be filtered by. */
export function filterColumns(properties: readonly PropertySchema[]): readonly FilterColumn[] {
  let left = MAX_ALL_OPTIONS
  return visibleColumns(properties).flatMap((property): FilterColumn[] => {
    const { id, name, type } = property
    if (operatorsFor(type).length === 0) return []
    const all = columnOptions(property) ?? []
    const options = all.filter((one) => one.name.length <= MAX_OPTION).slice(0, left)
    left -= options.length
    const settings: unknown = type === 'rollup' ? Reflect.get(property, 'rollup') : null
    const rollupFunction =
      typeof settings === 'object' && settings ? (Reflect.get(settings, 'function') as unknown) : null
    return [
      {
        param: columnParam({ propertyId: id, type }),
        name: truncate(name, MAX_NAME) || 'Untitled',
        type,
        options,
        hasMoreOptions: options.length < all.length,
        rollupFunction: typeof rollupFunction === 'string' ? rollupFunction : null,
      },
    ]
  })
}

/** The operators that a column offers, and the one that a condition has already. */
export function offeredOperators(
  { type, rollupFunction }: Pick<FilterColumn, 'type' | 'rollupFunction'>,
  chosen: string,
): readonly Operator[] {
  if (type !== 'rollup') return operatorsFor(type)
  const offered = rollupOperators(rollupFunction)
  const other = operatorsFor(type).find((one) => one.operator === chosen)
  return !other || offered.includes(other) ? offered : [...offered, other]
}
