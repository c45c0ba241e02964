import { cookieName } from '@/lib/config'
import { HttpPerson } from '@/test-support/http-person'
import { expect, type Installation, test } from './installation'

async function choice({ notion, emulator }: Installation, person = 0) {
  const who = (await notion.people())[person]
  const workspace = who?.workspaces[0]
  if (!who || !workspace) throw new Error('the emulator has too small a world')
  return { emulator, personId: who.id, workspaceId: workspace.id }
}

/** A person whose browser also sends cookies that Latchkey did not set, before and after its own. */
class Crowded extends HttpPerson {
  constructor(
    appUrl: string,
    readonly before: string,
    readonly after: string,
  ) {
    super(appUrl)
  }

  override async request(path: string, init: RequestInit = {}, at = this.appUrl): Promise<Response> {
    const own = [...this.cookies].map(([name, value]) => `${name}=${value}`)
    const headers = new Headers(init.headers)
    headers.set('cookie', [this.before, ...own, this.after].filter(Boolean).join('; '))
    const response = await fetch(new URL(path, at), { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/max-age=0/i.test(cookie)) this.cookies.delete(name)
      else this.cookies.set(name, value.join('='))
    }
    return response
  }
}

const CHUNKS = `authjs.session-token.0=${'a'.repeat(3_500)}; authjs.session-token.1=${'b'.repeat(800)}`

test('cookies from other apps, and chunked, oversized and duplicate cookies, change nothing', async ({
  installation,
}) => {
  const { app, notion } = installation
  const [session, state, back] = (['session', 'state', 'callback-url'] as const).map((use) =>
    cookieName(use, app.url),
  )
  const stranger = new HttpPerson(app.url)
  await stranger.begin()
  const otherState = stranger.cookies.get(state ?? '')
  const cases: readonly (readonly [string, string])[] = [
    [CHUNKS, ''],
    ['', CHUNKS],
    [
      `authjs.session-token=x; __Secure-authjs.state=y; __Host-authjs.csrf-token=z; next-auth.session-token=q`,
      '',
    ],
    [`${session}.0=${'a'.repeat(3_500)}; ${session}.1=b; ${state}.0=c`, ''],
    [`${session}=${'a'.repeat(43)}; ${state}=planted; ${back}=https%3A%2F%2Fevil.example%2F`, ''],
    [
      '',
      `${session}=${'a'.repeat(43)}; ${session}=; ${session}=${'b'.repeat(3_000)}; ${state}=${otherState}`,
    ],
    [`${state}=${otherState}; ${state}=${otherState}`, `=; ; novalue; %ff=%ff; \u00ff=\u00ff`],
  ]
  for (const [before, after] of cases) {
    const person = new Crowded(app.url, before, after)
    const response = await person.request(
      await person.consent(await person.begin(), await choice(installation)),
    )
    const what = `${before.slice(0, 60)} … ${after.slice(0, 60)}`
    expect(response.headers.get('location'), what).toBe(`${app.url}/workspaces`)
    expect((await person.request('/workspaces')).status, what).toBe(200)
    const out = await person.submit('/workspaces', 'Sign out')
    expect(out.headers.get('location'), what).toBe(`${app.url}/`)
    expect(person.cookies.has(session ?? ''), what).toBe(false)
    expect((await person.request('/workspaces')).status, what).toBe(307)
  }
  expect((await notion.issued()).codes).toHaveLength(cases.length)
})

test('a browser with many cookies from other apps is served; one with too many sees what to do', async ({
  installation: { app, emulator, notion },
}) => {
  const foreign = (count: number) =>
    Array.from({ length: count }, (_, at) => `app-${at}=${'x'.repeat(4_000)}`).join('; ')
  const person = new Crowded(app.url, foreign(6), foreign(6))
  await person.signIn(emulator, notion)
  expect((await person.request('/workspaces')).status).toBe(200)

  const crowded = new Crowded(app.url, foreign(20), '')
  const response = await crowded.request('/workspaces')
  expect(response.status).toBe(431)
  expect(await response.text()).toContain('Delete the cookies of this site')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await person.request('/workspaces')).status).toBe(200)
})

test('every cookie has our prefix, is limited to this host, and is hidden from scripts', async ({
  installation,
}) => {
  const { app } = installation
  const person = new HttpPerson(app.url)
  const cookies: string[] = []
  const request = person.request.bind(person)
  person.request = async (...args) => {
    const response = await request(...args)
    cookies.push(...response.headers.getSetCookie())
    return response
  }
  await person.request(await person.consent(await person.begin(), await choice(installation)))
  await person.submit('/workspaces', 'Sign out')
  expect(cookies.length).toBeGreaterThan(3)
  for (const cookie of cookies) {
    expect(cookie).toMatch(new RegExp(`^latchkey-${app.port}-[a-z-]+=`))
    expect(cookie).toMatch(/; path=\/(;|$)/i)
    expect(cookie).toMatch(/; httponly/i)
    expect(cookie).toMatch(/; samesite=lax/i)
    expect(cookie).not.toMatch(/domain=/i)
  }
})

test('signing in again, connecting and signing out each invalidate the previous cookie value', async ({
  installation,
}) => {
  const { app, emulator, notion } = installation
  const session = cookieName('session', app.url)
  const person = new HttpPerson(app.url)
  const worksWith = async (value: string | undefined) => {
    const other = new HttpPerson(app.url)
    if (value) other.cookies.set(session, value)
    return (await other.request('/workspaces')).status === 200
  }
  await person.signIn(emulator, notion)
  const first = person.cookies.get(session)
  await person.request(await person.consent(await person.begin(), await choice(installation)))
  const second = person.cookies.get(session)
  expect([await worksWith(first), await worksWith(second)]).toEqual([false, true])

  const connecting = await person.submit('/settings/connections', 'Change shared pages')
  const authorize = new URL(connecting.headers.get('location') ?? '')
  await person.request(await person.consent(authorize, await choice(installation)))
  const third = person.cookies.get(session)
  expect([await worksWith(second), await worksWith(third)]).toEqual([false, true])

  await person.submit('/workspaces', 'Sign out')
  expect(await worksWith(third)).toBe(false)
})

test('neither a form on another site nor a visit to the sign-out URL signs anyone out', async ({
  installation,
}) => {
  const { app, emulator, notion } = installation
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  const body = new URLSearchParams({ kind: 'everywhere' })
  for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${app.port}`])
    expect((await person.request('/sign-out', { method: 'POST', body, headers: { origin } })).status).toBe(
      403,
    )
  expect((await person.request('/sign-out')).headers.get('location')).toBe(`${app.url}/sign-in`)
  expect((await person.request('/workspaces')).status).toBe(200)
})
