import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator, Env } from '../http/context'
import { approve } from '../oauth/approve'
import { readAuthorizeRequest } from '../oauth/authorize-request'
import { faultSchema } from '../state/faults'
import { isAccessTokenValid, isRefreshTokenValid } from '../state/pairs'
import { switchesSchema } from '../state/switches'
import { removeConnection } from './remove-connection'

const expire = z.strictObject({ botId: z.string().optional() })
const remove = z.strictObject({ botId: z.string() })
const unshare = z.strictObject({
  botId: z.string(),
  pageIds: z.union([z.array(z.string()), z.literal('all')]),
})
const consent = z.strictObject({
  client_id: z.string(),
  redirect_uri: z.string(),
  state: z.string().optional(),
  personId: z.string(),
  workspaceId: z.string(),
  pageIds: z.union([z.array(z.string()), z.enum(['all', 'none'])]).default('all'),
})

/** What the emulator alone offers: to change it, to break it and to look at it. Below /_admin, loopback only. */
export function admin(emulator: Emulator): Hono<Env> {
  const { store, faults, log, world } = emulator
  const app = new Hono<Env>()
  app.onError((error, c) =>
    c.json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message }, 400),
  )

  app.get('/switches', (c) => c.json(store.state.switches))
  app.put('/switches', async (c) => {
    store.state.switches = switchesSchema.parse({ ...store.state.switches, ...(await c.req.json()) })
    await store.saved()
    return c.json(store.state.switches)
  })

  app.post('/expire', async (c) => {
    const { botId } = expire.parse(await c.req.json())
    const chosen = store.state.pairs.filter((pair) => !botId || pair.botId === botId)
    for (const pair of chosen) pair.accessEndsAt = 0
    await store.saved()
    return c.json({ expired: chosen.length })
  })

  app.post('/remove-connection', async (c) => {
    const { botId } = remove.parse(await c.req.json())
    if (!(await removeConnection(emulator, botId))) return c.json({ error: 'no such bot' }, 404)
    return c.json({ removed: botId })
  })

  app.post('/unshare', async (c) => {
    const { botId, pageIds } = unshare.parse(await c.req.json())
    const bot = store.state.bots.find((one) => one.id === botId)
    const workspace = world.workspaces.find((one) => one.id === bot?.workspaceId)
    if (!bot || !workspace) return c.json({ error: 'no such bot' }, 404)
    bot.unshared =
      pageIds === 'all'
        ? emulator.content.pages(workspace).map((page) => page.id)
        : [...bot.unshared, ...pageIds]
    await store.saved()
    return c.json({ unshared: bot.unshared.length })
  })

  app.get('/faults', (c) => c.json(faults.list()))
  app.post('/faults', async (c) => {
    faults.add(faultSchema.parse(await c.req.json()))
    return c.json(faults.list())
  })
  app.delete('/faults', (c) => {
    faults.clear()
    return c.json([])
  })

  app.get('/log', (c) => c.json(log.entries))
  app.get('/log/counts', (c) => c.json(log.counts()))
  app.delete('/log', (c) => {
    log.clear()
    return c.json([])
  })

  app.get('/bots', (c) => c.json(store.state.bots))
  app.get('/issued', (c) => {
    const { pairs, bots, codes } = store.state
    const tokens = pairs.flatMap((pair) => {
      const bot = bots.find((one) => one.id === pair.botId)
      const about = {
        pairId: pair.id,
        botId: pair.botId,
        workspaceId: bot?.workspaceId ?? null,
        personId: bot?.personId ?? null,
        delivered: pair.delivered,
        issuedAt: pair.issuedAt,
      }
      const access = {
        token: pair.access,
        use: 'access' as const,
        alive: isAccessTokenValid(store.state, pair),
        ...about,
      }
      return pair.refresh === null
        ? [access]
        : [
            access,
            {
              token: pair.refresh,
              use: 'refresh' as const,
              alive: isRefreshTokenValid(store.state, pair),
              ...about,
            },
          ]
    })
    return c.json({ tokens, codes: codes.map(({ code, usedAt }) => ({ code, used: usedAt !== null })) })
  })

  app.get('/people', (c) =>
    c.json(
      world.persons.map((person) => ({
        ...person,
        workspaces: world.workspaces
          .filter((workspace) => workspace.persons.includes(person.id))
          .map(({ id, name, pages }) => ({
            id,
            name,
            pages: pages
              .filter((page) => page.parentId === null)
              .map((page) => ({ id: page.id, title: page.title, object: page.object })),
          })),
      })),
    ),
  )

  app.post('/approve', async (c) => {
    const wanted = consent.parse(await c.req.json())
    const query = new URLSearchParams({
      client_id: wanted.client_id,
      redirect_uri: wanted.redirect_uri,
      response_type: 'code',
      owner: 'user',
      ...(wanted.state === undefined ? {} : { state: wanted.state }),
    })
    const request = readAuthorizeRequest(query, emulator.client)
    if (typeof request === 'string') return c.json({ error: request }, 400)
    const tops = world.workspaces
      .find((one) => one.id === wanted.workspaceId)
      ?.pages.filter((page) => page.parentId === null)
      .map((page) => page.id)
    const picked = { all: tops ?? [], none: [] }
    const done = await approve(emulator, request, {
      personId: wanted.personId,
      workspaceId: wanted.workspaceId,
      pageIds: typeof wanted.pageIds === 'string' ? picked[wanted.pageIds] : wanted.pageIds,
    })
    return done ? c.json(done) : c.json({ error: 'this person is not in this workspace' }, 400)
  })

  app.post('/reset', async (c) => {
    store.reset()
    faults.clear()
    log.clear()
    emulator.windows.clear()
    await store.saved()
    return c.json({})
  })
  return app
}
