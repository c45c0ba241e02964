import type { TreeNode } from './node'

/** Why these stand at the top: exactly what is known, no more. */
export function StrayHeading({
  id,
  strays,
  reading,
  filtered,
}: {
  id: string
  strays: readonly TreeNode[]
  /** Their parents may still be among what was not read. */
  reading: boolean
  filtered: boolean
}) {
  const nameless = strays.some((one) => one.parent === '')
  const [title, text] = reading
    ? ['Their parent is not read yet', 'They move to their place when it is.']
    : filtered
      ? ['Their parent is not in this list', 'It is not shared, or of the other kind.']
      : nameless
        ? [
            'Their parent is not shared, or not known',
            'Notion shows these pages, but not what they stand in, or it names only a block of it.',
          ]
        : ['Their parent is not shared', 'Notion shows these, but not what they stand in.']
  return (
    <div className="mb-2">
      <h3 id={id} className="text-base">
        {title}
      </h3>
      <p className="text-sm text-dim">{text}</p>
    </div>
  )
}
