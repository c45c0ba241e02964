import type { Block } from '@/lib/notion'

/** Blocks that share one element: a list, a to-do list, rows of a table, or a single block. */
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

/** Groups blocks into lists. The first numbered list starts at `startNumber`, unless Notion gives it a number. */
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

/** The number with which a numbered list at the end of a batch continues in the next batch; 1 if there is none. */
export function nextListNumber(blocks: readonly Block[], startNumber: number): number {
  if (blocks.length === 0) return startNumber
  const last = groupBlocks(blocks, startNumber).at(-1)
  return last?.kind === 'numbered' ? last.start + last.blocks.length : 1
}
