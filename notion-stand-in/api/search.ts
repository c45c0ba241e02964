import type { SearchResponse } from '@notionhq/client'
import type { Context } from 'hono'
import { z } from 'zod'
import { invalidBody, notionError, restricted } from '../errors'
import type { Env, StandIn } from '../server'
import { caller } from './bearer'
import { dataSourceObject, pageObject } from './page-objects'
import { paginate } from './paginate'

const wanted = z.object({
  query: z.string().optional(),
  filter: z
    .object({
      property: z.literal('object').optional(),
      value: z.enum(['page', 'data_source']).optional(),
      in_trash: z.boolean().optional(),
    })
    .optional(),
  sort: z
    .union([
      z.object({
        timestamp: z.literal('last_edited_time'),
        direction: z.enum(['ascending', 'descending']).optional(),
      }),
      z.object({ property: z.literal('relevance') }),
    ])
    .optional(),
  start_cursor: z.string().optional(),
  page_size: z.unknown().optional(),
})

async function jsonOf(c: Context<Env>): Promise<unknown> {
  const text = await c.req.text()
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** POST /v1/search: by title, of what was shared. */
export async function search(c: Context<Env>, standIn: StandIn): Promise<Response> {
  const asking = caller(c, standIn)
  if (asking instanceof Response) return asking
  if (!asking.bot.scopes.includes('read_content')) return restricted(c)
  const json = await jsonOf(c)
  if (json === undefined) return notionError(c, 400, 'invalid_json', 'Error parsing JSON body.')
  const parsed = wanted.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return invalidBody(c, `body.${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}.`)
  }
  const { query, filter, sort, start_cursor, page_size } = parsed.data
  const fresh = Date.now() - asking.bot.authorizedAt < standIn.store.state.switches.searchIndexDelayMs
  const words = query?.trim().toLowerCase() ?? ''
  const found = asking.shared.filter(
    (page) =>
      !fresh &&
      filter?.in_trash !== true &&
      (filter?.value === undefined || page.object === filter.value) &&
      page.title.toLowerCase().includes(words),
  )
  const ascending = sort && 'timestamp' in sort && sort.direction === 'ascending'
  found.sort((a, b) => a.editedAt.localeCompare(b.editedAt) * (ascending ? 1 : -1))
  const page = paginate(c, found, { startCursor: start_cursor, pageSize: page_size })
  if (page instanceof Response) return page
  const body = {
    object: 'list',
    type: 'page_or_data_source',
    page_or_data_source: {},
    ...page,
    results: page.results.map((one) =>
      one.object === 'page' ? pageObject(standIn, asking, one) : dataSourceObject(standIn, one),
    ),
  } satisfies SearchResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
