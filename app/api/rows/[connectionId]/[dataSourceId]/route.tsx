import type { NextRequest } from 'next/server'
import { toErrorView } from '@/app/_lib/error-view'
import { requestSession } from '@/app/_lib/request-session'
import { PRIVATE_HEADERS } from '@/app/_lib/responses'
import { checkQuery } from '@/components/data-table/check-query'
import { toColumn, visibleColumns } from '@/components/data-table/columns'
import { renderRows } from '@/components/data-table/render-rows'
import type { RowsResponse } from '@/components/data-table/row-pages'
import { serializeElement } from '@/components/data-table/serialize-element'
import { parametersOf, parseTableParams, tableSearch } from '@/components/data-table/table-params'
import type { ErrorView } from '@/components/errors/error-views'
import { NotionError } from '@/components/errors/notion-error'
import { buttonClass } from '@/components/ui/button'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace } from '@/lib/content'
import { ConnectionGone, ListPositionLost, NotionRefused } from '@/lib/errors'
import { parseNotionId } from '@/lib/shared/ids'
import { dataSourceHref } from '@/lib/shared/urls'
import { parseConnectionId } from '@/lib/token-vault'

type Props = { params: Promise<{ connectionId: string; dataSourceId: string }> }

const rowsResponse = (rows: RowsResponse, status = 200) =>
  Response.json(rows, { status, headers: PRIVATE_HEADERS })

/** @param tableHref the table's own page, where the person can start over or reconnect */
const errorRows = (error: ErrorView, tableHref: string | null, status = 200) =>
  rowsResponse(
    {
      outcome: 'error',
      shown: serializeElement(
        <NotionError
          error={error}
          retry={
            error.action === 'start_over' && tableHref ? (
              <p>
                <a href={tableHref} className={buttonClass()}>
                  Load from the first row
                </a>
              </p>
            ) : null
          }
          reconnect={
            tableHref && (
              <p>
                <a href={tableHref} className={buttonClass()}>
                  Open the database again to reconnect
                </a>
              </p>
            )
          }
        />,
      ),
    },
    status,
  )

/**
 * Rendered rows that the browser loads while the person scrolls. The columns come from the data source, never from
 * the request. Takes one call to Notion, and a second when the columns are no longer cached. Errors are rendered too,
 * so that the table can show them.
 */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session) return rowsResponse({ outcome: 'signed_out' }, 401)
  const { connectionId, dataSourceId } = await params
  const [connection, id] = [parseConnectionId(connectionId), parseNotionId(dataSourceId)]
  const { query, cursor, warnings } = parseTableParams(parametersOf(request.nextUrl.searchParams))
  // Ignoring a bad parameter would return rows of another query, which the table would take for its own.
  if (!connection || !id || warnings.length > 0)
    return errorRows(toErrorView(new NotionRefused(400, 'validation_error', null)), null, 400)
  const workspace = await loadWorkspace(appVault(), session.user.id, connection, request.signal)
  if (!workspace) return errorRows(toErrorView(new ConnectionGone()), null, 404)
  try {
    const properties = await workspace.columns(id)
    // A column has changed since the table was opened.
    if (checkQuery(query, properties).warnings.length > 0)
      return errorRows(toErrorView(new ListPositionLost(null)), dataSourceHref(connection, id))
    const batch = await workspace.rows(id, query, cursor)
    const columns = visibleColumns(properties).map(toColumn)
    const rendered = await renderRows(
      { connectionId: connection, titleOf: workspace.knownTitle },
      columns,
      batch,
    )
    return rowsResponse({ outcome: 'rows', batch: rendered })
  } catch (error) {
    const view = toErrorView(error)
    if (view.retryAfterSeconds !== null)
      return rowsResponse({ outcome: 'wait', seconds: view.retryAfterSeconds })
    return errorRows(view, `${dataSourceHref(connection, id)}${tableSearch(query)}`)
  }
}
