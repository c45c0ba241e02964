import type { ListDatabaseViewsResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound, notionError, restricted } from '../http/errors'
import { caller } from './bearer'
import { uuid } from './ids'
import { paginate } from './paginate'
import { visibleDataSource, visibleDataSourcesOf } from './requested-object'

/** GET /v1/views?database_id= or ?data_source_id= */
export function viewsList(c: Context<Env>, emulator: Emulator): Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const database = c.req.query('database_id')
  const source = c.req.query('data_source_id')
  const given = database ?? source
  const id = uuid(given ?? '')
  if (id === null) {
    const name = source === undefined ? 'database_id' : 'data_source_id'
    const was =
      given === undefined ? 'defined, instead was `undefined`' : `a valid uuid, instead was \`"${given}"\``
    return notionError(c, 400, 'validation_error', `query failed validation: query.${name} should be ${was}.`)
  }
  if (!asking.bot.scopes.includes('read_content')) return restricted(c)
  const one = database === undefined ? visibleDataSource(asking, id) : null
  const dataSources = database === undefined ? (one ? [one] : []) : visibleDataSourcesOf(asking, id)
  if (dataSources.length === 0)
    return notFound(c, asking.bot, database === undefined ? 'data source' : 'database', id)
  const list = paginate(
    c,
    dataSources.flatMap((source) => source.views),
  )
  if (list instanceof Response) return list
  const body = {
    object: 'list',
    type: 'view',
    view: {},
    ...list,
    results: list.results.map((view) => ({ object: 'view' as const, id: view.id })),
  } satisfies ListDatabaseViewsResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
