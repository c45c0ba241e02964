import type { TreeNode } from './tree-node'

/** Why a parent isn't listed. The text claims only what is known. */
export type MissingParentReason = 'not loaded yet' | 'not in this list' | 'not listed'

const TEXT: Readonly<Record<MissingParentReason, string>> = {
  'not loaded yet': 'These move under their parent page once it’s loaded.',
  'not in this list': 'The filter may hide it, or it isn’t shared.',
  'not listed': 'Notion listed these, but not their parent. It may not be shared.',
}

/** Explains why these nodes have no parent. */
export function OrphansHeading({
  id,
  strays,
  unseen,
}: {
  id: string
  strays: readonly TreeNode[]
  unseen: MissingParentReason
}) {
  const unnamed = unseen === 'not listed' && strays.some((one) => one.parent === '' && !one.unlisted)
  return (
    <div className="mb-2">
      <h3 id={id} className="text-md">
        Their parent is {unseen}
        {unnamed && ', or not known'}
      </h3>
      <p className="text-sm text-dim">
        {TEXT[unseen]}
        {unnamed && ' For some, Notion names only the block that contains them.'}
      </p>
    </div>
  )
}
