import { randomBytes } from 'node:crypto'
import { cookieName } from '@/lib/config'
import { startApp } from '@/test-support/app-process'
import { HttpPerson } from '@/test-support/http-person'
import { EXCHANGES } from '@/test-support/notion-admin'
import { expect, type Installation, test } from './installation'

const CALLBACK = '/api/auth/callback/notion'
const NOBODY = '00000000-0000-4000-8000-000000000000'

const text = (html: string) => html.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')

async function chosen({ notion, emulator }: Installation, person = 0) {
  const who = (await notion.people())[person]
  const workspace = who?.workspaces[0]
  if (!who || !workspace) throw new Error('the emulator has too small a world')
  return { emulator, personId: who.id, workspaceId: workspace.id }
}

/** Where a callback redirects, and the page shown there. */
async function problemAt(person: HttpPerson, path: string) {
  const response = await person.request(path)
  expect(response.status).toBe(303)
  const location = new URL(response.headers.get('location') ?? '')
  expect(location.search).not.toMatch(/code=|state=/)
  const page = await person.request(`${location.pathname}${location.search}`)
  expect(page.status).toBe(200)
  return { reason: location.searchParams.get('reason'), text: text(await page.text()) }
}

test('the callback accepts only GET', async ({ installation: { app, notion } }) => {
  const person = new HttpPerson(app.url)
  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE'])
    expect((await person.request(`${CALLBACK}?code=1&state=2`, { method })).status, method).toBe(405)
  expect((await notion.counts())[EXCHANGES]).toBeUndefined()
})

test('a wrong, missing or reused state or code shows a page that says why, and changes nothing', async ({
  installation,
}) => {
  const { app, notion } = installation
  const choice = await chosen(installation)
  const person = new HttpPerson(app.url)

  expect(await problemAt(person, CALLBACK)).toMatchObject({ reason: 'state-lost' })
  expect(await problemAt(person, `${CALLBACK}?code=x&state=y`)).toMatchObject({ reason: 'state-lost' })

  const back = await person.consent(await person.begin(), choice)
  const wrong = back.replace(/state=[^&]+/, 'state=wrong')
  expect(await problemAt(person, wrong)).toMatchObject({ reason: 'other-tab' })
  expect((await notion.counts())[EXCHANGES]).toBeUndefined()

  const again = await person.consent(await person.begin(), choice)
  const stateCookie = cookieName('state', app.url)
  const keptState = person.cookies.get(stateCookie)
  expect(keptState).toBeDefined()
  expect(await problemAt(person, again.replace(/code=[^&]+/, 'code=wrong'))).toMatchObject({
    reason: 'code-used',
  })

  const good = await person.consent(await person.begin(), choice)
  expect((await person.request(good)).headers.get('location')).toBe(`${app.url}/workspaces`)
  // The browser's "back", with and without the state cookie that it had.
  expect(await problemAt(person, good)).toMatchObject({ reason: 'state-lost' })
  if (keptState) person.cookies.set(stateCookie, keptState)
  expect((await problemAt(person, good)).reason).toMatch(/other-tab|state-lost|code-used/)
  expect((await person.request('/workspaces')).status).toBe(200)
  expect((await notion.issued()).tokens).toHaveLength(2)
})

test('invalid ids and ids of other users get the same 404, on pages and actions', async ({
  installation,
}) => {
  const { app, emulator, notion } = installation
  const owner = new HttpPerson(app.url)
  const theirs = await owner.signIn(emulator, notion)
  const person = new HttpPerson(app.url)
  const back = await person.consent(await person.begin(), await chosen(installation, 1))
  await person.request(back)

  for (const id of [theirs, NOBODY, 'x', '..%2f..%2fetc', '%ff', '%00', `${theirs}'--`, 'a'.repeat(4000)]) {
    const response = await person.request(`/workspaces/${id}`)
    expect(response.status, id).toBe(404)
    // Next sends what a 404 shows as data that the browser draws.
    expect(await response.text()).toMatch(/Page not found|no page at this address/)
  }
  await notion.clearLog()
  for (const id of [theirs, NOBODY, 'x', '']) {
    for (const words of ['Check access', 'Disconnect', 'Change shared pages']) {
      const response = await person.submit('/settings/connections', words, { connectionId: id })
      expect(response.status, `${words} ${id}`).toBe(404)
      expect(await response.text()).toContain('Page not found')
    }
  }
  expect(await notion.log()).toEqual([])
  expect((await owner.request(`/workspaces/${theirs}`)).status).toBe(200)
})

test('a 10 MB body, a form from another site and a broken session cookie each get a clear response', async ({
  installation: { app, emulator, notion },
}) => {
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  const large = await person.request('/settings/connections', {
    method: 'POST',
    body: new Uint8Array(10_000_000),
    headers: { 'content-type': 'multipart/form-data; boundary=x', origin: app.url },
  })
  expect(large.status).toBe(413)
  expect(text(await large.text())).toContain('more than this page accepts')

  const foreign = await person.request('/settings/connections', {
    method: 'POST',
    body: new FormData(),
    headers: { origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)

  const sessionCookie = cookieName('session', app.url)
  expect(person.cookies.has(sessionCookie)).toBe(true)
  person.cookies.set(sessionCookie, 'broken%ff')
  for (const path of ['/workspaces', '/settings/connections', '/settings/activity']) {
    const response = await person.request(path)
    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toContain('/sign-in?returnTo=')
  }
  expect((await person.request('/sign-in')).status).toBe(200)
})

test('a sealed token that was changed or moved, or whose key is gone, is reported and nothing is lost', async ({
  installation,
}) => {
  const { emulator, notion, store, environment } = installation
  const person = new HttpPerson(installation.app.url)
  const id = await person.signIn(emulator, notion)
  await notion.clearLog()
  const restartedWith = async (sql: string, values: unknown[], more: Record<string, string> = {}) => {
    await installation.app.kill('SIGTERM')
    await store.query(sql, values)
    installation.app = await startApp({ ...environment, ...more })
  }
  const shows = async (expected: RegExp) => {
    const response = await person.request(`/workspaces/${id}`)
    expect(response.status).toBe(200)
    expect(text(await response.text())).toMatch(expected)
  }
  const SET = 'UPDATE "Connection" SET "sealedAccessToken" ='
  await installation.app.kill('SIGTERM')
  const [good] = await store.query<{ access: string; refresh: string }>(
    'SELECT "sealedAccessToken" AS access, "sealedRefreshToken" AS refresh FROM "Connection"',
  )
  if (!good) throw new Error('no connection')
  installation.app = await startApp(environment)

  await restartedWith(`${SET} $1`, [`${good.access.slice(0, -4)}AAAA`])
  await shows(/isn’t set up correctly/)
  await restartedWith(`${SET} $1`, [good.refresh])
  await shows(/isn’t set up correctly/)
  await restartedWith(`${SET} $1`, [good.access], {
    TOKEN_KEYS: `other:${randomBytes(32).toString('base64url')}`,
  })
  await shows(/isn’t set up correctly/)
  expect(await notion.log()).toEqual([])

  await restartedWith(`${SET} $1`, [good.access])
  await shows(/Open in Notion/)
})
