import { TitleSkeleton } from '../ui/title-skeleton'
import './data-table.css'

const ROWS = 12

/** A table in the size that it will have, on its way. */
export function TableSkeleton({ columns = 6 }: { columns?: number }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">Loading the rows</p>
      <div className="rows-box" aria-hidden="true" style={{ overflow: 'hidden' }}>
        <table className="rows" style={{ width: `${columns * 12}rem` }}>
          <tbody>
            {Array.from({ length: ROWS }, (_, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
              <tr key={row}>
                {Array.from({ length: columns }, (_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns are all alike
                  <td key={column}>
                    <span
                      className="skeleton h-3"
                      style={{ width: `${85 - ((row * 17 + column * 23) % 50)}%` }}
                    />
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

/** Title, description, filter and rows, on their way. The title may be known already. */
export function DataSourceSkeleton({ title = null }: { title?: string | null }) {
  return (
    <div aria-busy="true" className="min-h-dvh">
      <TitleSkeleton title={title} />
      <span className="skeleton mt-4 h-5 w-40" />
      <span className="skeleton mt-6 mb-6 h-16 w-full max-w-3xl" />
      <TableSkeleton />
    </div>
  )
}
