import { Skeleton } from '../ui/skeleton'
import { TitleSkeleton } from '../ui/title-skeleton'
import './data-table.css'

const ROWS = 12

/** A placeholder in the size of the table. */
export function TableSkeleton({ columns = 6 }: { columns?: number }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">Loading the rows</p>
      <div className="data-table-frame data-table-box" aria-hidden="true" style={{ overflow: 'hidden' }}>
        <table className="data-table" style={{ width: `${columns * 12}rem` }}>
          <tbody>
            {Array.from({ length: ROWS }, (_, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
              <tr key={row}>
                {Array.from({ length: columns }, (_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns are all alike
                  <td key={column}>
                    <Skeleton className="h-3" style={{ width: `${85 - ((row * 17 + column * 23) % 50)}%` }} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** A placeholder for title, description, filter and rows. The title may be known. */
export function DataSourceSkeleton({ title = null }: { title?: string | null }) {
  return (
    <div aria-busy="true" className="min-h-dvh">
      <TitleSkeleton title={title} />
      <Skeleton className="mt-4 h-5 w-40" />
      <Skeleton className="mt-6 mb-6 h-16 w-full max-w-3xl" />
      <TableSkeleton />
    </div>
  )
}
