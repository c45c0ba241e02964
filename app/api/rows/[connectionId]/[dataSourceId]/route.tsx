import type { NextRequest } from 'next/server'
import { troubleOf } from '@/app/(signed-in)/trouble'
import { OWN_HEADERS } from '@/app/answers'
import { whoAsks } from '@/app/who-asks'
import { dataSourceHref } from '@/components/addresses'
import { elementData } from '@/components/element-data'
import { NotionTrouble, type Trouble } from '@/components/notion-trouble'
import { columnOf, shownColumns } from '@/components/table/columns'
import { drawRows } from '@/components/table/draw-rows'
import { parseRows, rowsSearch } from '@/components/table/query'
import type { LoadedRows } from '@/components/table/row-pages'
import { openWorkspace, parseNotionId } from '@/lib/browse'
import { parseConnectionId } from '@/lib/connections'

type Props = { params: Promise<{ connectionId: string; dataSourceId: string }> }

const answer = (rows: LoadedRows, status = 200) => Response.json(rows, { status, headers: OWN_HEADERS })

/** @param start where the table begins, for what can be mended there */
const shown = (trouble: Trouble, start: string | null, status = 200) =>
  answer(
    {
      outcome: 'trouble',
      shown: elementData(
        <NotionTrouble
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
  const session = await whoAsks()
  if (session instanceof Response) return session
  if (!session) return answer({ outcome: 'signed_out' }, 401)
  const { connectionId, dataSourceId } = await params
  const [connection, id] = [parseConnectionId(connectionId), parseNotionId(dataSourceId)]
  const { query, cursor, notes } = parseRows(parametersOf(request.nextUrl.searchParams))
  // Rows of another question would be taken for the table's own.
  if (!connection || !id || notes.length > 0)
    return shown({ kind: 'not_understood', message: '', requestId: null }, null, 400)
  const workspace = await openWorkspace(session.user.id, connection, request.signal)
  if (!workspace) return shown({ kind: 'gone' }, null, 404)
  try {
    const [batch, properties] = await Promise.all([workspace.rows(id, query, cursor), workspace.columns(id)])
    const columns = shownColumns(properties).map(columnOf)
    const drawn = await drawRows({ connectionId: connection, titleOf: workspace.knownTitle }, columns, batch)
    return answer({ outcome: 'rows', batch: drawn })
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'wait') return answer({ outcome: 'wait', seconds: trouble.seconds })
    return shown(trouble, `${dataSourceHref(connection, id)}${rowsSearch(query)}`)
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
