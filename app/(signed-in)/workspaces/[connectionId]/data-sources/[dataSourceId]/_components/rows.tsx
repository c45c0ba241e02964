import type { ReactNode } from 'react'
import { applyColumnLayout } from '@/components/data-table/column-layout'
import { cardLabels, tableWidth, toColumn, visibleColumns } from '@/components/data-table/columns'
import { describeQuery } from '@/components/data-table/describe-query'
import { AmbiguousPerson, InvalidQuery, NoRows } from '@/components/data-table/no-rows'
import { renderRows } from '@/components/data-table/render-rows'
import { RowWindow } from '@/components/data-table/row-window'
import { TableHead } from '@/components/data-table/table-head'
import { type TableParams, tableSearch } from '@/components/data-table/table-params'
import { textLink } from '@/components/ui/text-link'
import type { Workspace } from '@/lib/content'
import { PersonNotResolved } from '@/lib/errors'
import { type DataSourceView, isRefused, type RowBatch, type RowQuery } from '@/lib/notion'
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

/** Lays the columns out before the first paint. Links within the app run the same code, see `RowWindow`. */
function ColumnLayoutScript({ dataSourceId, nonce }: { dataSourceId: string; nonce: string | null }) {
  const script = `<script nonce="${nonce}">(${applyColumnLayout})(${JSON.stringify(dataSourceId)})</script>`
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own code, and an id of hexadecimal digits
  return <div hidden={true} dangerouslySetInnerHTML={{ __html: script }} />
}

/** The rows of a table: the first batch in the page, the others as the person scrolls. */
export async function Rows({
  table,
  query,
  view,
  rows,
  nonce,
}: {
  table: TableRequest
  /** What applies of the address. */
  query: RowQuery
  view: DataSourceView
  rows: Promise<RowBatch>
  /** Of the content policy. */
  nonce: string | null
}): Promise<ReactNode> {
  const { workspace, id, here, asked } = table
  const { noJs } = asked
  const search = tableSearch(query)
  const isFiltered = query.conditions.length > 0
  const clearHref = `${here}${tableSearch({ ...query, conditions: [], match: 'all' }, { noJs })}`
  return renderNotionSection(workspace, `${here}${search}`, async () => {
    let batch: RowBatch
    try {
      batch = await rows
    } catch (error) {
      if (error instanceof PersonNotResolved)
        return <AmbiguousPerson name={error.personName} matches={error.matches} clearHref={clearHref} />
      // Notion has no error code of its own for a sort or filter that doesn't fit the columns.
      if ((query.sorts.length > 0 || isFiltered) && isRefused(error, 'other'))
        return <InvalidQuery message={error.notionMessage} all={here} />
      throw error
    }
    if (batch.rows.length === 0 && !batch.nextCursor) {
      if (batch.incomplete) return <NoRows why="incomplete" href={here} />
      if (isFiltered) return <NoRows why="filtered" href={clearHref} />
      return <NoRows why={asked.cursor ? 'at_the_end' : 'empty'} href={here} />
    }
    const properties = visibleColumns(view.properties)
    const columns = properties.map(toColumn)
    const { id: connectionId } = workspace.connection
    const title = truncate(plainText(view.title), MAX_LABEL) || 'Untitled'
    return (
      <>
        {asked.cursor && (
          <p>
            This list doesn’t start at the first row.{' '}
            <a href={`${here}${tableSearch(query, { noJs })}`} className={textLink}>
              Back to the first row
            </a>
          </p>
        )}
        {properties.length < view.properties.length && (
          <p className="text-dim">
            Only the first {properties.length} columns are shown. Open a row to see all of its values.
          </p>
        )}
        <RowWindow
          first={await renderRows({ connectionId, titleOf: workspace.knownTitle }, columns, batch)}
          cursor={asked.cursor}
          source={rowsHref(connectionId, id, search)}
          head={<TableHead properties={properties} here={here} query={query} noJs={noJs} />}
          width={tableWidth(properties)}
          label={`Rows of ${title}`}
          caption={describeQuery(query, view.properties)}
          total={isFiltered ? workspace.knownRowCount(id, query.sorts) : null}
          dataSourceId={id}
          cardLabels={cardLabels(properties)}
          noJs={noJs}
          nextHref={
            batch.nextCursor && `${here}${tableSearch(query, { cursor: batch.nextCursor, noJs: true })}`
          }
        />
        {!noJs && <ColumnLayoutScript dataSourceId={id} nonce={nonce} />}
      </>
    )
  })
}
