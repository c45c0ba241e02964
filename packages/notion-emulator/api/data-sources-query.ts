import type { QueryDataSourceResponse } from '@notionhq/client'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Emulator, Env } from '../http/context'
import { notionError } from '../http/errors'
import type { WorldPage } from '../world'
import { bodyOf, cursor } from './body'
import { pageObject } from './page-objects'
import { paginate } from './paginate'
import { propertyNamed } from './query/filter'
import { QueryProblem } from './query/problem'
import { rowsOf } from './query/run'
import { requestedDataSource } from './requested-object'

const form = z.strictObject({
  filter: z.unknown().optional(),
  sorts: z.unknown().optional(),
  start_cursor: cursor,
  page_size: z.number().optional(),
  in_trash: z.boolean().optional(),
  archived: z.boolean().optional(),
  result_type: z.enum(['page', 'data_source']).optional(),
})

/** Answers with what a query found, or with what is wrong with the query. */
function answered(c: Context<Env>, work: () => Response): Response {
  try {
    return work()
  } catch (error) {
    if (error instanceof QueryProblem) return notionError(c, 400, 'validation_error', error.message)
    throw error
  }
}

/** Notion goes so far into a result and no further. */
export const CUT_SHORT = {
  type: 'incomplete' as const,
  incomplete_reason: 'query_result_limit_reached' as const,
}

/** POST /v1/data_sources/{data_source_id}/query */
export async function dataSourcesQuery(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const asked = requestedDataSource(c, emulator)
  if (asked instanceof Response) return asked
  const { asking, dataSource } = asked
  const given = await bodyOf(c, form)
  if (given instanceof Response) return given
  const { filter, sorts, start_cursor, page_size, in_trash, archived, result_type } = given.body
  const wanted = c.req.queries('filter_properties') ?? []
  return answered(c, () => {
    for (const one of wanted) propertyNamed(dataSource.schema, one)
    const found = rowsOf(emulator, asking, dataSource, { filter, sorts })
    // Nothing of this world is in the trash, and no data source is a row.
    const none = in_trash === true || archived === true || result_type === 'data_source'
    const most = emulator.store.state.switches.queryResultLimit
    const rows: readonly WorldPage[] = none ? [] : found.slice(0, most)
    const page = paginate(c, rows, { startCursor: start_cursor, pageSize: page_size })
    if (page instanceof Response) return page
    const cut = !none && found.length > most && !page.has_more
    const body = {
      object: 'list',
      type: 'page_or_data_source',
      page_or_data_source: {},
      ...page,
      results: page.results.map((row) => pageObject(emulator, asking, row, wanted)),
      ...(cut ? { request_status: CUT_SHORT } : {}),
    } satisfies QueryDataSourceResponse
    return c.json({ ...body, request_id: c.get('requestId') })
  })
}
