import Link from 'next/link'
import type { Row } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { pageHref } from '@/lib/shared/urls'
import { NotDisplayableById } from '../notion-content/guard'
import { NotionIcon } from '../notion-content/icon'
import { PropertyView } from '../notion-content/properties'
import type { Column } from './columns'

/** The title as link text. An unreadable title differs from an empty one. */
const titleText = ({ title }: Row): string =>
  truncate(plainText(title)) ||
  (Array.isArray(title) && title.every((part) => part?.plain_text === '')
    ? 'Untitled'
    : 'Title can’t be shown here')

/** The cells of one row. The title links to the row's page. */
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
  if (row.unreadable)
    return (
      <td>
        <NotDisplayableById id={row.id} />
      </td>
    )
  return columns.map(({ id, format }) => {
    const value = Object.hasOwn(row.values, id) ? row.values[id] : undefined
    if (!value && row.hasUnreadableValues)
      return (
        <td key={id}>
          <NotDisplayableById id={row.id} />
        </td>
      )
    if (value?.type === 'title')
      return (
        <th key={id} scope="row">
          {row.icon && (
            <>
              <NotionIcon icon={row.icon} connectionId={connectionId} kind="page" size={18} />{' '}
            </>
          )}
          <Link href={pageHref(connectionId, row.id)} prefetch={false} className="data-table-title">
            <bdi>{titleText(row)}</bdi>
          </Link>
        </th>
      )
    return (
      <td key={id} className={value?.type === 'number' ? 'data-table-number' : undefined}>
        {value && <PropertyView value={value} context={context} format={format} compact />}
      </td>
    )
  })
}
