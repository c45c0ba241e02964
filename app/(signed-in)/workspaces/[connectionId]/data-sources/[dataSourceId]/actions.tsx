'use server'
import type { ReactNode } from 'react'
import { dataSourceHref } from '@/components/addresses'
import { ConnectForm } from '@/components/connect-form'
import { NotionTrouble, type Trouble } from '@/components/notion-trouble'
import type { Column } from '@/components/table/columns'
import { parseRows, rowsSearch } from '@/components/table/query'
import type { LoadedRows } from '@/components/table/row-pages'
import { requireSession, safeReturnTo } from '@/lib/auth'
import { openWorkspace, parseNotionId } from '@/lib/browse'
import { parseConnectionId } from '@/lib/connections'
import type { RowQuery } from '@/lib/notion'
import { connect } from '../../../../actions'
import { troubleOf } from '../../../../trouble'
import { drawRows } from './draw'

const MOST_COLUMNS = 1000
const LONGEST_CURSOR = 4000
/** A filter's longest value in a script of which each letter takes nine characters of an address. */
const LONGEST_SEARCH = 20_000

/** What a browser sent, if it is what our own page sends. */
function columnsOf(sent: unknown): readonly Column[] | null {
  if (!Array.isArray(sent) || sent.length > MOST_COLUMNS) return null
  const columns = sent.flatMap((one: Partial<Column> | null) =>
    typeof one?.id === 'string'
      ? [{ id: one.id, format: typeof one.format === 'string' ? one.format : null }]
      : [],
  )
  return columns.length === sent.length ? columns : null
}

/** What the table asks for; null when it can't be told, since rows of another question would be taken for its own. */
function queryOf(sent: unknown): RowQuery | null {
  if (typeof sent !== 'string' || sent.length > LONGEST_SEARCH) return null
  const { query, notes } = parseRows(Object.fromEntries(new URLSearchParams(sent)))
  return notes.length === 0 ? query : null
}

const isCursor = (sent: unknown): sent is string | null =>
  sent === null || (typeof sent === 'string' && sent !== '' && sent.length <= LONGEST_CURSOR)

const shown = (trouble: Trouble, reconnect: ReactNode = null, start: string | null = null): LoadedRows => ({
  outcome: 'trouble',
  shown: (
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
      reconnect={reconnect}
    />
  ),
})

/**
 * The rows from `cursor` on: one call to Notion. The columns come along from the page that asks, so that
 * their data source is not read again for each page of rows. Whatever is wrong is answered, never thrown:
 * the browser would take it for a broken network.
 *
 * @param search the table's own address from its question mark on
 */
export async function loadRows(
  connectionId: string,
  dataSourceId: string,
  search: string,
  columns: readonly Column[],
  cursor: string | null,
): Promise<LoadedRows> {
  const connection = parseConnectionId(connectionId)
  const id = parseNotionId(dataSourceId)
  const query = queryOf(search)
  const here = connection && id ? dataSourceHref(connection, id) : '/workspaces'
  const { user } = await requireSession(safeReturnTo(`${here}${query ? rowsSearch(query) : ''}`, here))
  const drawn = columnsOf(columns)
  if (!connection || !id || !query || !drawn || !isCursor(cursor))
    return shown({ kind: 'not_understood', message: '', requestId: null })
  const workspace = await openWorkspace(user.id, connection)
  if (!workspace) return shown({ kind: 'gone' })
  try {
    const batch = await workspace.rows(id, query, cursor)
    return { outcome: 'rows', batch: drawRows(workspace, drawn, batch) }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'wait') return { outcome: 'wait', seconds: trouble.seconds }
    return shown(
      trouble,
      <ConnectForm
        action={connect}
        purpose="reconnect"
        connectionId={workspace.connection.id}
        workspace={workspace.connection.workspaceName ?? ''}
      />,
      `${here}${rowsSearch(query)}`,
    )
  }
}
