import type { NextRequest } from 'next/server'
import { requestSession } from '@/app/_lib/request-session'
import { OWN_HEADERS } from '@/app/_lib/responses'
import { toErrorView } from '@/app/(signed-in)/_lib/error-view'
import { toColumn, visibleColumns } from '@/components/data-table/columns'
import { renderRows } from '@/components/data-table/render-rows'
import type { RowsResponse } from '@/components/data-table/row-pages'
import { serializeElement } from '@/components/data-table/serialize-element'
import { parseTableParams, tableSearch } from '@/components/data-table/table-params'
import { type ErrorView, NotionError } from '@/components/errors/notion-error'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace } from '@/lib/content'
import { parseNotionId } from '@/lib/shared/ids'
import { dataSourceHref } from '@/lib/shared/urls'
import { parseConnectionId } from '@/lib/token-vault'

type Props = { params: Promise<{ connectionId: string; dataSourceId: string }> }

const answer = (rows: RowsResponse, status = 200) => Response.json(rows, { status, headers: OWN_HEADERS })

/** @param start where the table begins, for what can be mended there */
const shown = (trouble: ErrorView, start: string | null, status = 200) =>
  answer(
    {
      outcome: 'trouble',
      shown: serializeElement(
        <NotionError
          trouble={trouble}
          retry={
            trouble.kind === 'start_over' && start ? (
              <p>
                <a href={start} className="button">
                  Load from the first row
                </a>
              </p>
            ) : null
          }
          reconnect={
            start && (
              <p>
                <a href={start} className="button">
                  Open the table again to reconnect
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
 * Further rows of a table, drawn: what the browser loads while somebody scrolls. The columns are those of the data
 * source, not what the browser names. One call to Notion, and now and then one more for the columns. Whatever is
 * wrong is answered in a form that the table shows.
 */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session) return answer({ outcome: 'signed_out' }, 401)
  const { connectionId, dataSourceId } = await params
  const [connection, id] = [parseConnectionId(connectionId), parseNotionId(dataSourceId)]
  const { query, cursor, warnings } = parseTableParams(parametersOf(request.nextUrl.searchParams))
  // Rows of another question would be taken for the table's own.
  if (!connection || !id || warnings.length > 0)
    return shown({ kind: 'not_understood', message: '', requestId: null }, null, 400)
  const workspace = await loadWorkspace(appVault(), session.user.id, connection, request.signal)
  if (!workspace) return shown({ kind: 'gone' }, null, 404)
  try {
    const [batch, properties] = await Promise.all([workspace.rows(id, query, cursor), workspace.columns(id)])
    const columns = visibleColumns(properties).map(toColumn)
    const drawn = await renderRows(
      { connectionId: connection, titleOf: workspace.knownTitle },
      columns,
      batch,
    )
    return answer({ outcome: 'rows', batch: drawn })
  } catch (error) {
    const trouble = toErrorView(error)
    if (trouble.kind === 'wait') return answer({ outcome: 'wait', seconds: trouble.seconds })
    return shown(trouble, `${dataSourceHref(connection, id)}${tableSearch(query)}`)
  }
}

/** Each parameter once, or as a list: what is named more than once is for `parseRows` to refuse. */
function parametersOf(search: URLSearchParams): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = {}
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name)
    parameters[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return parameters
}
