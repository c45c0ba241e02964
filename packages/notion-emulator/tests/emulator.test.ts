import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, collectPaginatedAPI, isFullPage } from '@notionhq/client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningEmulator, startEmulator } from '..'
import { makeWorld } from '../world'
import { openapi } from './openapi.test-support'

const REDIRECT = 'http://localhost:3000/cb'
const VERSION = '2026-03-11'
const credentials = { client_id: 'client', client_secret: 'a:secret with % and spaces' }
const client = { id: credentials.client_id, secret: credentials.client_secret, redirectUris: [REDIRECT] }
const world = makeWorld()
const [first] = world.persons
const [main, , empty] = world.workspaces
if (!first || !main || !empty) throw new Error('the world is too small')

const folder = mkdtempSync(join(tmpdir(), 'emulator-'))
let running: RunningEmulator
const start = () => startEmulator({ port: 0, data: folder, client })
beforeAll(async () => {
  running = await start()
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, { headers, redirect: 'manual' })
async function admin(method: string, path: string, body?: unknown) {
  const response = await fetch(`${running.url}/_admin${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return response.json()
}
beforeEach(() => admin('POST', '/reset', {}))

const sdk = (auth?: string) =>
  new Client({
    baseUrl: running.url,
    notionVersion: VERSION,
    retry: false,
    logger: () => {},
    ...(auth ? { auth } : {}),
  })
async function aCode(choice: { workspaceId?: string; pageIds?: unknown } = {}): Promise<string> {
  const { code } = await admin('POST', '/approve', {
    client_id: client.id,
    redirect_uri: REDIRECT,
    personId: first?.id,
    workspaceId: main?.id,
    ...choice,
  })
  return code
}
const exchange = (code: string, redirect_uri = REDIRECT) =>
  sdk().oauth.token({ ...credentials, grant_type: 'authorization_code', code, redirect_uri })
const refresh = (refresh_token: string | null) =>
  sdk().oauth.token({ ...credentials, grant_type: 'refresh_token', refresh_token: refresh_token ?? '' })
const authorized = async (choice = {}) => exchange(await aCode(choice))
const introspect = async (token: string) => (await sdk().oauth.introspect({ ...credentials, token })).active

/** What an OAuth call was refused with. */
async function refusal(call: Promise<unknown>): Promise<{ status: number; body: Record<string, unknown> }> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof Error && 'status' in error && 'body' in error)
    return { status: Number(error.status), body: JSON.parse(String(error.body)) }
  throw new Error(`not refused: ${String(error)}`)
}

describe('authorize', () => {
  const query = {
    client_id: client.id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    owner: 'user',
    state: 's',
  }
  const step = (more: Record<string, string>) =>
    get(`/v1/oauth/authorize?${new URLSearchParams({ ...query, ...more })}`)
  const post = (path: string, fields: [string, string][]) =>
    fetch(`${running.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  const all = (): [string, string][] => Object.entries({ ...query, person: first.id, workspace: main.id })

  it('asks for the person, the workspace, the capabilities and the pages, then gives a code and the state', async () => {
    expect(await (await step({})).text()).toContain(`Continue as ${first.name}`)
    expect(await (await step({ person: first.id })).text()).toContain(main.name.slice(0, 5))
    expect(await (await step({ person: first.id, workspace: main.id })).text()).toContain('Select pages')
    const picker = await (await step({ person: first.id, workspace: main.id, step: 'pages' })).text()
    expect(picker).toContain('Roadmap')
    const answer = await post('/v1/oauth/authorize', all())
    expect(answer.status).toBe(302)
    const back = new URL(answer.headers.get('location') ?? '')
    expect(back.origin + back.pathname).toBe(REDIRECT)
    expect(back.searchParams.get('state')).toBe('s')
    const pair = await exchange(back.searchParams.get('code') ?? '')
    expect((await sdk(pair.access_token).search({})).results).toEqual([])
  })

  it('remembers what was picked', async () => {
    const top = main.pages.filter((page) => page.parentId === null)
    await authorized({ pageIds: [top[0]?.id] })
    const picker = await (await step({ person: first.id, workspace: main.id, step: 'pages' })).text()
    expect(picker.match(/checked/g)).toHaveLength(1)
  })

  it('goes back with access_denied on Cancel', async () => {
    const answer = await post('/v1/oauth/authorize/cancel', all())
    expect(answer.headers.get('location')).toBe(`${REDIRECT}?error=access_denied&state=s`)
  })

  it.each([
    ['an unknown client', { client_id: 'other' }],
    ['an address that is not registered', { redirect_uri: `${REDIRECT}/` }],
    ['no response type', { response_type: '' }],
    ['no owner', { owner: '' }],
  ])('shows a page and never redirects for %s', async (_name, more) => {
    const answer = await step(more)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
  })
})

describe('the token endpoint', () => {
  it('gives a pair that works, and a refresh that kills the old one at once', async () => {
    const pair = await authorized()
    expect(pair.access_token).toMatch(/^ntn_\d{11}[A-Za-z0-9]{35}$/)
    expect(pair.refresh_token).toMatch(/^nrt_\d{11}[A-Za-z0-9]{35}$/)
    const next = await refresh(pair.refresh_token)
    expect(next.bot_id).toBe(pair.bot_id)
    expect([await introspect(pair.access_token), await introspect(next.access_token)]).toEqual([false, true])
    expect(await refusal(refresh(pair.refresh_token))).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  it('keeps the bot and replaces the pair on another authorization by the same person', async () => {
    const one = await authorized()
    const two = await authorized()
    expect(two.bot_id).toBe(one.bot_id)
    expect(await introspect(one.access_token)).toBe(false)
  })

  it('takes a code once, for its own redirect address, within its time', async () => {
    const code = await aCode()
    expect((await refusal(exchange(code, 'http://localhost:3000/other'))).body).toMatchObject({
      error: 'invalid_grant',
    })
    await exchange(code)
    expect((await refusal(exchange(code))).body).toMatchObject({ error: 'invalid_grant' })
    await admin('PUT', '/switches', { codeTtlMs: 1 })
    const late = await aCode()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await refusal(exchange(late))).body).toMatchObject({ error: 'invalid_grant' })
    expect((await refusal(exchange('unknown'))).body).toMatchObject({ error: 'invalid_grant' })
  })

  it.each([
    ['rfc', { error: 'invalid_grant' }],
    ['notion', { object: 'error', code: 'invalid_grant' }],
    ['both', { error: 'invalid_grant', code: 'invalid_grant' }],
    ['sdk-guide', { object: 'error', code: 'validation_error' }],
  ])('tells its errors in the shape %s', async (oauthErrorShape, body) => {
    await admin('PUT', '/switches', { oauthErrorShape })
    expect(await refusal(exchange('unknown'))).toMatchObject({ status: 400, body })
  })

  it('refuses wrong credentials, and takes a form as well as JSON', async () => {
    const wrong = sdk().oauth.token({
      ...credentials,
      client_secret: 'no',
      grant_type: 'refresh_token',
      refresh_token: 'x',
    })
    expect(await refusal(wrong)).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    const response = await fetch(`${running.url}/v1/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: await aCode(),
        redirect_uri: REDIRECT,
      }),
      headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` },
    })
    expect(response.status).toBe(200)
  })

  it.each([
    ['legacy: the same access token, no refresh token', { reauthMode: 'legacy' }, true],
    ['keepOldPair', { keepOldPair: true }, true],
    ['fresh', {}, false],
  ])('%s', async (_name, switches, alive) => {
    const one = await authorized()
    await admin('PUT', '/switches', switches)
    await authorized()
    expect(await introspect(one.access_token)).toBe(alive)
  })

  it.each([
    ['refreshTokenNull', { refreshTokenNull: true }, { refresh_token: null }],
    [
      'a partial owner',
      { owner: 'partial' },
      { owner: { type: 'user', user: { object: 'user', id: first.id } } },
    ],
    ['a workspace as owner', { owner: 'workspace' }, { owner: { type: 'workspace', workspace: true } }],
    ['no name', { workspaceNameNull: true }, { workspace_name: null }],
    ['no icon', { workspaceIconNull: true }, { workspace_icon: null }],
  ])('%s', async (_name, switches, expected) => {
    await admin('PUT', '/switches', switches)
    expect(await authorized()).toMatchObject(expected)
  })

  it('has the graces and the reuse detection that the switches name', async () => {
    await admin('PUT', '/switches', { oldAccessGraceMs: 60_000, oldRefreshGrace: 1 })
    const one = await authorized()
    await refresh(one.refresh_token)
    expect(await introspect(one.access_token)).toBe(true)
    const again = await refresh(one.refresh_token)
    await admin('PUT', '/switches', { reuseDetection: 'revokeFamily' })
    await refusal(refresh(one.refresh_token))
    expect(await introspect(again.access_token)).toBe(false)
  })

  it.each([
    ['token', true, true],
    ['pair', false, true],
    ['bot', false, false],
    ['nothing', true, true],
  ])('revoking ends the %s', async (revokeScope, refreshLives, siblingLives) => {
    await admin('PUT', '/switches', { revokeScope, keepOldPair: true })
    const one = await authorized()
    const sibling = await authorized()
    await sdk().oauth.revoke({ ...credentials, token: one.access_token })
    expect(await introspect(one.access_token)).toBe(revokeScope === 'nothing')
    expect(await introspect(one.refresh_token ?? '')).toBe(refreshLives)
    expect(await introspect(sibling.access_token)).toBe(siblingLives)
  })

  it('a removed connection has nothing alive, an expired token can be refreshed', async () => {
    const one = await authorized()
    await admin('POST', '/expire', {})
    expect(await introspect(one.access_token)).toBe(false)
    const two = await refresh(one.refresh_token)
    await admin('POST', '/remove-connection', { botId: two.bot_id })
    expect(await introspect(two.access_token)).toBe(false)
    expect((await refusal(refresh(two.refresh_token))).status).toBe(400)
  })
})

