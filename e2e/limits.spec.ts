import { readdirSync, readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { type AppProcess, startApp } from '@/test-support/app-process'
import { formWith, HttpPerson } from '@/test-support/http-person'
import { EXCHANGES } from '@/test-support/notion-admin'
import { expect, type Installation, test } from './installation'

const CALLBACK = '/api/auth/callback/notion'
const JUNK = `${CALLBACK}?code=made-up&state=made-up`

/** The same installation, its app started again with limits. */
async function limited(installation: Installation, more: Record<string, string> = {}): Promise<AppProcess> {
  await installation.app.kill('SIGTERM')
  Object.assign(installation.environment, { RATE_LIMITS: 'on', LOG_LEVEL: 'info', ...more })
  installation.app = await startApp(installation.environment)
  return installation.app
}

/** Another process of the installation. */
const another = ({ environment }: Installation) => startApp({ ...environment, PORT: undefined })

interface EventLine {
  readonly event: string
  readonly requestId: string
  readonly addressPrefix: string
  readonly reason?: string
  readonly userId?: string
  readonly connectionId?: string
}

/** The security log that a process has written. */
function securityLog(app: AppProcess): EventLine[] {
  return app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): EventLine => JSON.parse(line))
    .filter((line) => 'event' in line)
}

/** How many of these requests were answered with something else than 429. */
async function answered(times: number, send: () => Promise<Response>): Promise<number> {
  let count = 0
  for (let time = 0; time < times; time += 1) {
    const response = await send()
    await response.arrayBuffer()
    if (response.status !== 429) count += 1
  }
  return count
}

/** Begins a sign-in, and comes back from Notion with a code that Notion never gave. */
async function comeBackWithJunk(person: HttpPerson): Promise<Response> {
  const state = (await person.begin()).searchParams.get('state') ?? ''
  return person.request(`${CALLBACK}?${new URLSearchParams({ code: 'made-up', state })}`)
}

test('an anonymous visitor can cause only a limited number of requests to Notion in a minute', async ({
  installation,
}) => {
  const app = await limited(installation)
  const { notion } = installation
  await notion.clearLog()
  for (let visit = 0; visit < 50; visit += 1) {
    const visitor = new HttpPerson(app.url)
    await comeBackWithJunk(visitor).catch(() => {})
  }
  const counts = await notion.counts()
  const received = Object.values(counts).reduce((sum, count) => sum + count, 0)
  expect(received).toBeGreaterThan(0)
  expect(received).toBeLessThanOrEqual(30)
  test.info().annotations.push({ type: 'received by Notion in a minute', description: String(received) })
})

test('a forged callback writes nothing and sends nothing to Notion', async ({ installation }) => {
  const { app, notion, store } = installation
  const visitor = new HttpPerson(app.url)
  const begun = await visitor.begin()
  const state = begun.searchParams.get('state') ?? ''
  const before = await stored(installation)
  for (const path of [JUNK, `${CALLBACK}?code=made-up&state=${state.slice(0, -1)}`, CALLBACK])
    expect((await visitor.request(path)).status).toBe(303)
  const stranger = new HttpPerson(app.url)
  expect((await stranger.request(`${CALLBACK}?code=made-up&state=${state}`)).status).toBe(303)
  expect((await notion.counts())[EXCHANGES]).toBeUndefined()
  if (installation.kind === 'PostgreSQL') expect(await store.dump()).toBe(before)
})

/** Everything in the database; on PGlite it can't be read while the app runs. */
const stored = ({ kind, store }: Installation) => (kind === 'PostgreSQL' ? store.dump() : '')

test('a state can be used once, on any process', async ({ installation }) => {
  const { app, notion, kind } = installation
  const further = kind === 'PostgreSQL' ? [await another(installation)] : []
  try {
    const visitor = new HttpPerson(app.url)
    const state = (await visitor.begin()).searchParams.get('state') ?? ''
    const cookies = new Map(visitor.cookies)
    const addresses = [app, ...further].map((one) => one.url)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, time) => {
        const replay = new HttpPerson(app.url)
        for (const [name, value] of cookies) replay.cookies.set(name, value)
        const query = new URLSearchParams({ code: `made-up-${time}`, state })
        return replay.request(`${CALLBACK}?${query}`, {}, addresses[time % addresses.length])
      }),
    )
    for (const answer of answers)
      expect(answer.headers.get('location')).toContain('/problem?reason=code-used')
    expect((await notion.counts())[EXCHANGES]).toBe(1)
  } finally {
    await Promise.all(further.map((one) => one.kill('SIGKILL')))
  }
})

