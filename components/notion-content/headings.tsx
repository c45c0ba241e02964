import type { Block } from '@/lib/notion'
import { bareNotionId } from '@/lib/shared/ids'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'

export interface Heading {
  readonly id: string
  readonly level: 1 | 2 | 3 | 4
  readonly text: string
}

/** The DOM id of a heading: the same that Notion's own links carry after "#". */
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

/** The headings among these blocks that have a text. Plain data. */
export function headingsOf(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block) => {
    const heading = headingOf(block)
    return heading?.text.trim() ? [heading] : []
  })
}

/** The page's own title is its first heading. */
const TITLE_LEVEL = 1
const MAX_LEVEL = 6

/**
 * The number of each heading's element, `h2` to `h6`, by block id: as deep as Notion's level, but never more than
 * one deeper than the heading before it, since people write what looks right and screen readers count.
 *
 * @param above the number of the heading before these blocks
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

/** The number of the last heading before `block` (or before the end), for what stands in it (or goes on after it). */
export function levelAbove(blocks: readonly Block[], above: number, block?: Block): number {
  const end = block ? blocks.indexOf(block) + 1 : blocks.length
  return [...headingLevels(blocks.slice(0, end), above).values()].at(-1) ?? above
}

/** A list of more headings than this helps nobody to find one. */
const MAX_HEADINGS = 500

/** The headings that a list of them shows, and how they are called there. */
export const listedHeadings = (headings: readonly Heading[]): readonly Heading[] =>
  headings.slice(0, MAX_HEADINGS).map((heading) => ({ ...heading, text: truncate(heading.text) }))

/** Links to headings of the same page, the first 500 of them. */
export function TableOfContents({ headings }: { headings: readonly Heading[] }) {
  if (headings.length === 0) return <p className="text-sm text-dim">This page has no headings.</p>
  const top = Math.min(...headings.map((heading) => heading.level))
  return (
    <ol className="contents-list">
      {listedHeadings(headings).map((heading) => (
        <li key={heading.id} style={{ paddingInlineStart: `${heading.level - top}rem` }}>
          <a href={`#${headingAnchor(heading.id)}`} className="link" dir="auto">
            {heading.text}
          </a>
        </li>
      ))}
      {headings.length > MAX_HEADINGS && (
        <li className="text-dim">and {headings.length - MAX_HEADINGS} more further down</li>
      )}
    </ol>
  )
}
