import type { ListCustomEmojisResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { hostOf } from '../http/host'
import { CUSTOM_EMOJIS } from '../world/custom-emojis'
import { customEmoji } from '../world/icons'
import { caller } from './bearer'
import { paginate } from './paginate'

/** GET /v1/custom_emojis: all of the workspace, or the one of that name. */
export function customEmojis(c: Context<Env>, emulator: Emulator): Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const name = c.req.query('name')
  const host = hostOf(emulator)
  const page = paginate(
    c,
    CUSTOM_EMOJIS.filter((one) => name === undefined || one.name === name),
  )
  if (page instanceof Response) return page
  const body = {
    object: 'list',
    type: 'custom_emoji',
    ...page,
    results: page.results.map((one) => customEmoji(one, host)),
  } satisfies ListCustomEmojisResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
