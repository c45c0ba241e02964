import type { ReactNode } from 'react'
import { columnOf, shownColumns, tableWidth } from '@/components/data-table/columns'
import { drawRows } from '@/components/data-table/draw-rows'
import { NoRows, Unclear, Unfit } from '@/components/data-table/no-rows'
import { type AskedRows, rowsSearch } from '@/components/data-table/query'
import { RowWindow } from '@/components/data-table/row-window'
import { TableHead } from '@/components/data-table/table-head'
import type { Workspace } from '@/lib/content'
import { PersonUnclear } from '@/lib/errors'
import { type DataSourceView, isRefused, plainText, type RowBatch } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { rowsHref } from '@/lib/shared/urls'
import { fromNotion } from '../../../_components/notion-boundary'

export interface Table {
  readonly workspace: Workspace
  readonly id: string
  /** The table's address without what is asked of it. */
  readonly here: string
  readonly asked: AskedRows
}

const MAX_LABEL = 80

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
    const properties = shownColumns(view.properties)
    const columns = properties.map(columnOf)
    const { id: connectionId } = workspace.connection
    const title = truncate(plainText(view.title), MAX_LABEL) || 'Untitled'
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
        {properties.length < view.properties.length && (
          <p className="mb-3 text-sm text-dim">
            Only the first {properties.length} columns are shown. Open a row to see all of its values.
          </p>
        )}
        <RowWindow
          first={await drawRows({ connectionId, titleOf: workspace.knownTitle }, columns, batch)}
          cursor={asked.cursor}
          source={rowsHref(connectionId, id, search)}
          head={<TableHead properties={properties} here={here} query={asked.query} plain={asked.plain} />}
          columns={columns.length}
          width={tableWidth(properties)}
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