describe('the API', () => {
  it('answers the official SDK on every endpoint', async () => {
    const pair = await authorized({ pageIds: 'all' })
    const notion = sdk(pair.access_token)
    const me = await notion.users.me({})
    expect(me).toMatchObject({ id: pair.bot_id, type: 'bot', bot: { workspace_id: main.id } })
    const users = await notion.users.list({ page_size: 5 })
    expect(users).toMatchObject({ has_more: true, results: { length: 5 } })
    const everyone = await collectPaginatedAPI(notion.users.list, {})
    expect(everyone).toHaveLength(main.members.length + main.bots.length + 1)
    expect(await notion.users.retrieve({ user_id: first.id })).toMatchObject({ name: first.name })
    const found = await notion.search({ query: 'road', filter: { property: 'object', value: 'page' } })
    const [roadmap] = found.results
    expect(found.results).toHaveLength(1)
    const page = await notion.pages.retrieve({ page_id: roadmap?.id.replaceAll('-', '') ?? '' })
    expect(isFullPage(page) && page.properties['title']).toMatchObject({ type: 'title' })
    const oldest = await notion.search({ sort: { timestamp: 'last_edited_time', direction: 'ascending' } })
    const times = oldest.results.map((one) => ('last_edited_time' in one ? one.last_edited_time : ''))
    expect(times).toEqual([...times].sort())
    expect(new Set(oldest.results.map((one) => one.object))).toEqual(new Set(['page', 'data_source']))
  })

  it('shows only what was shared, with its descendants', async () => {
    const top = main.pages.find((page) => page.title === 'Roadmap')
    const pair = await authorized({ pageIds: [top?.id] })
    const shared = (await sdk(pair.access_token).search({})).results
    expect(shared.length).toBeGreaterThan(1)
    const other = main.pages.find((page) => page.title === 'Brand')
    await expect(sdk(pair.access_token).pages.retrieve({ page_id: other?.id ?? '' })).rejects.toMatchObject({
      status: 404,
      code: 'object_not_found',
    })
    await admin('POST', '/unshare', { botId: pair.bot_id, pageIds: 'all' })
    expect((await sdk(pair.access_token).search({})).results).toEqual([])
  })

  it('says what is wrong as Notion does', async () => {
    const { access_token } = await authorized()
    const auth = { authorization: `Bearer ${access_token}` }
    const version = { 'notion-version': VERSION }
    for (const [path, headers, status, code] of [
      ['/v1/users/me', version, 401, 'unauthorized'],
      ['/v1/users/me', { ...version, authorization: 'Bearer ntn_no' }, 401, 'unauthorized'],
      ['/v1/users/me', auth, 400, 'missing_version'],
      ['/v1/users/me', { ...auth, 'notion-version': '2020-01-01' }, 400, 'validation_error'],
      ['/v1/pages/not-an-id', { ...auth, ...version }, 400, 'validation_error'],
      ['/v1/users?page_size=101', { ...auth, ...version }, 400, 'validation_error'],
      ['/v1/users?start_cursor=no', { ...auth, ...version }, 400, 'validation_error'],
      ['/v1/nothing', { ...auth, ...version }, 400, 'invalid_request_url'],
    ] as const) {
      const response = await get(path, headers)
      const body = await response.json()
      expect([response.status, body.code], path).toEqual([status, code])
      expect(response.headers.get('x-notion-request-id')).toBe(body.request_id)
    }
  })

  it('refuses what a capability is missing for', async () => {
    await admin('PUT', '/switches', { capabilities: ['update_content'] })
    const notion = sdk((await authorized()).access_token)
    for (const call of [notion.users.list({}), notion.search({})])
      await expect(call).rejects.toMatchObject({ status: 403, code: 'restricted_resource' })
    await notion.users.me({})
  })

  it('limits the rate, and says how long to wait', async () => {
    await admin('PUT', '/switches', { rateLimit: { requests: 1, windowMs: 30_000 } })
    const notion = sdk((await authorized()).access_token)
    await notion.users.me({})
    await expect(notion.users.me({})).rejects.toMatchObject({ status: 429, code: 'rate_limited' })
  })

  it('agrees with Notion’s own description', async () => {
    const validate = openapi()
    if (!validate) return
    const token = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
    const oauth = async (path: string, body: object) => {
      const response = await fetch(`${running.url}/v1/oauth/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: token },
      })
      const answer = await response.json()
      expect(validate('post', `/v1/oauth/${path}`, response.status, answer), path).toEqual([])
      return answer
    }
    await admin('PUT', '/switches', { oauthErrorShape: 'notion' })
    const pair = await oauth('token', {
      grant_type: 'authorization_code',
      code: await aCode(),
      redirect_uri: REDIRECT,
    })
    await oauth('token', { grant_type: 'authorization_code', code: 'no', redirect_uri: REDIRECT })
    await oauth('introspect', { token: pair.access_token })
    await oauth('introspect', { token: 'no' })
    const headers = { authorization: `Bearer ${pair.access_token}`, 'notion-version': VERSION }
    const roadmap = main.pages.find((page) => page.title === 'Roadmap')?.id ?? ''
    const row = main.pages.find((page) =>
      main.pages.some((one) => one.object === 'data_source' && one.id === page.parentId),
    )
    for (const [path, documented] of [
      ['/v1/users/me', '/v1/users/me'],
      ['/v1/users', '/v1/users'],
      ['/v1/users?page_size=0', '/v1/users'],
      [`/v1/users/${first.id}`, '/v1/users/{user_id}'],
      [`/v1/pages/${roadmap}`, '/v1/pages/{page_id}'],
      [`/v1/pages/${row?.id}`, '/v1/pages/{page_id}'],
      [`/v1/pages/${empty.id}`, '/v1/pages/{page_id}'],
    ] as const) {
      const response = await get(path, headers)
      expect(validate('get', documented, response.status, await response.json()), path).toEqual([])
    }
    const search = await fetch(`${running.url}/v1/search`, { method: 'POST', body: '{}', headers })
    expect(validate('post', '/v1/search', 200, await search.json())).toEqual([])
    await oauth('revoke', { token: pair.access_token })
  })
})

describe('faults', () => {
  const route = 'GET /v1/users/me'
  it.each([
    ['status', { status: 503, retryAfter: 7 }, 503],
    ['html', { status: 502 }, 502],
    ['redirect', {}, 307],
    ['empty', {}, 200],
    ['garbage', {}, 200],
    ['truncated', {}, 200],
  ])('%s', async (kind, more, status) => {
    const { access_token } = await authorized()
    await admin('POST', '/faults', { route, kind, ...more })
    const headers = { authorization: `Bearer ${access_token}`, 'notion-version': VERSION }
    const broken = await get('/v1/users/me', headers)
    expect(broken.status).toBe(status)
    const text = await broken.text()
    if (kind !== 'status') expect(() => JSON.parse(text)).toThrow()
    expect((await get('/v1/users/me', headers)).status).toBe(200)
  })

  it.each([
    ['drop-before', false],
    ['drop-after', true],
    ['hang', false],
    ['hang-after', true],
  ])('%s: acted %s, and nothing was delivered', async (kind, acted) => {
    const pair = await authorized()
    await admin('POST', '/faults', { route: 'POST /v1/oauth/token', kind, grantType: 'refresh_token' })
    const lost = fetch(`${running.url}/v1/oauth/token`, {
      method: 'POST',
      body: JSON.stringify({ grant_type: 'refresh_token', refresh_token: pair.refresh_token }),
      headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` },
      signal: AbortSignal.timeout(300),
    })
    await expect(lost).rejects.toThrow()
    const { tokens } = await admin('GET', '/issued')
    expect(tokens).toHaveLength(acted ? 4 : 2)
    if (acted) expect(tokens.at(-1)).toMatchObject({ alive: true, delivered: false })
  })
})

