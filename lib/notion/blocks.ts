import { type Client, isFullBlock } from '@notionhq/client'
import { parseNotionId } from '../shared/ids'
import { callNotion } from './api'
import { continuationOf, readBatch, resultsOf } from './batch'
import { toParent } from './parents'
import { asObject, asString, idOrIndex, readOrNull } from './parse-values'
import { type OnFile, reportFile, toIcon } from './pictures'
import type { Block, BlockBatch, Parent } from './views'

function reportBlockFiles(block: Block, onFile: OnFile): void {
  const content = `blocks/${block.id}/content`
  switch (block.type) {
    case 'image':
      return void (block.image.type === 'file' && reportFile(onFile, content, block.image.file))
    case 'video':
      return void (block.video.type === 'file' && reportFile(onFile, content, block.video.file))
    case 'audio':
      return void (block.audio.type === 'file' && reportFile(onFile, content, block.audio.file))
    case 'pdf':
      return void (block.pdf.type === 'file' && reportFile(onFile, content, block.pdf.file))
    case 'file':
      return void (block.file.type === 'file' && reportFile(onFile, content, block.file.file))
    case 'callout':
      return void toIcon(block.callout.icon, `blocks/${block.id}/icon`, onFile)
    case 'paragraph':
      return void toIcon(block.paragraph.icon ?? null, `blocks/${block.id}/icon`, onFile)
  }
}

/** Validates a block. A block without content gets the type `unreadable`, so that it keeps its position on the page. */
function toBlock(found: unknown, index: number, onFile: OnFile): Block {
  const block = readOrNull('block', () => {
    const whole = asObject(found)
    asObject(whole[asString(whole['type'])])
    if (parseNotionId(whole['id']) === null) throw new TypeError('not an id')
    return whole
  })
  if (!block) {
    const given = typeof found === 'object' && found !== null ? (found as { has_children?: unknown }) : {}
    const id = idOrIndex(given, index)
    const inside = parseNotionId(id) !== null && given.has_children === true
    return { object: 'block', id, type: 'unreadable', has_children: inside } as unknown as Block
  }
  // If in doubt, read the children. That costs a call, but ignoring them would hide content.
  const view = { ...block, has_children: block['has_children'] !== false } as unknown as Block
  readOrNull('file of a block', () => reportBlockFiles(view, onFile))
  return view
}

/**
 * Reads the direct children of a page or block. One call.
 *
 * @throws {NotionRefused} 404: deleted or not shared @throws {NotionUnavailable} and errors of the authorized client
 * @see https://developers.notion.com/reference/get-block-children
 */
export async function readBlocks(
  client: Client,
  parentId: string,
  cursor: string | null,
  onFile: OnFile,
): Promise<BlockBatch> {
  const answer = await readBatch(cursor, (start) =>
    client.blocks.children.list({ block_id: parentId, ...start }),
  )
  const blocks = resultsOf(answer).map((found, index) => toBlock(found, index, onFile))
  return { blocks, ...continuationOf(answer, cursor) }
}

/** Reads the parent of a block. Reports the block's hosted files to `onFile`. One call. */
export async function readBlockParent(client: Client, blockId: string, onFile: OnFile): Promise<Parent> {
  const block = await callNotion(() => client.blocks.retrieve({ block_id: blockId }))
  if (!isFullBlock(block)) return { type: 'unknown' }
  readOrNull('file of a block', () => reportBlockFiles(block, onFile))
  return toParent(block.parent)
}
