import { ArrowDown, ArrowUp, Plus, X } from 'lucide'
import type { ReactNode } from 'react'
import type { PropertySchema, RowQuery, RowSort } from '@/lib/notion'
import { Button, buttonClass, iconButtonClass } from '../ui/button'
import { chipClass } from '../ui/chip'
import { Select } from '../ui/field'
import { Icon } from '../ui/icon'
import { MenuHeading } from '../ui/menu'
import { Segments, segmentClass } from '../ui/segments'
import { isSortable } from './check-query'
import { visibleColumns } from './columns'
import { ColumnsButton } from './columns-button'
import { columnName, describeCondition, type KnownNames } from './describe-query'
import { FilterMenu } from './filter-menu'
import { queryParams, sortParam, tableSearch, withoutCondition } from './table-params'

interface FilterBarProps {
  readonly properties: readonly PropertySchema[]
  readonly here: string
  /** What applies: the address without what no longer fits. */
  readonly query: RowQuery
  readonly names: KnownNames
  readonly noJs: boolean
}

/** The query as hidden fields of a form, which would lose it otherwise. */
export function QueryFields({ query, noJs }: { query: RowQuery; noJs: boolean }) {
  const fields = [...queryParams(query), ...(noJs ? [['plain', '1'] as const] : [])]
  return fields.map(([name, value], index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same parameter may occur twice
    <input key={index} type="hidden" name={name} value={value} />
  ))
}

/** Leads to the filter form on the page. Scripts replace it with that form. */
function EditForm({
  edit,
  here,
  query,
  noJs,
}: { edit: number | 'new' } & Omit<FilterBarProps, 'properties' | 'names'>) {
  return (
    <form action={here} data-soft="">
      <QueryFields query={query} noJs={noJs} />
      <input type="hidden" name="edit" value={edit} />
      <Button type="submit">{edit === 'new' ? 'Choose a column' : 'Change this filter'}</Button>
    </form>
  )
}

function ConditionChip({ index, here, query, noJs, properties, names }: { index: number } & FilterBarProps) {
  const condition = query.conditions[index]
  if (!condition) return null
  const { start, values, more } = describeCondition(condition, properties, names)
  const text = `${start} ${values.join(', ')}`.trim()
  const id = `filter-${index}`
  return (
    <li className={chipClass('on', 'gap-0! pr-0! pl-0!')}>
      <button
        type="button"
        popoverTarget={id}
        className="flex min-h-[inherit] max-w-72 items-center gap-1.5 truncate rounded-l-full pr-1 pl-3"
      >
        <span className="text-dim">
          <bdi>{start}</bdi>
        </span>
        {values.length > 0 && (
          <bdi className="truncate">
            {values.join(', ')}
            {more > 0 && ` and ${more} more`}
          </bdi>
        )}
        <span className="sr-only">, change this filter</span>
      </button>
      <a
        href={`${here}${tableSearch(withoutCondition(query, index), { noJs })}`}
        data-soft=""
        title="Remove this filter"
        className="grid min-h-[inherit] w-8 place-items-center rounded-r-full text-brass-text hover:bg-hover max-desk:w-11"
      >
        <Icon icon={X} />
        <span className="sr-only">Remove the filter {text}</span>
      </a>
      <FilterMenu id={id} label={`Change the filter ${text}`} index={index}>
        <EditForm edit={index} here={here} query={query} noJs={noJs} />
      </FilterMenu>
    </li>
  )
}

/** Whether all conditions apply, or any of them is enough. */
function MatchChoice({ here, query, noJs }: Omit<FilterBarProps, 'properties' | 'names'>) {
  return (
    <li>
      <Segments label="Rows match">
        {(['all', 'any'] as const).map((match) => (
          <a
            key={match}
            href={`${here}${tableSearch({ ...query, match }, { noJs })}`}
            data-soft=""
            aria-current={query.match === match ? 'true' : undefined}
            className={segmentClass}
          >
            {match === 'all' ? 'All of these' : 'Any of these'}
          </a>
        ))}
      </Segments>
    </li>
  )
}

