import type { TreeNode } from './node'

/** Why a parent is not among the nodes: exactly what is known, no more. */
export type Unseen = 'not read yet' | 'not in this list' | 'not shared'

const TEXT: Readonly<Record<Unseen, string>> = {
  'not read yet': 'They move to their place when it is.',
  'not in this list': 'It is not shared, or of the other kind.',
  'not shared': 'Notion shows these, but not what they stand in.',
}

/** Why these stand at the top. */
export function StrayHeading({
  id,
  strays,
  unseen,
}: {
  id: string
  strays: readonly TreeNode[]
  unseen: Unseen
}) {
  const unnamed = unseen === 'not shared' && strays.some((one) => one.parent === '' && !one.unseen)
  return (
    <div className="mb-2">
      <h3 id={id} className="text-base">
        Their parent is {unseen}
        {unnamed && ', or not known'}
      </h3>
      <p className="text-sm text-dim">
        {TEXT[unseen]}
        {unnamed && ' Of some, Notion names only a block that they stand in.'}
      </p>
    </div>
  )
}
