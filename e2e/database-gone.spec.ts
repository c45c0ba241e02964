import pg from 'pg'
import { HttpPerson } from '@/test-support/http-person'
import { EXCHANGES } from '@/test-support/notion-admin'
import { signOut } from './at-notion'
import { signedInWorkspace } from './find'
import { expect, test } from './installation'

/** Makes PostgreSQL refuse everyone, and lets them in again. */
async function allow(url: string, connections: boolean): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const server = new URL(url)
  server.pathname = '/postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  try {
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} ALLOW_CONNECTIONS ${connections}`)
    if (!connections)
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  } finally {
    await client.end()
  }
}

test('a sign-in while the database is down says so, spends no code, and works once it is back', async ({
  installation: { app, emulator, notion, environment },
}) => {
  const url = environment.DATABASE_URL ?? ''
  const [who] = await notion.people()
  const workspace = who?.workspaces[0]
  if (!who || !workspace) throw new Error('the emulator has too small a world')
  const person = new HttpPerson(app.url)
  const back = await person.consent(await person.begin(), {
    emulator,
    personId: who.id,
    workspaceId: workspace.id,
  })
  await allow(url, false)
  try {
    const response = await person.request(back)
    expect(response.status).toBe(303)
    const problem = new URL(response.headers.get('location') ?? '')
    expect(problem.searchParams.get('reason')).toBe('storage')
    const page = await person.request(`${problem.pathname}${problem.search}`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('We couldn’t save your connection')
    expect((await notion.counts())[EXCHANGES]).toBeUndefined()
    expect((await person.request('/')).status).toBe(200)
    expect((await person.request('/api/health/ready')).status).toBe(503)
    expect((await person.request('/api/health/live')).status).toBe(200)
  } finally {
    await allow(url, true)
  }
  await expect.poll(async () => (await person.request('/api/health/ready')).status).toBe(200)
  await person.signIn(emulator, notion)
  expect((await notion.counts())[EXCHANGES]).toBe(1)
})

test('while the database is down, signed-in pages say so, nobody is sent to sign in, and they work once it is back', async ({
  page,
  installation: { notion, environment },
}) => {
  const url = environment.DATABASE_URL ?? ''
  const { name, path } = await signedInWorkspace(page, notion)
  const said = page.getByRole('heading', { name: 'Our database isn’t answering' })
  await allow(url, false)
  try {
    await page.goto('/settings/connections')
    await expect(said).toBeVisible()
    await expect(page).toHaveURL(/\/settings\/connections$/)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(said).toBeVisible()
    // What is no page says it too, and never that the person is signed out.
    for (const other of ['/api/search?q=a', '/api/files/some/file'])
      expect((await page.request.get(other)).status(), other).toBe(503)
    // The sign-in page stays available.
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Continue with Notion' })).toBeVisible()
    await page.goto('/settings/connections')
    await expect(said).toBeVisible()
  } finally {
    await allow(url, true)
  }
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('main').getByText(name).first()).toBeVisible()
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
})

test('a sign-out that the database cannot store reports it, and works once the database is back', async ({
  page,
  installation: { notion, environment },
}) => {
  const url = environment.DATABASE_URL ?? ''
  await signedInWorkspace(page, notion)
  await allow(url, false)
  try {
    await signOut(page)
    await expect(page.getByRole('heading', { name: 'You may still be signed in' })).toBeVisible()
  } finally {
    await allow(url, true)
  }
  await page.goto('/workspaces')
  await expect(page).toHaveURL('/workspaces')
  await signOut(page)
  await expect(page.getByRole('button', { name: 'Continue with Notion' })).toBeVisible()
})
