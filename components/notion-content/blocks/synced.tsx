import { nestedClass } from '../block-parts'
import type { BlockProps } from '../content-context'

/** Content that stands in several places: here, or a copy of what stands elsewhere. */
export function SyncedBlock({ block, context, depth }: BlockProps<'synced_block'>) {
  if (!block.has_children)
    return block.synced_block.synced_from ? (
      <p className="note">A copy of content that stands elsewhere and that Notion does not show us.</p>
    ) : null
  return (
    <div className={nestedClass('synced', depth)}>
      {block.synced_block.synced_from && <p className="note">The same as in another place:</p>}
      {context.children(block)}
    </div>
  )
}
