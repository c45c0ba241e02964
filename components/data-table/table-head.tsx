import { ArrowDown, ArrowUp } from 'lucide'
import Link from 'next/link'
import type { PropertySchema, RowQuery } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { TypeIcon } from '../notion-content/properties/type-icon'
import { Icon } from '../ui/icon'
import { columnWidth } from './columns'
import { nextSort, tableSearch } from './table-params'

/** Property types that Notion can't sort by. */
const UNSORTABLE = new Set(['button', 'place'])

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
        {properties.map(({ id, type }) => (
          <col key={id} style={{ width: columnWidth(type) }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {properties.map(({ id, name, type }) => {
            const sort = query.sort?.propertyId === id ? query.sort.direction : undefined
            const place = `flex h-full items-center gap-1.5 ${type === 'number' ? 'justify-end' : ''}`
            const arrow = sort === 'descending' ? ArrowDown : ArrowUp
            const heading = (
              <>
                <TypeIcon type={type} />
                <bdi className="truncate">{truncate(name)}</bdi>
                {sort && <Icon icon={arrow} size={15} className="shrink-0" />}
              </>
            )
            return (
              <th key={id} scope="col" aria-sort={sort}>
                {UNSORTABLE.has(type) ? (
                  <span className={place}>{heading}</span>
                ) : (
                  <Link
                    href={`${here}${tableSearch(nextSort(query, id), { noJs })}`}
                    prefetch={false}
                    scroll={false}
                    className={`${place} -outline-offset-2 hover:underline`}
                  >
                    {heading}
                  </Link>
                )}
              </th>
            )
          })}
        </tr>
      </thead>
    </>
  )
}
