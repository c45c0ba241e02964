import type { Client } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { paginate } from './paginate'
import { requestedDataSource } from './requested-object'

type Templates = Awaited<ReturnType<Client['dataSources']['listTemplates']>>

/** GET /v1/data_sources/{data_source_id}/templates */
export function dataSourcesTemplates(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedDataSource(c, emulator)
  if (asked instanceof Response) return asked
  const name = c.req.query('name')?.toLowerCase() ?? ''
  const page = paginate(
    c,
    asked.dataSource.templates.filter((one) => one.name.toLowerCase().includes(name)),
  )
  if (page instanceof Response) return page
  const body = {
    templates: page.results.map((one) => ({ id: one.id, name: one.name, is_default: one.isDefault })),
    has_more: page.has_more,
    next_cursor: page.next_cursor,
  } satisfies Templates
  return c.json({ ...body, request_id: c.get('requestId') })
}
