import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { admin } from '../admin/admin'
import { startPage } from '../admin/start-page'
import { blocksAppend } from '../api/blocks-append'
import { blocksChildren } from '../api/blocks-children'
import { blocksRetrieve } from '../api/blocks-retrieve'
import { commentsList } from '../api/comments-list'
import { commentsRetrieve } from '../api/comments-retrieve'
import { customEmojis } from '../api/custom-emojis'
import { dataSourcesQuery } from '../api/data-sources-query'
import { dataSourcesRetrieve } from '../api/data-sources-retrieve'
import { dataSourcesTemplates } from '../api/data-sources-templates'
import { databasesRetrieve } from '../api/databases-retrieve'
import { MAX_BODY_BYTES } from '../api/limits'
import { pagesCreate } from '../api/pages-create'
import { pagesMarkdown } from '../api/pages-markdown'
import { pagesRetrieve } from '../api/pages-retrieve'
import { propertyItems } from '../api/property-items'
import { search } from '../api/search'
import { usersList } from '../api/users-list'
import { usersMe } from '../api/users-me'
import { usersRetrieve } from '../api/users-retrieve'
import { viewsList } from '../api/views-list'
import { viewQueriesCreate, viewQueriesDelete, viewQueriesResults } from '../api/views-queries'
import { viewsRetrieve } from '../api/views-retrieve'
import type { Emulator, Env } from '../http/context'
import { notionError, tooLarge, unknownRoute } from '../http/errors'
import { FILES_PATH } from '../http/host'
import { allow, authorize, cancel } from '../oauth/authorize'
import { introspect } from '../oauth/introspect'
import { revoke } from '../oauth/revoke'
import { token } from '../oauth/token'
import { ICON_PATH, iconSvg } from '../world/icons'
import { applyFault, endless } from './apply-fault'
import { serveFile } from './serve-file'

const AUTHORIZE_PATH = '/v1/oauth/authorize'
const TOKEN_PATH = '/v1/oauth/token'

