import type { BlockProps } from '../content-context'

export const ColumnList = ({ block, context }: BlockProps<'column_list'>) =>
  block.has_children ? <div className="notion-columns">{context.children(block)}</div> : null

/** One of several columns; stacked on a phone. */
export function Column({ block, context }: BlockProps<'column'>) {
  const ratio = block.column.width_ratio
  return (
    <div
      className="notion-column"
      style={ratio ? { flexGrow: Math.min(Math.max(ratio, 0.05), 1) } : undefined}
    >
      {block.has_children && context.children(block)}
    </div>
  )
}
