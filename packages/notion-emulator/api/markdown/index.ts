import type { BlockObjectResponse } from '@notionhq/client'
import { blockLines } from './block'

/** The most blocks in one response. It names the rest by id only. */
export const MAX_MARKDOWN_BLOCKS = 1_500

/** A block with the way to those in it. */
export interface BlockNode {
  readonly block: BlockObjectResponse
  readonly below: () => readonly BlockNode[]
}

export interface Markdown {
  readonly markdown: string
  readonly truncated: boolean
  readonly unknown: readonly string[]
}

/** Blocks in Notion's own kind of markdown, those inside others one tab deeper. */
export function markdownOf(nodes: readonly BlockNode[], url: (id: string) => string): Markdown {
  const lines: string[] = []
  const unknown: string[] = []
  let told = 0
  let truncated = false
  const tell = (all: readonly BlockNode[], depth: number): void => {
    for (const { block, below } of all) {
      if (told >= MAX_MARKDOWN_BLOCKS) {
        truncated = true
        unknown.push(block.id)
        continue
      }
      told += 1
      const { before, after = [], unknown: isUnknown } = blockLines(block, url)
      const tabs = '\t'.repeat(depth)
      lines.push(...before.map((line) => tabs + line))
      if (isUnknown) unknown.push(block.id)
      tell(below(), depth + 1)
      lines.push(...after.map((line) => tabs + line))
    }
  }
  tell(nodes, 0)
  return { markdown: lines.join('\n'), truncated, unknown }
}
