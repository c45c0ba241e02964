import type { GetDataSourceResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Env, StandIn } from '../server'
import { dataSourceObject } from './page-objects'
import { askedDataSource } from './seen'

/** GET /v1/data_sources/{data_source_id} */
export function dataSourcesRetrieve(c: Context<Env>, standIn: StandIn): Response {
  const asked = askedDataSource(c, standIn)
  if (asked instanceof Response) return asked
  const body = dataSourceObject(standIn, asked.dataSource) satisfies GetDataSourceResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
