import type { AppendBlockChildrenResponse } from '@notionhq/client'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Emulator, Env } from '../http/context'
import { invalidBody, notionError } from '../http/errors'
import type { Block } from '../state/content'
import { blockObject } from './block-objects'
import { bodyOf } from './body'
import { countBlocks, MAX_BLOCKS } from './limits'
import { requestedBlock } from './requested-block'
import { DEEPEST, depthOf, newBlock, takesChildren } from './write/blocks'
import { id } from './write/rich-text'
import { AT_END, keepBlocks } from './write/store-blocks'

/** The first version that says where with `position`, not with `after`. */
const POSITION_VERSION = '2026-03-11'

const position = z.union([
  z.strictObject({ type: z.literal('after_block'), after_block: z.strictObject({ id }) }),
  z.strictObject({ type: z.enum(['start', 'end']) }),
])
const wanted = z.strictObject({
  children: z.array(newBlock).min(1),
  position: position.optional(),
  after: id.optional(),
})

/** The block behind which to write; null: in front of all. */
function placeOf({ position: given, after }: z.output<typeof wanted>): string | null {
  if (given?.type === 'after_block') return given.after_block.id
  if (given?.type === 'start') return null
  return after ?? AT_END
}

function problem(c: Context<Env>, body: z.output<typeof wanted>, into: Block, siblings: readonly Block[]) {
  const type = typeof into.content === 'function' ? 'paragraph' : into.content.type
  if (!takesChildren(type)) return 'Block does not support children.'
  const isNew = (c.req.header('notion-version') ?? '') >= POSITION_VERSION
  if (isNew && body.after !== undefined) return 'body.after should be not present.'
  if (!isNew && body.position !== undefined) return 'body.position should be not present.'
  if (depthOf(body.children) > DEEPEST) return 'body.children should be nested at most two levels deep.'
  const place = placeOf(body)
  if (place !== null && place !== AT_END && !siblings.some((block) => block.id === place))
    return `Could not find the block ${place} in this parent.`
  return null
}

/** PATCH /v1/blocks/{block_id}/children: the new blocks, in their order. */
export async function blocksAppend(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const asked = requestedBlock(c, emulator, 'insert_content')
  if (asked instanceof Response) return asked
  const { asking, block } = asked
  const given = await bodyOf(c, wanted)
  if (given instanceof Response) return given
  const { body } = given
  const { content, store } = emulator
  const { workspace, bot } = asking
  const siblings = content.inBlock(workspace, block)
  const wrong = problem(c, body, block, siblings)
  if (wrong) return notionError(c, 400, 'validation_error', wrong)
  const raw = await c.req.json<{ children?: unknown }>()
  if (countBlocks(raw.children) > MAX_BLOCKS)
    return invalidBody(c, `body.children should hold at most ${MAX_BLOCKS} blocks in all.`)
  // The parent of a page's blocks is the page, not the block that shows it in its own parent.
  const into = block.child
    ? { page: block.child, parentId: block.child.id }
    : { page: block.page, parentId: block.childrenOf ?? block.id }
  const ids = keepBlocks(emulator, { ...into, after: placeOf(body) }, body.children, bot.id)
  await store.saved()
  const results = ids.flatMap((one) => {
    const made = content.block(workspace, one)
    return made ? [blockObject(emulator, asking, made)] : []
  })
  const answer = {
    object: 'list',
    type: 'block',
    block: {},
    results,
    next_cursor: null,
    has_more: false,
  } satisfies AppendBlockChildrenResponse
  return c.json({ ...answer, request_id: c.get('requestId') })
}