describe('the program', () => {
  it('keeps what it issued over a restart', async () => {
    const pair = await authorized()
    await running.close()
    running = await start()
    expect(await introspect(pair.access_token)).toBe(true)
    await refresh(pair.refresh_token)
  })

  it('has the same world for the same seed', () => {
    expect(makeWorld(3)).toEqual(makeWorld(3))
    expect(makeWorld(3)).not.toEqual(makeWorld(4))
  })

  it('lets no page in a browser drive it', async () => {
    expect((await get('/_admin/issued', { origin: 'https://evil.example' })).status).toBe(403)
  })
})

describe('the start page', () => {
  const remove = (botId: string, headers: Record<string, string>) =>
    fetch(`${running.url}/connections/remove`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ bot: botId }),
    })

  it('shows each connection with the tokens that work, and removes it', async () => {
    expect(await (await get('/')).text()).toContain('Nobody has connected a workspace yet.')
    const token = await exchange(await aCode())
    const before = await (await get('/')).text()
    expect(before).toContain(`<b>${main.name}</b>`)
    expect(before).toContain(`authorized by ${first.name}`)
    expect(before).toContain('Tokens that work: 2.')
    expect(before).not.toContain(token.access_token)

    const done = await remove(token.bot_id, { origin: running.url })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/'])
    const after = await (await get('/')).text()
    expect(after).toContain('Removed here. No token works.')
    expect(after).not.toContain('Remove connection to')
    await expect(sdk(token.access_token).users.me({})).rejects.toMatchObject({ status: 401 })
  })

  it('removes nothing for a page of another site, nor for a request that names none', async () => {
    const { bot_id, access_token } = await exchange(await aCode())
    for (const headers of [{ origin: 'http://evil.example' }, { origin: 'null' }, {}])
      expect((await remove(bot_id, headers as Record<string, string>)).status).toBe(403)
    expect((await sdk(access_token).users.me({})).id).toBe(bot_id)
  })
})
