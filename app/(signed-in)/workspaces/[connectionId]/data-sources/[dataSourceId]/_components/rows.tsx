import type { ReactNode } from 'react'
import { tableWidth, toColumn, visibleColumns } from '@/components/data-table/columns'
import { AmbiguousPerson, InvalidQuery, NoRows } from '@/components/data-table/no-rows'
import { renderRows } from '@/components/data-table/render-rows'
import { RowWindow } from '@/components/data-table/row-window'
import { TableHead } from '@/components/data-table/table-head'
import { type TableParams, tableSearch } from '@/components/data-table/table-params'
import { textLink } from '@/components/ui/text-link'
import type { Workspace } from '@/lib/content'
import { PersonNotResolved } from '@/lib/errors'
import { type DataSourceView, isRefused, type RowBatch } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { rowsHref } from '@/lib/shared/urls'
import { renderNotionSection } from '../../../_components/notion-boundary'

export interface TableRequest {
  readonly workspace: Workspace
  readonly id: string
  /** The table's address without sort and filter. */
  readonly here: string
  readonly asked: TableParams
}

const MAX_LABEL = 80

/** The rows of a table: the first batch in the page, the others as the person scrolls. */
export async function Rows({
  table,
  view,
  rows,
}: {
  table: TableRequest
  view: DataSourceView
  rows: Promise<RowBatch>
}): Promise<ReactNode> {
  const { workspace, id, here, asked } = table
  const search = tableSearch(asked.query)
  return renderNotionSection(workspace, `${here}${search}`, async () => {
    let batch: RowBatch
    try {
      batch = await rows
    } catch (error) {
      if (error instanceof PersonNotResolved)
        return <AmbiguousPerson name={asked.query.filter?.value ?? ''} matches={error.matches} all={here} />
      // Notion has no error code of its own for a sort or filter that doesn't fit the columns.
      const asks = asked.query.sort || asked.query.filter
      if (asks && isRefused(error, 'other')) return <InvalidQuery message={error.notionMessage} all={here} />
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
    const properties = visibleColumns(view.properties)
    const columns = properties.map(toColumn)
    const { id: connectionId } = workspace.connection
    const title = truncate(plainText(view.title), MAX_LABEL) || 'Untitled'
    return (
      <>
        {asked.cursor && (
          <p className="mb-3">
            This list doesn’t start at the first row.{' '}
            <a href={`${here}${tableSearch(asked.query, { noJs: asked.noJs })}`} className={textLink}>
              Back to the first row
            </a>
          </p>
        )}
        {properties.length < view.properties.length && (
          <p className="mb-3 text-sm text-dim">
            Only the first {properties.length} columns are shown. Open a row to see all of its values.
          </p>
        )}
        <RowWindow
          first={await renderRows({ connectionId, titleOf: workspace.knownTitle }, columns, batch)}
          cursor={asked.cursor}
          source={rowsHref(connectionId, id, search)}
          head={<TableHead properties={properties} here={here} query={asked.query} noJs={asked.noJs} />}
          columns={columns.length}
          width={tableWidth(properties)}
          label={`Rows of ${title}`}
          noJs={asked.noJs}
          nextHref={
            batch.nextCursor && `${here}${tableSearch(asked.query, { cursor: batch.nextCursor, noJs: true })}`
          }
        />
      </>
    )
  })
}