function SortEntry({
  sort,
  place,
  here,
  query,
  noJs,
  properties,
}: { sort: RowSort; place: number } & Omit<FilterBarProps, 'names'>) {
  const name = columnName(properties, sort.propertyId)
  const isUp = sort.direction === 'ascending'
  const other: RowSort = { ...sort, direction: isUp ? 'descending' : 'ascending' }
  const href = (sorts: readonly RowSort[]) => `${here}${tableSearch({ ...query, sorts }, { noJs })}`
  const earlier = query.sorts.toSpliced(place, 1).toSpliced(Math.max(0, place - 1), 0, sort)
  const arrow = isUp ? ArrowUp : ArrowDown
  return (
    <li className="flex items-center gap-1 pl-2.5">
      <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
      <a href={href(query.sorts.with(place, other))} data-soft="" className={buttonClass('quiet', '', 'sm')}>
        <Icon icon={arrow} />
        {isUp ? 'Ascending' : 'Descending'}
        <span className="sr-only">, change the order of {name}</span>
      </a>
      {place > 0 && (
        <a href={href(earlier)} data-soft="" title="Sort by this earlier" className={iconButtonClass}>
          <Icon icon={ArrowUp} />
          <span className="sr-only">Sort by {name} earlier</span>
        </a>
      )}
      <a
        href={href(query.sorts.toSpliced(place, 1))}
        data-soft=""
        title="Don’t sort by this"
        className={iconButtonClass}
      >
        <Icon icon={X} />
        <span className="sr-only">Don’t sort by {name}</span>
      </a>
    </li>
  )
}

/** The sort orders, and a form that adds one. Works without scripts. */
function SortMenu(props: Omit<FilterBarProps, 'names'>) {
  const { properties, here, query, noJs } = props
  const [first, ...more] = query.sorts
  const free = visibleColumns(properties).filter(
    (property) => isSortable(property) && !query.sorts.some(({ propertyId }) => propertyId === property.id),
  )
  const arrow = first?.direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <li>
      <button type="button" popoverTarget="sort-menu" className={chipClass()}>
        <Icon icon={arrow} />
        {first ? (
          <>
            <span className="text-dim">Sorted by</span>
            <bdi className="max-w-48 truncate">{columnName(properties, first.propertyId)}</bdi>
            {more.length > 0 && ` and ${more.length} more`}
          </>
        ) : (
          'Sort'
        )}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups the controls of a form */}
      <div id="sort-menu" popover="auto" role="group" aria-label="Sort order" className="menu filter-menu">
        {first && (
          <>
            <MenuHeading>Sorted by</MenuHeading>
            <ol className="mb-3">
              {query.sorts.map((sort, place) => (
                <SortEntry key={sort.propertyId} {...props} sort={sort} place={place} />
              ))}
            </ol>
          </>
        )}
        {free.length > 0 && (
          <form action={here} data-soft="" className="flex items-end gap-2 px-2.5 pb-1.5">
            <QueryFields query={query} noJs={noJs} />
            <div className="min-w-0 flex-1">
              <label htmlFor="sort-column" className="mb-1 block font-medium">
                {first ? 'Then by' : 'Sort by'}
              </label>
              <Select id="sort-column" name="sort" className="w-full">
                {free.map(({ id, name }) => (
                  <optgroup key={id} label={name}>
                    {(['ascending', 'descending'] as const).map((direction) => (
                      <option key={direction} value={sortParam({ propertyId: id, direction })}>
                        {columnName(properties, id)}, {direction}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </Select>
            </div>
            <Button type="submit">Sort</Button>
          </form>
        )}
      </div>
    </li>
  )
}

/** Filters and sort order of a table as chips, which can be changed and removed. */
export function FilterBar(props: FilterBarProps): ReactNode {
  const { query, here, noJs } = props
  return (
    <ul aria-label="Filters and sort order" className="data-table-tools">
      {query.conditions.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the address
        <ConditionChip key={index} {...props} index={index} />
      ))}
      {query.conditions.length > 1 && <MatchChoice here={here} query={query} noJs={noJs} />}
      <li>
        <button type="button" popoverTarget="filter-new" data-add-filter="" className={chipClass('add')}>
          <Icon icon={Plus} />
          Filter
        </button>
        <FilterMenu id="filter-new" label="Add a filter" index={null}>
          <EditForm edit="new" here={here} query={query} noJs={noJs} />
        </FilterMenu>
      </li>
      {query.conditions.length > 1 && (
        <li>
          <a
            href={`${here}${tableSearch({ ...query, match: 'all', conditions: [] }, { noJs })}`}
            data-soft=""
            className={buttonClass('quiet', '', 'sm')}
          >
            Clear filters
          </a>
        </li>
      )}
      <SortMenu {...props} />
      <ColumnsButton />
    </ul>
  )
}

/** Which parts of the address were ignored, and why. */
export function FilterWarnings({ warnings }: { warnings: readonly string[] }) {
  const MOST = 6
  if (warnings.length === 0) return null
  return (
    <div role="status" className="space-y-1 text-danger">
      {warnings.slice(0, MOST).map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      {warnings.length > MOST && <p>{warnings.length - MOST} more parts of the address were ignored.</p>}
    </div>
  )
}
