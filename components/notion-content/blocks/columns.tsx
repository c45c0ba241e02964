import type { BlockProps } from '../content-context'

export const ColumnList = ({ block, context }: BlockProps<'column_list'>) =>
  block.has_children ? <div className="columns">{context.children(block)}</div> : null

/** One of several beside each other; each below the other on a phone. */
export function Column({ block, context }: BlockProps<'column'>) {
  const ratio = block.column.width_ratio
  return (
    <div className="column" style={ratio ? { flexGrow: Math.min(Math.max(ratio, 0.05), 1) } : undefined}>
      {block.has_children && context.children(block)}
    </div>
  )
}
