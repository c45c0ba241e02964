import { type Client, isFullBlock } from '@notionhq/client'
import { call } from './api'
import { batchFrom, nextCursorOf } from './batch'
import { parentView } from './parents'
import { iconView, noteFile, type OnFile } from './pictures'
import type { Block, BlockBatch, Parent } from './views'

function noteBlockFiles(block: Block, onFile: OnFile): void {
  const content = `blocks/${block.id}/content`
  switch (block.type) {
    case 'image':
      return void (block.image.type === 'file' && noteFile(onFile, content, block.image.file))
    case 'video':
      return void (block.video.type === 'file' && noteFile(onFile, content, block.video.file))
    case 'audio':
      return void (block.audio.type === 'file' && noteFile(onFile, content, block.audio.file))
    case 'pdf':
      return void (block.pdf.type === 'file' && noteFile(onFile, content, block.pdf.file))
    case 'file':
      return void (block.file.type === 'file' && noteFile(onFile, content, block.file.file))
    case 'callout':
      return void iconView(block.callout.icon, `blocks/${block.id}/icon`, onFile)
    case 'paragraph':
      return void iconView(block.paragraph.icon ?? null, `blocks/${block.id}/icon`, onFile)
  }
}

/**
 * The blocks that stand directly in a page or a block: one call. Blocks that Notion gives by their id alone
 * are left out.
 *
 * @throws {NotionRefused} 404: gone or not shared @throws {NotionUnavailable} and what the door throws
 * @see https://developers.notion.com/reference/get-block-children
 */
export async function readBlocks(
  client: Client,
  parentId: string,
  cursor: string | null,
  onFile: OnFile,
): Promise<BlockBatch> {
  const answer = await call(() =>
    client.blocks.children.list({
      block_id: parentId,
      ...batchFrom(cursor),
    }),
  )
  const blocks = answer.results.filter(isFullBlock)
  for (const block of blocks) noteBlockFiles(block, onFile)
  return { blocks, nextCursor: nextCursorOf(answer) }
}

/** What one block stands in; its hosted files are told to `onFile`. One call. */
export async function readBlockParent(client: Client, blockId: string, onFile: OnFile): Promise<Parent> {
  const block = await call(() => client.blocks.retrieve({ block_id: blockId }))
  if (!isFullBlock(block)) return { type: 'unknown' }
  noteBlockFiles(block, onFile)
  return parentView(block.parent)
}
