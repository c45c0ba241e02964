import { nestedClass } from '../block-parts'
import type { BlockProps } from '../content-context'

/** A synced block: the original, or a copy. */
export function SyncedBlock({ block, context, depth }: BlockProps<'synced_block'>) {
  if (!block.has_children)
    return block.synced_block.synced_from ? (
      <p className="notion-note">A synced copy of content that Notion doesn’t share with us.</p>
    ) : null
  return (
    <div className={nestedClass('notion-synced', depth)}>
      {block.synced_block.synced_from && <p className="notion-note">Synced from another page:</p>}
      {context.children(block)}
    </div>
  )
}
