import Link from 'next/link'
import type { Row } from '@/lib/notion'
import { pageHref } from '../addresses'
import { clip } from '../clip'
import { NotionIcon } from '../notion/icon'
import { PropertyView } from '../notion/properties/property'
import { plainText } from '../notion/rich-text'
import type { Column } from './columns'

/** Cells of one row: its title leads to its page, what it has no value for stays blank. */
export function RowCells({
  row,
  columns,
  connectionId,
  titleOf,
}: {
  row: Row
  columns: readonly Column[]
  connectionId: string
  titleOf: (id: string) => string | null
}) {
  const context = { connectionId, pageId: row.id, titleOf }
  return columns.map(({ id, format }) => {
    const value = row.values[id]
    if (value?.type === 'title')
      return (
        <th key={id} scope="row">
          {row.icon && (
            <>
              <NotionIcon icon={row.icon} connectionId={connectionId} kind="page" size={18} />{' '}
            </>
          )}
          <Link href={pageHref(connectionId, row.id)} prefetch={false} className="link">
            <bdi>{clip(plainText(row.title)) || 'Untitled'}</bdi>
          </Link>
        </th>
      )
    return (
      <td key={id} className={value?.type === 'number' ? 'figure' : undefined}>
        {value && <PropertyView value={value} context={context} format={format} compact />}
      </td>
    )
  })
}
