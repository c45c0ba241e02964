// biome-ignore-all lint/a11y/noRedundantRoles: where CSS shows rows as cards, the elements lose their roles
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide'
import type { PropertySchema, RowQuery } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { TypeIcon } from '../notion-content/properties/type-icon'
import { Icon } from '../ui/icon'
import { isSortable } from './check-query'
import { columnWidth } from './columns'
import { nextSort, tableSearch } from './table-params'

/** The table head. Each heading links to the table sorted by that column. */
export function TableHead({
  properties,
  here,
  query,
  noJs = false,
}: {
  properties: readonly PropertySchema[]
  here: string
  query: RowQuery
  /** Links lead to pages for browsers without JavaScript. */
  noJs?: boolean
}) {
  return (
    <>
      <colgroup>
        {properties.map(({ id, type }, index) => (
          <col key={id} data-column={id} style={{ width: columnWidth(type, index) }} />
        ))}
      </colgroup>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {properties.map((property) => {
            const { id, name, type } = property
            const place = query.sorts.findIndex((one) => one.propertyId === id)
            const direction = query.sorts[place]?.direction
            const arrow =
              direction === undefined ? ArrowUpDown : direction === 'ascending' ? ArrowUp : ArrowDown
            return (
              <th
                key={id}
                role="columnheader"
                scope="col"
                data-column={id}
                // Of several sort orders, the attribute is for the first one.
                aria-sort={place === 0 ? direction : undefined}
                className={type === 'number' ? 'data-table-number' : undefined}
              >
                {isSortable(property) ? (
                  <>
                    {/* Cards have no headings to click, but their values keep the names of their columns. */}
                    <a
                      href={`${here}${tableSearch(nextSort(query, id), { noJs })}`}
                      data-soft=""
                      className="data-table-sort"
                    >
                      <TypeIcon type={type} />
                      <bdi className="truncate">{truncate(name)}</bdi>
                      <Icon
                        icon={arrow}
                        size={15}
                        className={direction ? 'text-brass-text' : 'data-table-unsorted'}
                      />
                      {place > 0 && (
                        <span className="sr-only">
                          , sorted {direction}, {place + 1}
                        </span>
                      )}
                      {place >= 0 && query.sorts.length > 1 && (
                        <span aria-hidden="true" className="text-xs text-brass-text">
                          {place + 1}
                        </span>
                      )}
                    </a>
                    <span className="data-table-card-name">{truncate(name)}</span>
                  </>
                ) : (
                  <span className="data-table-sort">
                    <TypeIcon type={type} />
                    <bdi className="truncate">{truncate(name)}</bdi>
                  </span>
                )}
                <span data-resize="" aria-hidden="true" className="data-table-resize" />
              </th>
            )
          })}
        </tr>
      </thead>
    </>
  )
}
