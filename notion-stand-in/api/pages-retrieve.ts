import type { GetPageResponse } from '@notionhq/client'
import type { Context } from 'hono'
import { notionError, restricted } from '../errors'
import type { Env, StandIn } from '../server'
import { caller } from './bearer'
import { notAnId, uuid } from './ids'
import { pageObject } from './page-objects'
import { CONNECTION_NAME } from './user-objects'

/** GET /v1/pages/{page_id}: a page that was not shared is answered like one that does not exist. */
export function pagesRetrieve(c: Context<Env>, standIn: StandIn): Response {
  const asking = caller(c, standIn)
  if (asking instanceof Response) return asking
  const given = c.req.param('id') ?? ''
  const id = uuid(given)
  if (id === null) return notAnId(c, 'page_id', given)
  if (!asking.bot.scopes.includes('read_content')) return restricted(c)
  const page = asking.shared.find((one) => one.id === id && one.object === 'page')
  if (!page)
    return notionError(
      c,
      404,
      'object_not_found',
      `Could not find page with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "${CONNECTION_NAME}".`,
      { additionalData: { integration_id: asking.bot.id } },
    )
  const body = pageObject(standIn, asking, page) satisfies GetPageResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
