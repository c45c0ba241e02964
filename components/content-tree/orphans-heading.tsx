import type { TreeNode } from './tree-node'

/** Why a parent is not among the nodes: exactly what is known, no more. */
export type MissingParentReason = 'not loaded yet' | 'not in this list' | 'not listed'

const TEXT: Readonly<Record<MissingParentReason, string>> = {
  'not loaded yet': 'They move to their place when it is.',
  'not in this list': 'It may be of the other kind, or not shared.',
  'not listed': 'Notion listed these, but not what they are in. It may not be shared.',
}

/** Why these stand at the top. */
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
      <h3 id={id} className="text-base">
        Their parent is {unseen}
        {unnamed && ', or not known'}
      </h3>
      <p className="text-sm text-dim">
        {TEXT[unseen]}
        {unnamed && ' Of some, Notion names only a block that they are in.'}
      </p>
    </div>
  )
}
