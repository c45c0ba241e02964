import { randomUUID } from 'node:crypto'
import type {
  CreateViewQueryResponse,
  DeleteViewQueryResponse,
  GetViewQueryResultsResponse,
} from '@notionhq/client'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Emulator, Env } from '../http/context'
import { notFound } from '../http/errors'
import type { State } from '../state/store'
import type { WorldPage } from '../world'
import { bodyOf } from './body'
import { CUT_SHORT } from './data-sources-query'
import { notAnId, uuid } from './ids'
import { paginate } from './paginate'
import { rowsOf } from './query/run'
import { type RequestedId, requestedId } from './requested-object'
import { seesView } from './view-objects'

const TTL_MS = 15 * 60_000
const form = z.strictObject({ page_size: z.number().optional() })

interface ViewQuery {
  readonly id: string
  readonly viewId: string
  readonly botId: string
  readonly expiresAt: number
  readonly rows: readonly WorldPage[]
  /** There was more than Notion gives. */
  readonly cut: boolean
}

/** Results are kept as they were found; a reset, which brings a new state, forgets them. */
const kept = new WeakMap<State, Map<string, ViewQuery>>()

function queriesOf({ store }: Emulator): Map<string, ViewQuery> {
  const found = kept.get(store.state) ?? new Map<string, ViewQuery>()
  kept.set(store.state, found)
  for (const [id, { expiresAt }] of found) if (expiresAt <= Date.now()) found.delete(id)
  return found
}

/** POST /v1/views/{view_id}/queries: runs the view's filter and sorts, and keeps the result for 15 minutes. */
export async function viewQueriesCreate(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const asked = requestedId(c, emulator, 'read_content', 'view_id')
  if (asked instanceof Response) return asked
  const { asking, id } = asked
  const found = seesView(asking, id)
  if (!found) return notFound(c, asking.bot, 'view', id)
  const given = await bodyOf(c, form)
  if (given instanceof Response) return given
  const { view, dataSource } = found
  const all = rowsOf(emulator, asking, dataSource, {
    ...(view.filter === null ? {} : { filter: view.filter }),
    ...(view.sorts === null ? {} : { sorts: view.sorts }),
  })
  const most = emulator.store.state.switches.queryResultLimit
  const query: ViewQuery = {
    id: randomUUID(),
    viewId: view.id,
    botId: asking.bot.id,
    expiresAt: Date.now() + TTL_MS,
    rows: all.slice(0, most),
    cut: all.length > most,
  }
  const list = paginate(c, query.rows, { startCursor: undefined, pageSize: given.body.page_size })
  if (list instanceof Response) return list
  queriesOf(emulator).set(query.id, query)
  const body = {
    object: 'view_query',
    id: query.id,
    view_id: view.id,
    expires_at: new Date(query.expiresAt).toISOString(),
    total_count: query.rows.length,
    ...list,
    results: list.results.map(pageReference),
    ...(query.cut && !list.has_more ? { request_status: CUT_SHORT } : {}),
  } satisfies CreateViewQueryResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}

const pageReference = ({ id }: WorldPage) => ({ object: 'page' as const, id })

function askedQuery(c: Context<Env>, emulator: Emulator): (RequestedId & { query: ViewQuery }) | Response {
  const asked = requestedId(c, emulator, 'read_content', 'view_id')
  if (asked instanceof Response) return asked
  const given = c.req.param('queryId') ?? ''
  const id = uuid(given)
  if (id === null) return notAnId(c, 'query_id', given)
  const query = queriesOf(emulator).get(id)
  if (query?.viewId !== asked.id || query.botId !== asked.asking.bot.id)
    return notFound(c, asked.asking.bot, 'view query', id)
  return { ...asked, query }
}

/** GET /v1/views/{view_id}/queries/{query_id} */
export function viewQueriesResults(c: Context<Env>, emulator: Emulator): Response {
  const asked = askedQuery(c, emulator)
  if (asked instanceof Response) return asked
  const { query } = asked
  const list = paginate(c, query.rows)
  if (list instanceof Response) return list
  const body = {
    object: 'list',
    type: 'page',
    page: {},
    ...list,
    results: list.results.map(pageReference),
    ...(query.cut && !list.has_more ? { request_status: CUT_SHORT } : {}),
  } satisfies GetViewQueryResultsResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}

/** DELETE /v1/views/{view_id}/queries/{query_id} */
export function viewQueriesDelete(c: Context<Env>, emulator: Emulator): Response {
  const asked = askedQuery(c, emulator)
  if (asked instanceof Response) return asked
  queriesOf(emulator).delete(asked.query.id)
  const body = {
    object: 'view_query',
    id: asked.query.id,
    deleted: true,
  } satisfies DeleteViewQueryResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
