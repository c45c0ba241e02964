import type { ReactNode } from 'react'
import type { Block } from '@/lib/notion'
import { nestedClass } from './block-parts'
import { BlockView } from './blocks/registry'
import { TableRows } from './blocks/table'
import type { ContentContext } from './content-context'
import { type BlockGroup, groupBlocks } from './group-blocks'
import { headingLevels } from './headings'

export type { ContentContext } from './content-context'
export { nextListNumber } from './group-blocks'
export {
  headingAnchor,
  headingsOf,
  levelAbove,
  listedHeadings,
  TableOfContents,
} from './headings'

function listFormat(run: BlockGroup): string {
  const [first] = run.blocks
  const format = first.type === 'numbered_list_item' ? first.numbered_list_item?.list_format : undefined
  return format === 'letters' || format === 'roman' || format === 'numbers' ? `notion-list-${format}` : ''
}

/** Three-digit numbers need more room. */
const reachesHundred = (run: BlockGroup) => run.start + run.blocks.length > 100

function BlockGroupView({
  run,
  context,
  depth,
}: {
  run: BlockGroup
  context: ContentContext
  depth: number
}): ReactNode {
  const drawn = run.blocks.map((block) => (
    <BlockView key={block.id} block={block} context={context} depth={depth} listed={run.kind !== 'single'} />
  ))
  switch (run.kind) {
    case 'bulleted':
      return <ul className={nestedClass('notion-list', depth)}>{drawn}</ul>
    case 'numbered':
      return (
        <ol
          start={run.start}
          className={`${nestedClass('notion-list', depth)} ${listFormat(run)} ${reachesHundred(run) ? 'notion-list-wide' : ''}`}
        >
          {drawn}
        </ol>
      )
    case 'todos':
      return <ul className={`${nestedClass('notion-list', depth)} notion-todos`}>{drawn}</ul>
    case 'rows':
      return <TableRows blocks={run.blocks} headers={{ column: false, row: false }} context={context} />
    case 'single':
      return drawn
    default:
      return run.kind satisfies never
  }
}

/**
 * The blocks of one parent.
 *
 * @param props.startNumber the number with which a list of the previous batch continues
 * @param props.depth the depth in the page; 0 at the top level
 * @param props.above the level of the heading before these blocks; 1 for the page's title
 */
export function BlockList({
  blocks,
  context,
  startNumber = 1,
  depth = 0,
  above = 1,
}: {
  blocks: readonly Block[]
  context: ContentContext
  startNumber?: number
  depth?: number
  above?: number
}): ReactNode {
  const own = { ...context, headingElements: headingLevels(blocks, above) }
  return groupBlocks(blocks, startNumber).map((run) => (
    <BlockGroupView key={run.blocks[0].id} run={run} context={own} depth={depth} />
  ))
}
