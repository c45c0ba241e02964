import type { RowBatch } from '@/lib/notion'
import { yieldIfBusy } from '../notion-content/yield-if-busy'
import type { Column } from './columns'
import { RowCells } from './row-cells'
import type { RenderedBatch, RenderedRow } from './row-pages'
import { type SerializedElement, serializeElement } from './serialize-element'

/** What the cells of one batch may hold together, as they travel. */
const MAX_BATCH_CHARACTERS = 1_000_000
/** About what drawing one cell costs. */
const CELL_BYTES = 200

/** In the place of a cell for which there is no room. A row's title always has some: it leads to the whole row. */
const TRUNCATED_CELL: SerializedElement = {
  tag: 'td',
  props: { title: 'Open the row to see this' },
  inside: '…',
}

const isTitle = (cell: SerializedElement) => typeof cell === 'object' && 'tag' in cell && cell.tag === 'th'

/**
 * Rows with their cells drawn here: the browser gets elements, not Notion's objects and the code for each type.
 * However long the values are, a batch holds so much and no more.
 */
export async function renderRows(
  { connectionId, titleOf }: { connectionId: string; titleOf: (id: string) => string | null },
  columns: readonly Column[],
  batch: RowBatch,
): Promise<RenderedBatch> {
  let left = MAX_BATCH_CHARACTERS
  const rows: RenderedRow[] = []
  for (const row of batch.rows) {
    const turn = yieldIfBusy(columns.length * CELL_BYTES)
    if (turn) await turn
    const cells = [
      serializeElement(
        <RowCells row={row} columns={columns} connectionId={connectionId} titleOf={titleOf} />,
      ),
    ].flat()
    const fitting = cells.map((cell) => {
      const { length } = JSON.stringify(cell)
      if (length > left && !isTitle(cell)) return TRUNCATED_CELL
      left -= length
      return cell
    })
    rows.push({ id: row.id, cells: fitting })
  }
  return { rows, nextCursor: batch.nextCursor, incomplete: batch.incomplete }
}
