import Link from 'next/link'
import type { Row } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { pageHref } from '@/lib/shared/urls'
import { NotDisplayableById } from '../notion-content/guard'
import { NotionIcon } from '../notion-content/icon'
import { PropertyView } from '../notion-content/properties'
import type { Column } from './columns'

/** Its title as a link's text. One that can't be read is no row without a title. */
const titleText = ({ title }: Row): string =>
  truncate(plainText(title)) ||
  (Array.isArray(title) && title.every((part) => part?.plain_text === '')
    ? 'Untitled'
    : 'Its title can’t be shown here')

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
  if (row.unreadable)
    return (
      <td colSpan={columns.length}>
        <NotDisplayableById id={row.id} />
      </td>
    )
  return columns.map(({ id, format }) => {
    const value = Object.hasOwn(row.values, id) ? row.values[id] : undefined
    if (!value && row.unplaced)
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
          <Link href={pageHref(connectionId, row.id)} prefetch={false} className="link">
            <bdi>{titleText(row)}</bdi>
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
