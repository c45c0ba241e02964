import type { GetPageMarkdownResponse } from '@notionhq/client/build/src/api-endpoints/pages'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound } from '../http/errors'
import { hostOf } from '../http/host'
import type { Block } from '../state/content'
import type { Caller } from './bearer'
import { blockObject } from './block-objects'
import { type BlockNode, markdownOf } from './markdown'
import { requestedBlock } from './requested-block'

function nodesOf(emulator: Emulator, asking: Caller, blocks: readonly Block[]): BlockNode[] {
  return blocks.map((block) => ({
    block: blockObject(emulator, asking, block),
    // Pages and databases below this one are named, not told.
    below: () =>
      block.child ? [] : nodesOf(emulator, asking, emulator.content.inBlock(asking.workspace, block)),
  }))
}

/** GET /v1/pages/{page_id}/markdown: of a page, or of one block and what is in it. */
export function pagesMarkdown(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedBlock(c, emulator, 'read_content')
  if (asked instanceof Response) return asked
  const { asking, block } = asked
  if (block.child?.object === 'data_source') return notFound(c, asking.bot, 'page', block.id)
  const nodes = nodesOf(
    emulator,
    asking,
    block.child ? emulator.content.inBlock(asking.workspace, block) : [block],
  )
  const { markdown, truncated, unknown } = markdownOf(nodes, hostOf(emulator).page)
  const body = {
    object: 'page_markdown',
    id: block.id,
    markdown,
    truncated,
    unknown_block_ids: [...unknown],
  } satisfies GetPageMarkdownResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