test('each limit answers 429, says when to retry, and does not affect the other limits', async ({
  installation,
}) => {
  const app = await limited(installation, {
    RATE_LIMITS_PER_MINUTE:
      'sign-in=12,callback=5,pages=30,search=600/3,views=600/20,files=600/3,actions=600/3,connect=600/2,checks=600/2',
  })
  const { emulator, notion } = installation
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  const refusedPage = async (response: Response) => {
    expect(response.status).toBe(429)
    const seconds = Number(response.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(await response.text()).toMatch(
      new RegExp(`<h1>Too many requests</h1>.* in ${seconds} seconds?\\.`),
    )
  }

  const search = () => person.request('/api/search?q=plan')
  expect(await answered(6, search)).toBe(3)
  const json = await search()
  expect(json.headers.get('content-type')).toContain('application/json')
  expect(await json.json()).toEqual({
    error: 'rate_limited',
    retryAfterSeconds: Number(json.headers.get('retry-after')),
  })
  await refusedPage(await person.request(`/workspaces/${id}/search?q=plan`))
  expect(await answered(6, () => person.request(`/api/files/${id}/x`))).toBe(3)

  // Forms without JavaScript, and the same form as Next.js sends it.
  const settings = await person.html('/settings/connections')
  expect(
    await answered(5, () => person.request('/workspaces', { method: 'POST', body: new FormData() })),
  ).toBe(3)
  await refusedPage(await person.request('/workspaces', { method: 'POST', body: new FormData() }))
  const action = await person.request('/workspaces', { method: 'POST', headers: { 'next-action': 'x' } })
  expect(action.status).toBe(429)
  await refusedPage(await person.request(action.headers.get('x-action-redirect')?.split(';')[0] ?? ''))

  const submit = async (words: string) => {
    const body = new FormData()
    for (const [name, value] of formWith(settings, words).fields) body.set(name, value)
    return person.request('/settings/connections', { method: 'POST', body, headers: { origin: app.url } })
  }
  for (const words of ['Check access', 'Change shared pages']) {
    await submit(words)
    await submit(words)
    const over = await submit(words)
    expect(over.status, words).toBe(303)
    await refusedPage(await person.request(over.headers.get('location') ?? ''))
  }

  const visitor = new HttpPerson(app.url)
  expect(await answered(8, () => visitor.request(JUNK))).toBe(4)
  await refusedPage(await visitor.request(JUNK))
  expect(await answered(16, () => visitor.request('/', { method: 'POST', body: new FormData() }))).toBe(11)
  expect(await answered(60, () => visitor.request('/privacy'))).toBeLessThan(30)
  await refusedPage(await visitor.request('/privacy'))
  expect(await answered(30, () => person.request('/workspaces'))).toBeLessThan(20)
  await refusedPage(await person.request('/workspaces'))

  // Neither the health of the process nor taking access back depends on any of it.
  for (let time = 0; time < 40; time += 1)
    expect((await visitor.request('/api/health/live')).status).toBe(200)
  expect(await answered(30, () => submit('Nothing like it').catch(() => submit('Check access')))).toBe(30)
  const ended = await submit('Disconnect')
  expect(ended.status).toBe(303)
  expect(ended.headers.get('location')).toContain('disconnected=')

  const met = securityLog(app).filter(({ event }) => event === 'rate_limited')
  const reasons = met.map(({ reason }) => reason)
  for (const reason of ['search by person', 'callback by address', 'views by person', 'connect by person'])
    expect(
      reasons.filter((one) => one === reason),
      reason,
    ).toHaveLength(1)
})

test('requests from others at the same IP address never block a disconnect', async ({ installation }) => {
  const app = await limited(installation, { RATE_LIMITS_PER_MINUTE: 'revoke=5' })
  const { emulator, notion } = installation
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  const post = (one: HttpPerson) =>
    one.request('/settings/connections', { method: 'POST', body: new FormData() })
  expect(await answered(20, () => post(new HttpPerson(app.url)))).toBe(5)
  const response = await person.submit('/settings/connections', 'Disconnect')
  expect(response.headers.get('location')).toContain('disconnected=')
})

test('a client cannot choose the IP address that it is counted under', async ({ installation }) => {
  const app = await limited(installation, { RATE_LIMITS_PER_MINUTE: 'callback=5' })
  let next = 0
  const from = (address: () => string) => () =>
    fetch(`${installation.app.url}${JUNK}`, {
      redirect: 'manual',
      headers: { 'x-forwarded-for': address(), 'x-real-ip': address(), forwarded: `for=${address()}` },
    })
  const chosen = () => {
    next += 1
    return `198.51.${next % 256}.1`
  }
  expect(await answered(12, from(chosen)), app.url).toBe(5)

  await limited(installation, { TRUSTED_PROXIES: '1' })
  const appended = (client: string) => () => `${chosen()}, ${client}`
  expect(await answered(12, from(appended('203.0.113.7')))).toBe(5)
  expect(await answered(12, from(appended('203.0.113.99'))), 'the same network').toBe(0)
  expect(await answered(12, from(appended('2001:db8:7:1::1')))).toBe(5)
  expect(await answered(12, from(appended('2001:db8:7:2::9'))), 'the same network').toBe(0)
  const prefixes = new Set(securityLog(installation.app).map((line) => line.addressPrefix))
  expect([...prefixes]).toEqual(['203.0.113.0/24', '2001:db8:7::/48'])
})

test('a limit holds across processes', { tag: '@several-processes' }, async ({ installation }) => {
  const app = await limited(installation)
  const further = await Promise.all([another(installation), another(installation)])
  try {
    let next = 0
    const addresses = [app, ...further].map((one) => one.url)
    const send = () => {
      next += 1
      return fetch(`${addresses[next % addresses.length]}${JUNK}`, { redirect: 'manual' })
    }
    expect(await answered(60, send)).toBe(30)
  } finally {
    await Promise.all(further.map((one) => one.kill('SIGKILL')))
  }
})

test('RATE_LIMITS=off turns off every limit, and logs it', async ({ installation: { app } }) => {
  expect(await answered(40, () => fetch(`${app.url}${JUNK}`, { redirect: 'manual' }))).toBe(40)
  expect(app.output()).toContain('RATE_LIMITS=off')
})

test('a browser that sends too many forms shows when to retry', async ({ installation, page }) => {
  const app = await limited(installation, { RATE_LIMITS_PER_MINUTE: 'sign-in=1' })
  await page.goto(`${app.url}/sign-in`)
  await fetch(`${app.url}/sign-in`, { method: 'POST', body: new FormData(), redirect: 'manual' })
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/too-many-requests')),
    page.getByRole('button', { name: 'Continue with Notion' }).click(),
  ])
  expect(answer.status()).toBe(429)
  await expect(page.getByRole('heading', { name: 'Too many requests' })).toBeVisible()
  await expect(page.getByText(/You can submit the form again in \d+ seconds?\./)).toBeVisible()
})

