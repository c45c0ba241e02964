import type { RowBatch } from '@/lib/notion'
import { yieldIfBusy } from '@/lib/shared/yield-if-busy'
import type { Column } from './columns'
import { RowCells } from './row-cells'
import type { RenderedBatch, RenderedRow } from './row-pages'
import { type SerializedElement, serializeElement } from './serialize-element'

/** The serialized size of all cells of one batch. */
const MAX_BATCH_CHARACTERS = 1_000_000
/** The estimated cost of rendering one cell. */
const CELL_BYTES = 200

/** Replaces a cell that doesn't fit. The title always fits, because it links to the row. */
const TRUNCATED_CELL: SerializedElement = {
  tag: 'td',
  props: { title: 'Open the row to see this' },
  inside: '…',
}

const isTitle = (cell: SerializedElement) => typeof cell === 'object' && 'tag' in cell && cell.tag === 'th'

/**
 * Renders rows on the server, so the browser needs neither Notion's objects nor the code for each property type. The
 * size of a batch is bounded.
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
