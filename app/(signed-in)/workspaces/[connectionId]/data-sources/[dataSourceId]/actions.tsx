'use server'
import { ConnectForm } from '@/components/connect-form'
import { NotionTrouble } from '@/components/notion-trouble'
import type { Column } from '@/components/table/columns'
import { parseRows } from '@/components/table/query'
import type { LoadedRows } from '@/components/table/row-window'
import { connect } from '../../../../actions'
import { troubleOf } from '../../../../trouble'
import { idOr404, openOr404 } from '../../open'
import { drawRows } from './draw'

const MOST_COLUMNS = 1000
const LONGEST = 4000

/** What a browser sent, if it is what our own page sends. */
function columnsOf(sent: unknown): readonly Column[] {
  if (!Array.isArray(sent) || sent.length > MOST_COLUMNS) return []
  return sent.flatMap((one: Partial<Column> | null) =>
    typeof one?.id === 'string'
      ? [{ id: one.id, format: typeof one.format === 'string' ? one.format : null }]
      : [],
  )
}

const text = (sent: unknown): string => (typeof sent === 'string' && sent.length <= LONGEST ? sent : '')

/**
 * The rows from `cursor` on: one call to Notion. The columns come along from the page that asks, so that
 * their data source is not read again for each page of rows.
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
  const { workspace } = await openOr404(text(connectionId), '/workspaces')
  const id = idOr404(text(dataSourceId))
  const { query } = parseRows(Object.fromEntries(new URLSearchParams(text(search))))
  try {
    const batch = await workspace.rows(id, query, text(cursor) || null)
    return { outcome: 'rows', batch: drawRows(workspace, columnsOf(columns), batch) }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.kind === 'wait') return { outcome: 'wait', seconds: trouble.seconds }
    const reconnect = (
      <ConnectForm
        action={connect}
        purpose="reconnect"
        connectionId={workspace.connection.id}
        workspace={workspace.connection.workspaceName ?? ''}
      />
    )
    return {
      outcome: 'trouble',
      shown: <NotionTrouble trouble={trouble} retry={null} reconnect={reconnect} />,
    }
  }
}
