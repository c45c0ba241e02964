import type { Block } from '@/lib/notion'

/** Blocks that are drawn in one element: a list, a to-do list, rows of a table, or a block by itself. */
export interface BlockGroup {
  readonly kind: 'bulleted' | 'numbered' | 'todos' | 'rows' | 'single'
  readonly blocks: readonly [Block, ...Block[]]
  /** The number of the first item of a numbered list. */
  readonly start: number
}

const KINDS: ReadonlyMap<Block['type'], BlockGroup['kind']> = new Map([
  ['bulleted_list_item', 'bulleted'],
  ['numbered_list_item', 'numbered'],
  ['to_do', 'todos'],
  ['table_row', 'rows'],
])

function givenStart(block: Block): number | undefined {
  const given: unknown =
    block.type === 'numbered_list_item' ? block.numbered_list_item?.list_start_index : undefined
  return Number.isSafeInteger(given) ? Number(given) : undefined
}

/** Groups the items of each list. The first list's numbers go on at `startNumber` if it has none of its own. */
export function groupBlocks(blocks: readonly Block[], startNumber: number): readonly BlockGroup[] {
  const runs: { kind: BlockGroup['kind']; blocks: [Block, ...Block[]]; start: number }[] = []
  for (const block of blocks) {
    const kind = KINDS.get(block.type) ?? 'single'
    const last = runs.at(-1)
    const given = givenStart(block)
    const restarts = given !== undefined && given !== last?.start
    if (kind !== 'single' && last?.kind === kind && !restarts) last.blocks.push(block)
    else runs.push({ kind, blocks: [block], start: given ?? (runs.length === 0 ? startNumber : 1) })
  }
  return runs
}

/** For the page: how a run of numbered items at the end of a batch continues (the next number), or 1. */
export function nextListNumber(blocks: readonly Block[], startNumber: number): number {
  if (blocks.length === 0) return startNumber
  const last = groupBlocks(blocks, startNumber).at(-1)
  return last?.kind === 'numbered' ? last.start + last.blocks.length : 1
}
