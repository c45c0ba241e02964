import type { ListBlockChildrenResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { blockObject } from './block-objects'
import { paginate } from './paginate'
import { requestedBlock } from './requested-block'

/** GET /v1/blocks/{block_id}/children: one level; a cursor is the id of the next block. */
export function blocksChildren(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedBlock(c, emulator, 'read_content')
  if (asked instanceof Response) return asked
  const { asking, block } = asked
  const page = paginate(c, emulator.content.inBlock(asking.workspace, block))
  if (page instanceof Response) return page
  const body = {
    object: 'list',
    type: 'block',
    block: {},
    ...page,
    results: page.results.map((one) => blockObject(emulator, asking, one)),
  } satisfies ListBlockChildrenResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