const EVERYWHERE: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^same-origin$/,
  'permissions-policy': /^camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'content-security-policy': /^default-src '(self|none)'.*frame-ancestors 'none'/,
  'x-request-id': /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
}

/** One request as it is given: `fetch` would clean its address up. */
const send = (
  { port }: AppProcess,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = Buffer.alloc(0),
) =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const all = { host: `localhost:${port}`, 'content-length': String(body.length), ...headers }
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers: all }, (response) => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }))
    })
    sent.on('error', reject)
    sent.end(body)
  })

test('every kind of response has the security headers and a unique request id', async ({ installation }) => {
  const { emulator, notion, app } = installation
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  const cookie = [...person.cookies].map((pair) => pair.join('=')).join('; ')
  const html = await person.html('/')
  const [, script = ''] = /src="(\/_next\/static\/[^"]+\.js)/.exec(html) ?? []
  const [, style = ''] = /href="(\/_next\/static\/[^"]+\.css)/.exec(html) ?? []
  const requests: [status: number, method: string, path: string, headers?: Record<string, string>][] = [
    [200, 'GET', '/'],
    [200, 'HEAD', '/sign-in'],
    [200, 'GET', script],
    [200, 'GET', style],
    [404, 'GET', '/_next/static/none.js'],
    [200, 'GET', '/icon.svg'],
    [200, 'GET', '/favicon.ico'],
    [404, 'GET', '/none'],
    [404, 'GET', '/%ff'],
    [404, 'GET', '/%00'],
    [308, 'GET', '//evil.example//x'],
    [307, 'GET', '/workspaces'],
    [200, 'GET', '/workspaces', { cookie }],
    [307, 'GET', '/workspaces', { cookie, rsc: '1' }],
    [404, 'GET', `/workspaces/${id.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`, { cookie }],
    [403, 'POST', '/', { origin: 'https://evil.example' }],
    [303, 'GET', JUNK],
    [405, 'HEAD', JUNK],
    [405, 'POST', CALLBACK],
    [405, 'PUT', '/api/search'],
    [401, 'GET', '/api/search?q=x'],
    [404, 'GET', '/api/none'],
    [200, 'GET', '/api/health/live'],
    [200, 'GET', '/api/health/ready', { host: 'elsewhere.example' }],
    [200, 'GET', '/api/health/live', { host: 'elsewhere.example' }],
    [429, 'GET', '/too-many-requests'],
    [400, 'GET', '/', { connection: 'Upgrade', upgrade: 'websocket' }],
  ]
  const ids = new Set<unknown>()
  for (const [status, method, path, headers] of requests) {
    const answer = await send(app, method, path, { 'x-request-id': 'chosen-outside', ...headers })
    const name = `${method} ${path}`
    expect.soft(answer.status, name).toBe(status)
    for (const [header, value] of Object.entries(EVERYWHERE))
      expect.soft(answer.headers[header], `${header} of ${name}`).toMatch(value)
    ids.add(answer.headers['x-request-id'])
  }
  expect(ids.size).toBe(requests.length)
  const large = await send(app, 'POST', '/', { origin: app.url }, Buffer.alloc(2_000_000))
  expect(large.status).toBe(413)
  for (const [header, value] of Object.entries(EVERYWHERE)) expect(large.headers[header]).toMatch(value)
})

