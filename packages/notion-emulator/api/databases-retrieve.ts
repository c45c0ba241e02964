import type { GetDatabaseResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound, otherKind, severalDataSources } from '../http/errors'
import { knowsDataSources } from '../http/version'
import { databaseObject } from './database-objects'
import { requestedId, visibleDataSourcesOf } from './requested-object'

/** GET /v1/databases/{database_id}: versions from before data sources refuse a database that has several. */
export function databasesRetrieve(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedId(c, emulator, 'read_content', 'database_id')
  if (asked instanceof Response) return asked
  const { asking, id } = asked
  const dataSources = visibleDataSourcesOf(asking, id)
  const [first] = dataSources
  if (asking.reach.byId.get(id)?.object === 'page') return otherKind(c, id, 'page', 'database')
  if (!first) return notFound(c, asking.bot, 'database', id)
  if (!knowsDataSources(c) && dataSources.length > 1)
    return severalDataSources(
      c,
      id,
      dataSources.map((one) => one.id),
    )
  const body = databaseObject(emulator, first, dataSources) satisfies GetDatabaseResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
