import type { GetPageResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound, otherKind } from '../http/errors'
import { pageObject } from './page-objects'
import { requestedId, visibleDataSourcesOf } from './requested-object'

/** GET /v1/pages/{page_id}: a page that was not shared is answered like one that does not exist. */
export function pagesRetrieve(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedId(c, emulator, 'read_content', 'page_id')
  if (asked instanceof Response) return asked
  const { asking, id } = asked
  const page = asking.reach.byId.get(id)
  if (page === undefined && visibleDataSourcesOf(asking, id).length > 0)
    return otherKind(c, id, 'database', 'page')
  if (page?.object !== 'page') return notFound(c, asking.bot, 'page', id)
  const wanted = c.req.queries('filter_properties') ?? []
  const body = pageObject(emulator, asking, page, wanted) satisfies GetPageResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
