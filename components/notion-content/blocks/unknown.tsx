import type { Block } from '@/lib/notion'
import { BlockChildren, blockHref, OpenBlockInNotion } from '../block-parts'
import type { BlockProps, ContentContext } from '../content-context'
import { NotDisplayable } from '../not-displayable'

/** What Notion has and its API does not give. */
export function UnsupportedBlock({ block, context }: BlockProps<'unsupported'>) {
  const name = block.unsupported?.block_type
  return (
    <p className="note">
      Notion does not give this block to connected apps
      {name && (
        <>
          {' '}
          (<bdi>{name.slice(0, 80)}</bdi>)
        </>
      )}
      . <OpenBlockInNotion block={block} context={context} />
    </p>
  )
}

/** A type that came after this app. What stands inside is shown all the same. */
export function UnknownBlock({
  block,
  context,
  depth,
}: {
  block: Block
  context: ContentContext
  depth: number
}) {
  // The core's word for a block that it could not read.
  if (String(block.type) === 'unreadable')
    return (
      <div className="block">
        <p className="note">
          <NotDisplayable href={blockHref(block, context)} />
        </p>
        <BlockChildren block={block} context={context} depth={depth} />
      </div>
    )
  return (
    <div className="block">
      <p className="note">
        A block of a kind that this app does not know yet: <bdi>{String(block.type).slice(0, 80)}</bdi>.{' '}
        <OpenBlockInNotion block={block} context={context} />
      </p>
      <BlockChildren block={block} context={context} depth={depth} />
    </div>
  )
}