const openFiles = ({ pid }: AppProcess) => readdirSync(`/proc/${pid}/fd`).length

const residentKilobytes = ({ pid }: AppProcess) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

test('200 WebSocket upgrades leave no socket open', async ({ installation: { app } }) => {
  test.skip(process.platform !== 'linux', 'open sockets are counted in /proc')
  const upgrade = (path: string) =>
    new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(app.port, '127.0.0.1', () =>
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
        ),
      )
      // The other end closes it: this one never does.
      socket.on('data', (data) => {
        text += data
      })
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
  const paths = ['/', '/socket', '/_next/hmr', '/_next/static/x.js', '/api/search', '/workspaces/x']
  for (const path of paths) await upgrade(path)
  const before = { files: openFiles(app), kilobytes: residentKilobytes(app) }
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, time) => upgrade(paths[time % paths.length] ?? '/')),
  )
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 (?!101)/)
  await expect.poll(() => openFiles(app) - before.files).toBeLessThanOrEqual(0)
  const figures = `${before.files} -> ${openFiles(app)} open files, ${Math.round(before.kilobytes / 1024)} -> ${Math.round(residentKilobytes(app) / 1024)} MB`
  test.info().annotations.push({ type: 'after 200 upgrades', description: figures })
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)
})

test('the security log has one line for each event, with who, where and which request', async ({
  installation,
}) => {
  const app = await limited(installation)
  const { emulator, notion } = installation
  const [, second] = await notion.people()
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  const other = new HttpPerson(app.url)
  const back = await other.consent(await other.begin(), {
    emulator,
    personId: second?.id ?? '',
    workspaceId: second?.workspaces[0]?.id ?? '',
  })
  await other.request(back)
  const foreign = await other.request(`/workspaces/${id}`)
  const missing = await other.request(
    `/workspaces/${id.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`,
  )
  expect([foreign.status, missing.status]).toEqual([404, 404])
  await other.request(JUNK)
  await other.request('/sign-in', { method: 'POST', headers: { origin: 'https://evil.example' } })
  await person.submit('/settings/connections', 'Disconnect')
  const signOut = (who: HttpPerson, kind: string) =>
    who.request('/sign-out', {
      method: 'POST',
      body: new URLSearchParams({ kind }),
      headers: { origin: app.url },
    })
  await signOut(other, 'here')
  await signOut(person, 'everywhere')

  // A line may reach us after the answer that it is about.
  await expect
    .poll(() => securityLog(app).map(({ event }) => event))
    .toEqual([
      'signed_in',
      'signed_in',
      'foreign_id',
      'sign_in_failed',
      'origin_refused',
      'disconnected',
      'signed_out',
      'signed_out_everywhere',
    ])
  const lines = securityLog(app)
  for (const line of lines) {
    expect(line.addressPrefix).toBe('127.0.0.0/24')
    expect(line.requestId).toMatch(/^[0-9a-f-]{36}$/)
  }
  expect(new Set(lines.map((line) => line.requestId)).size).toBe(lines.length)
  const [signedIn, otherIn, foreignId, failed, , disconnected, signedOut, everywhere] = lines
  expect(foreignId).toMatchObject({ connectionId: id, userId: otherIn?.userId })
  expect(foreignId?.requestId).toBe(foreign.headers.get('x-request-id'))
  expect(failed?.reason).toBe('state-lost')
  expect(disconnected).toMatchObject({ connectionId: id, userId: signedIn?.userId })
  expect(signedOut?.userId).toBe(otherIn?.userId)
  expect(everywhere?.userId).toBe(signedIn?.userId)
})