async function grantTypeOf(request: Request): Promise<string | null> {
  const text = await request.clone().text()
  return /["&]?grant_type"?\s*[:=]\s*"?([a-z_]+)/.exec(text)?.[1] ?? null
}

/** Notion's endpoints and the admin API. */
export function emulatorApp(emulator: Emulator): Hono<Env> {
  const { log, faults, store } = emulator
  const app = new Hono<Env>()

  app.use('/_admin/*', async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return c.text('loopback only', 403)
    // A page in a browser must not be able to drive it.
    if (c.req.header('origin') !== undefined) return c.text('not from a page', 403)
    return next()
  })
  app.route('/_admin', admin(emulator))
  app.route('/', startPage(emulator))

  app.use('/v1/*', async (c, next) => {
    const at = new Date().toISOString()
    const { method, path } = c.req
    const grantType = method === 'POST' && path === TOKEN_PATH ? await grantTypeOf(c.req.raw) : null
    c.set('requestId', randomUUID())
    c.set('minted', [])
    c.set('botId', null)
    c.set('presentedPairId', null)
    c.set('grantType', grantType)
    c.set('cursorSession', store.state.switches.cursorSession)
    const taken = faults.take(method, path, grantType)
    const latency = taken.find((fault) => fault.kind.startsWith('latency'))
    const other = taken.find((fault) => fault !== latency)
    const work = other ? () => applyFault(c, other, next) : next
    c.env.outgoing.once('finish', () => {
      // The answer left through a connection that was still open.
      const minted = new Set(c.get('minted'))
      const delivered = store.state.pairs.filter((pair) => minted.has(pair.id))
      for (const pair of delivered) pair.delivered = true
      if (delivered.length > 0) void store.saved().catch(() => {})
    })
    // On arrival: a test that breaks the answer must see that the request came.
    const entry = log.add({
      at,
      method,
      path,
      status: null,
      grantType,
      botId: null,
      presentedPairId: null,
      fault: taken.map((fault) => fault.kind).join(' ') || null,
    })
    const { latencyMs, endlessLists } = store.state.switches
    c.set('endless', endlessLists !== 'no')
    if (latencyMs > 0 && !path.startsWith(AUTHORIZE_PATH)) await sleep(latencyMs)
    if (latency) await applyFault(c, latency, work)
    else await work()
    if (endlessLists !== 'no' && c.res.ok) await endless(c, endlessLists)
    const silent = c.res === RESPONSE_ALREADY_SENT
    entry.status = silent ? null : c.res.status
    entry.botId = c.get('botId')
    entry.presentedPairId = c.get('presentedPairId')
    const edge = other?.kind === 'html' || other?.kind === 'redirect'
    if (!silent && !edge) c.res.headers.set('x-notion-request-id', c.get('requestId'))
  })
  app.use('/v1/*', async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) return tooLarge(c)
    return next()
  })

  app.get(AUTHORIZE_PATH, (c) => authorize(c, emulator))
  app.post(AUTHORIZE_PATH, (c) => allow(c, emulator))
  app.post(`${AUTHORIZE_PATH}/cancel`, (c) => cancel(c, emulator))
  app.post(TOKEN_PATH, (c) => token(c, emulator))
  app.post('/v1/oauth/introspect', (c) => introspect(c, emulator))
  app.post('/v1/oauth/revoke', (c) => revoke(c, emulator))
  app.get('/v1/users/me', (c) => usersMe(c, emulator))
  app.get('/v1/users', (c) => usersList(c, emulator))
  app.get('/v1/users/:id', (c) => usersRetrieve(c, emulator))
  app.post('/v1/search', (c) => search(c, emulator))
  app.post('/v1/pages', (c) => pagesCreate(c, emulator))
  app.get('/v1/pages/:id', (c) => pagesRetrieve(c, emulator))
  app.get('/v1/pages/:id/markdown', (c) => pagesMarkdown(c, emulator))
  app.get('/v1/blocks/:id', (c) => blocksRetrieve(c, emulator))
  app.get('/v1/blocks/:id/children', (c) => blocksChildren(c, emulator))
  app.patch('/v1/blocks/:id/children', (c) => blocksAppend(c, emulator))
  app.get('/v1/databases/:id', (c) => databasesRetrieve(c, emulator))
  app.get('/v1/data_sources/:id', (c) => dataSourcesRetrieve(c, emulator))
  app.get('/v1/data_sources/:id/templates', (c) => dataSourcesTemplates(c, emulator))
  app.post('/v1/data_sources/:id/query', (c) => dataSourcesQuery(c, emulator))
  app.get('/v1/pages/:id/properties/:propertyId', (c) => propertyItems(c, emulator))
  app.get('/v1/views', (c) => viewsList(c, emulator))
  app.get('/v1/views/:id', (c) => viewsRetrieve(c, emulator))
  app.post('/v1/views/:id/queries', (c) => viewQueriesCreate(c, emulator))
  app.get('/v1/views/:id/queries/:queryId', (c) => viewQueriesResults(c, emulator))
  app.delete('/v1/views/:id/queries/:queryId', (c) => viewQueriesDelete(c, emulator))
  app.get('/v1/comments', (c) => commentsList(c, emulator))
  app.get('/v1/comments/:id', (c) => commentsRetrieve(c, emulator))
  app.get('/v1/custom_emojis', (c) => customEmojis(c, emulator))
  app.all('/v1/*', (c) => unknownRoute(c))

  app.get(`${ICON_PATH}/:file`, (c) => {
    const svg = iconSvg(c.req.param('file').replace(/\.svg$/, ''))
    return svg ? c.body(svg, 200, { 'content-type': 'image/svg+xml' }) : c.notFound()
  })
  app.get(`${FILES_PATH}/:name`, (c) => serveFile(c, emulator))
  app.get('/p/:id', (c) =>
    c.html(
      '<!doctype html><html lang="en"><title>Notion emulator</title><p>Here Notion would show this page.</p></html>',
    ),
  )
  app.onError((_error, c) => notionError(c, 500, 'internal_server_error', 'Unexpected error occurred.'))
  return app
}
