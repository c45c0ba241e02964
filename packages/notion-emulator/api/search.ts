import type { SearchResponse } from '@notionhq/client'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Emulator, Env } from '../http/context'
import { restricted } from '../http/errors'
import { caller } from './bearer'
import { bodyOf, cursor } from './body'
import { CUT_SHORT } from './data-sources-query'
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
  start_cursor: cursor,
  page_size: z.unknown().optional(),
})

/** POST /v1/search: what was shared and has all the words in its title, last edited first. */
export async function search(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  if (!asking.bot.scopes.includes('read_content')) return restricted(c)
  const given = await bodyOf(c, wanted)
  if (given instanceof Response) return given
  const { query, filter, sort, start_cursor, page_size } = given.body
  const fresh = Date.now() - asking.bot.authorizedAt < emulator.store.state.switches.searchIndexDelayMs
  const words = query?.toLowerCase().split(/\s+/).filter(Boolean) ?? []
  const { recent } = asking.reach
  const ordered = sort && 'timestamp' in sort && sort.direction === 'ascending' ? recent.toReversed() : recent
  const found = ordered.filter((page) => {
    if (fresh || filter?.in_trash === true) return false
    if (filter?.value !== undefined && page.object !== filter.value) return false
    if (words.length === 0) return true
    const title = page.title.toLowerCase()
    return words.every((word) => title.includes(word))
  })
  const most = emulator.store.state.switches.searchResultLimit
  const page = paginate(c, found.slice(0, most), { startCursor: start_cursor, pageSize: page_size })
  if (page instanceof Response) return page
  const body = {
    object: 'list',
    type: 'page_or_data_source',
    page_or_data_source: {},
    ...page,
    results: page.results.map((one) =>
      one.object === 'page' ? pageObject(emulator, asking, one) : dataSourceObject(emulator, one),
    ),
    ...(found.length > most && !page.has_more ? { request_status: CUT_SHORT } : {}),
  } satisfies SearchResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
