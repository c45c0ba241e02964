import type { GetDataSourceResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { dataSourceObject } from './page-objects'
import { requestedDataSource } from './requested-object'

/** GET /v1/data_sources/{data_source_id} */
export function dataSourcesRetrieve(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedDataSource(c, emulator)
  if (asked instanceof Response) return asked
  const body = dataSourceObject(emulator, asked.dataSource) satisfies GetDataSourceResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
