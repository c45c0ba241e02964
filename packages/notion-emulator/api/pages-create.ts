import { randomUUID } from 'node:crypto'
import type { CreatePageResponse } from '@notionhq/client'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Emulator, Env } from '../http/context'
import { invalidBody, notFound, restricted } from '../http/errors'
import type { WorldCover, WorldIcon, WorldPage } from '../world'
import { toMinute } from '../world/pages'
import { isDataSource } from '../world/schema'
import { type Caller, caller } from './bearer'
import { bodyOf } from './body'
import { countBlocks, MAX_BLOCKS } from './limits'
import { pageObject } from './page-objects'
import { visibleDataSourcesOf } from './requested-object'
import { DEEPEST, depthOf, newBlock } from './write/blocks'
import { newProperties } from './write/properties'
import { id } from './write/rich-text'
import { AT_END, keepBlocks } from './write/store-blocks'

const external = z.strictObject({
  type: z.literal('external').optional(),
  external: z.strictObject({ url: z.string() }),
})
const emoji = z.strictObject({ type: z.literal('emoji').optional(), emoji: z.string() })

const wanted = z.strictObject({
  parent: z.union([
    z.strictObject({ type: z.literal('page_id').optional(), page_id: id }),
    z.strictObject({ type: z.literal('data_source_id').optional(), data_source_id: id }),
    z.strictObject({ type: z.literal('database_id').optional(), database_id: id }),
  ]),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  children: z.array(newBlock).default([]),
  icon: z.union([emoji, external]).nullish(),
  cover: external.nullish(),
})
type Wanted = z.output<typeof wanted>

/** The parent of the new page, or the error response. */
function parentOf(c: Context<Env>, asking: Caller, { parent }: Wanted): WorldPage | Response {
  const { reach, bot } = asking
  if ('page_id' in parent) {
    const page = reach.byId.get(parent.page_id)
    return page?.object === 'page' ? page : notFound(c, bot, 'page', parent.page_id)
  }
  if ('data_source_id' in parent) {
    const source = reach.byId.get(parent.data_source_id)
    return source?.object === 'data_source' ? source : notFound(c, bot, 'data source', parent.data_source_id)
  }
  const [first, second] = visibleDataSourcesOf(asking, parent.database_id)
  if (!first) return notFound(c, bot, 'database', parent.database_id)
  return second ? invalidBody(c, 'body.parent.data_source_id should be defined.') : first
}

function iconOf({ icon }: Wanted): WorldIcon {
  if (!icon) return null
  return 'emoji' in icon ? { type: 'emoji', emoji: icon.emoji } : { type: 'external', url: icon.external.url }
}

const coverOf = ({ cover }: Wanted): WorldCover =>
  cover ? { type: 'external', url: cover.external.url } : null

/** POST /v1/pages: under a page, or as a row of a data source. */
export async function pagesCreate(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const { bot, workspace } = asking
  if (!bot.scopes.includes('insert_content')) return restricted(c)
  const given = await bodyOf(c, wanted)
  if (given instanceof Response) return given
  const { body } = given
  const parent = parentOf(c, asking, body)
  if (parent instanceof Response) return parent
  if (depthOf(body.children) > DEEPEST)
    return invalidBody(c, 'body.children should be nested at most two levels deep.')
  const raw = await c.req.json<{ children?: unknown }>()
  if (countBlocks(raw.children) > MAX_BLOCKS)
    return invalidBody(c, `body.children should hold at most ${MAX_BLOCKS} blocks in all.`)
  const at = toMinute(new Date())
  const values = newProperties(body.properties, isDataSource(parent) ? parent.schema : null, {
    by: bot.id,
    at,
  })
  if (typeof values === 'string') return invalidBody(c, values)
  const page = {
    id: randomUUID(),
    object: 'page' as const,
    ...values,
    icon: iconOf(body),
    cover: coverOf(body),
    parentId: parent.id,
    databaseId: null,
    createdAt: at,
    editedAt: at,
    editedBy: bot.id,
    text: 'nothing' as const,
    workspaceId: workspace.id,
  }
  emulator.content.addPage(page)
  keepBlocks(emulator, { page, parentId: page.id, after: AT_END }, body.children, bot.id)
  await emulator.store.saved()
  const answer = pageObject(emulator, asking, page) satisfies CreatePageResponse
  return c.json({ ...answer, request_id: c.get('requestId') })
}
