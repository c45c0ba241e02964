import type { GetBlockResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { blockObject } from './block-objects'
import { requestedBlock } from './requested-block'

/** GET /v1/blocks/{block_id}: a page is a block too. */
export function blocksRetrieve(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedBlock(c, emulator, 'read_content')
  if (asked instanceof Response) return asked
  const body = blockObject(emulator, asked.asking, asked.block) satisfies GetBlockResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
