import type { Column } from '@/components/table/columns'
import { RowCells } from '@/components/table/row-cells'
import type { DrawnBatch } from '@/components/table/row-pages'
import type { Workspace } from '@/lib/browse'
import type { RowBatch } from '@/lib/notion'

/** Rows with their cells drawn here: the browser gets elements, not Notion's objects and the code for each type. */
export function drawRows(workspace: Workspace, columns: readonly Column[], batch: RowBatch): DrawnBatch {
  return {
    rows: batch.rows.map((row) => ({
      id: row.id,
      cells: (
        <RowCells
          row={row}
          columns={columns}
          connectionId={workspace.connection.id}
          titleOf={workspace.knownTitle}
        />
      ),
    })),
    nextCursor: batch.nextCursor,
    incomplete: batch.incomplete,
  }
}
