import type { GetViewResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound } from '../http/errors'
import { requestedId } from './requested-object'
import { seesView, viewObject } from './view-objects'

/** GET /v1/views/{view_id} */
export function viewsRetrieve(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedId(c, emulator, 'read_content', 'view_id')
  if (asked instanceof Response) return asked
  const found = seesView(asked.asking, asked.id)
  if (!found) return notFound(c, asked.asking.bot, 'view', asked.id)
  const body = viewObject(emulator, found.dataSource, found.view) satisfies GetViewResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
