import type { CSSProperties, ReactNode } from 'react'
import type { Block } from '@/lib/notion'
import { bareNotionId } from '@/lib/shared/ids'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { yieldIfBusy } from '@/lib/shared/yield-if-busy'
import { toSlices } from './estimate-bytes'

export interface Heading {
  readonly id: string
  readonly level: 1 | 2 | 3 | 4
  readonly text: string
}

/** The DOM id of a heading, the same as the fragment in Notion's links. */
export const headingAnchor = (blockId: string): string =>
  bareNotionId(blockId) ??
  `block-${blockId
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .slice(0, 64)}`

function headingOf(block: Block): Heading | null {
  switch (block.type) {
    case 'heading_1':
      return { id: block.id, level: 1, text: plainText(block.heading_1?.rich_text) }
    case 'heading_2':
      return { id: block.id, level: 2, text: plainText(block.heading_2?.rich_text) }
    case 'heading_3':
      return { id: block.id, level: 3, text: plainText(block.heading_3?.rich_text) }
    case 'heading_4':
      return { id: block.id, level: 4, text: plainText(block.heading_4?.rich_text) }
    default:
      return null
  }
}

/** The headings among these blocks that have text. */
export function headingsOf(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block) => {
    const heading = headingOf(block)
    return heading?.text.trim() ? [heading] : []
  })
}

/** The level of the page's title. */
const TITLE_LEVEL = 1
const MAX_LEVEL = 6

/**
 * The level of each heading's element, 2 to 6, by block id: one below Notion's level, but never more than one below the
 * previous heading, because screen readers announce levels and people choose headings by their size.
 *
 * @param above the level of the heading before these blocks
 */
export function headingLevels(blocks: readonly Block[], above = TITLE_LEVEL): ReadonlyMap<string, number> {
  const elements = new Map<string, number>()
  let before = above
  for (const heading of headingsOf(blocks)) {
    before = Math.min(heading.level + 1, before + 1, MAX_LEVEL)
    elements.set(heading.id, before)
  }
  return elements
}

/** The level of the last heading before the children of `block`, or before what follows these blocks. */
export function levelAbove(blocks: readonly Block[], above: number, block?: Block): number {
  const end = block ? blocks.indexOf(block) + 1 : blocks.length
  return [...headingLevels(blocks.slice(0, end), above).values()].at(-1) ?? above
}

/** A longer table of contents helps no one. */
const MAX_HEADINGS = 500

/** The headings that a table of contents shows, truncated. */
export const listedHeadings = (headings: readonly Heading[]): readonly Heading[] =>
  headings.slice(0, MAX_HEADINGS).map((heading) => ({ ...heading, text: truncate(heading.text) }))

const indent = (levels: number) => ({ '--notion-toc-indent': `${levels * 0.75}rem` }) as CSSProperties

/** The links that are rendered in one turn of the event loop. */
function HeadingLinks({
  headings,
  bytes,
  top,
}: {
  headings: readonly Heading[]
  bytes: number
  top: number
}): ReactNode | Promise<ReactNode> {
  const draw = () =>
    headings.map((heading) => (
      <li key={heading.id} style={indent(heading.level - top)}>
        <a href={`#${headingAnchor(heading.id)}`} className="notion-toc-link" dir="auto">
          {heading.text}
        </a>
      </li>
    ))
  const turn = yieldIfBusy(bytes)
  return turn ? turn.then(draw) : draw()
}

/** Links to the first 500 headings of the page. */
export function TableOfContents({ headings }: { headings: readonly Heading[] }) {
  if (headings.length === 0) return <p className="text-sm text-dim">This page has no headings.</p>
  const top = Math.min(...headings.map((heading) => heading.level))
  return (
    <ol className="notion-toc">
      {toSlices(listedHeadings(headings)).map(({ items, bytes }) => (
        <HeadingLinks key={items[0]?.id} headings={items} bytes={bytes} top={top} />
      ))}
      {headings.length > MAX_HEADINGS && (
        <li className="py-1 ps-3 text-dim">and {headings.length - MAX_HEADINGS} more further down</li>
      )}
    </ol>
  )
}
