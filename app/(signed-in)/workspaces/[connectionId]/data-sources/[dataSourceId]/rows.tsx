import type { ReactNode } from 'react'
import { clip } from '@/components/clip'
import { columnOf, tableWidth } from '@/components/table/columns'
import { NoRows, Unclear, Unfit } from '@/components/table/no-rows'
import { type AskedRows, rowsSearch } from '@/components/table/query'
import { RowWindow } from '@/components/table/row-window'
import { TableHead } from '@/components/table/table-head'
import type { Workspace } from '@/lib/browse'
import { PersonUnclear } from '@/lib/errors'
import { type DataSourceView, isRefused, plainText, type RowBatch } from '@/lib/notion'
import { fromNotion } from '../../from-notion'
import { loadRows } from './actions'
import { drawRows } from './draw'

export interface Table {
  readonly workspace: Workspace
  readonly id: string
  /** The table's address without what is asked of it. */
  readonly here: string
  readonly asked: AskedRows
}

const LONGEST_LABEL = 80

/** The rows of a table, the first of them at once. */
export async function Rows({
  table,
  view,
  rows,
}: {
  table: Table
  view: DataSourceView
  rows: Promise<RowBatch>
}): Promise<ReactNode> {
  const { workspace, id, here, asked } = table
  const search = rowsSearch(asked.query)
  return fromNotion(workspace, `${here}${search}`, async () => {
    let batch: RowBatch
    try {
      batch = await rows
    } catch (error) {
      if (error instanceof PersonUnclear)
        return <Unclear name={asked.query.filter?.value ?? ''} matches={error.matches} all={here} />
      // Notion refuses a question that does not fit the columns, and says so in no word of its own.
      const asks = asked.query.sort || asked.query.filter
      if (asks && isRefused(error, 'other')) return <Unfit message={error.notionMessage} all={here} />
      throw error
    }
    if (batch.rows.length === 0 && !batch.nextCursor) {
      const why = batch.incomplete
        ? 'incomplete'
        : asked.query.filter
          ? 'filtered'
          : asked.cursor
            ? 'at_the_end'
            : 'empty'
      return <NoRows why={why} all={here} />
    }
    const columns = view.properties.map(columnOf)
    const title = clip(plainText(view.title), LONGEST_LABEL) || 'Untitled'
    return (
      <>
        {asked.cursor && (
          <p className="mb-3">
            These rows follow others.{' '}
            <a href={`${here}${rowsSearch(asked.query, { plain: asked.plain })}`} className="link">
              From the first row
            </a>
          </p>
        )}
        <RowWindow
          first={drawRows(workspace, columns, batch)}
          cursor={asked.cursor}
          load={loadRows.bind(null, workspace.connection.id, id, search, columns)}
          head={
            <TableHead properties={view.properties} here={here} query={asked.query} plain={asked.plain} />
          }
          columns={columns.length}
          width={tableWidth(view.properties)}
          label={`Rows of ${title}`}
          plain={asked.plain}
          nextHref={
            batch.nextCursor && `${here}${rowsSearch(asked.query, { cursor: batch.nextCursor, plain: true })}`
          }
        />
      </>
    )
  })
}
