import type { Block } from '@/lib/notion'
import { BlockChildren, blockHref, OpenBlockInNotion } from '../block-parts'
import type { BlockProps, ContentContext } from '../content-context'
import { NotDisplayable } from '../not-displayable'

/** A block that Notion's API doesn't share. */
export function UnsupportedBlock({ block, context }: BlockProps<'unsupported'>) {
  const name = block.unsupported?.block_type
  return (
    <p className="notion-note">
      Notion doesn’t share this block with connected apps
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

/** A block type that this app doesn't know. Its children are still shown. */
export function UnknownBlock({
  block,
  context,
  depth,
}: {
  block: Block
  context: ContentContext
  depth: number
}) {
  // lib/notion marks a block that it couldn't read with this type.
  if (String(block.type) === 'unreadable')
    return (
      <div className="notion-block">
        <p className="notion-note">
          <NotDisplayable href={blockHref(block, context)} />
        </p>
        <BlockChildren block={block} context={context} depth={depth} />
      </div>
    )
  return (
    <div className="notion-block">
      <p className="notion-note">
        This app doesn’t support this block type yet: <bdi>{String(block.type).slice(0, 80)}</bdi>.{' '}
        <OpenBlockInNotion block={block} context={context} />
      </p>
      <BlockChildren block={block} context={context} depth={depth} />
    </div>
  )
}
