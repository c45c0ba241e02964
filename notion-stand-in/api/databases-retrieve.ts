import type { GetDatabaseResponse } from '@notionhq/client'
import type { Context } from 'hono'
import { notFound, otherKind, severalDataSources } from '../errors'
import type { Env, StandIn } from '../server'
import { databaseObject } from './database-objects'
import { askedFor, seesDatabase } from './seen'
import { knowsDataSources } from './version'

/** GET /v1/databases/{database_id}: versions from before data sources refuse a database that has several. */
export function databasesRetrieve(c: Context<Env>, standIn: StandIn): Response {
  const asked = askedFor(c, standIn, 'read_content', 'database_id')
  if (asked instanceof Response) return asked
  const { asking, id } = asked
  const dataSources = seesDatabase(asking, id)
  const [first] = dataSources
  if (asking.reach.byId.get(id)?.object === 'page') return otherKind(c, id, 'page', 'database')
  if (!first) return notFound(c, asking.bot, 'database', id)
  if (!knowsDataSources(c) && dataSources.length > 1)
    return severalDataSources(
      c,
      id,
      dataSources.map((one) => one.id),
    )
  const body = databaseObject(standIn, first, dataSources) satisfies GetDatabaseResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
