import { readFileSync } from 'node:fs'
import { type Page, request as playwrightRequest } from 'playwright/test'
import { z } from 'zod'
import { exportSchema } from '@/lib/accounts/export-format'
import { startApp } from '@/test-support/app-process'
import { formWith, HttpPerson } from '@/test-support/http-person'
import { REFRESHES } from '@/test-support/notion-admin'
import { authorize, signIn } from './at-notion'
import { furtherProcesses, wordsOf } from './further-processes'
import { expect, type Installation, test } from './installation'

const ACCOUNT = '/settings/account'
const PHRASE = 'delete my account'
const REVOKE = 'POST /v1/oauth/revoke'
const SEVERAL = { tag: '@several-processes' }

async function world({ notion }: Installation) {
  const [first, second] = await notion.people()
  const main = first?.workspaces[0]
  if (!first || !second || !main) throw new Error('the emulator has too small a world')
  return { first, second, main }
}

async function signedIn(page: Page, installation: Installation) {
  const known = await world(installation)
  await signIn(page, { person: known.first.name, workspace: known.main.name })
  return known
}

/** The same person in another browser, without JavaScript. */
async function elsewhere({ app, emulator, notion }: Installation): Promise<HttpPerson> {
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  return person
}

/** A browser without JavaScript that shares this page's session. */
async function sameSession(page: Page, { app }: Installation): Promise<HttpPerson> {
  const person = new HttpPerson(app.url)
  for (const { name, value } of await page.context().cookies()) person.cookies.set(name, value)
  return person
}

const isSignedIn = async (person: HttpPerson) => (await person.request('/workspaces')).status === 200

/** Runs statements while no app uses the database, then starts the app again. */
async function inBetween(installation: Installation, work: () => Promise<unknown>): Promise<void> {
  await installation.app.kill('SIGTERM')
  await work()
  installation.app = await startApp(installation.environment)
}

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, colorScheme: 'light', timezoneId: 'Asia/Tokyo' })

    test('the account page shows the profile as Notion gave it', async ({ page, installation }) => {
      const { first } = await signedIn(page, installation)
      await page.goto(ACCOUNT)
      const profile = page.getByRole('region', { name: 'Profile' })
      await expect(profile).toContainText(first.name)
      await expect(profile).toContainText(first.email)
      await expect(profile).toContainText(/Member since \w{3} \d{1,2}, \d{4}/)
    })

    test('the appearance is chosen, comes with the first byte, and follows the system again', async ({
      page,
      installation,
    }) => {
      await signedIn(page, installation)
      await page.goto(ACCOUNT)
      const choice = (name: string) =>
        page.getByRole('region', { name: 'Appearance' }).getByRole('button', { name })
      await expect(choice('System')).toHaveAttribute('aria-pressed', 'true')
      await choice('Dark').click()
      await expect(choice('Dark')).toHaveAttribute('aria-pressed', 'true')
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      if (javaScriptEnabled) {
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
        const dark = await background(page)
        await page.goto('/')
        expect(await background(page)).toBe(dark)
      }
      const html = await (await sameSession(page, installation)).html('/privacy')
      expect(html).toMatch(/<html[^>]* data-theme="dark"/)
      await page.goto(ACCOUNT)
      await choice('System').click()
      await expect(page.locator('html')).not.toHaveAttribute('data-theme')
      expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('latchkey-theme')
      await expect(page).toHaveURL(ACCOUNT)
    })

    test('sessions are listed in words; one is ended, then all others, and the page says so', async ({
      page,
      installation,
    }) => {
      await signedIn(page, installation)
      const [one, two, three] = [
        await elsewhere(installation),
        await elsewhere(installation),
        await elsewhere(installation),
      ]
      await page.goto(ACCOUNT)
      const rows = page.getByRole('region', { name: 'Sessions' }).getByRole('row')
      await expect(rows).toHaveCount(5)
      await expect(rows.nth(1)).toContainText(/Chrome.* on \w+/)
      await expect(rows.nth(1)).toContainText('127.0.0.0/24')
      await expect(rows.nth(1)).toContainText('This device')
      await expect(rows.nth(2)).toContainText('Unknown browser')

      await rows.nth(2).getByRole('button', { name: 'Sign out' }).click()
      await expect(page.getByRole('status')).toHaveText('Signed out of Unknown browser.')
      await expect(rows).toHaveCount(4)
      const live = [await isSignedIn(one), await isSignedIn(two), await isSignedIn(three)]
      expect(live.filter(Boolean)).toHaveLength(2)

      await page.getByRole('button', { name: 'Sign out of 2 other sessions' }).click()
      const question = page.getByRole('dialog', { name: 'Sign out of 2 other sessions?' })
      await expect(question).toContainText('You stay signed in here')
      await question.getByRole('button', { name: 'Cancel' }).click()
      await expect(question).toBeHidden()
      await page.getByRole('button', { name: 'Sign out of 2 other sessions' }).click()
      await question.getByRole('button', { name: 'Sign out of 2 other sessions' }).click()
      await expect(page.getByRole('status')).toHaveText('Signed out of 2 other sessions.')
      await expect(rows).toHaveCount(2)
      for (const person of [one, two, three]) expect(await isSignedIn(person)).toBe(false)
      await page.goto('/settings/activity')
      await expect(page.getByText('You signed out of 2 other sessions')).toBeVisible()
    })

    test('an account is deleted: asked, done, told, and nothing of the person is left', async ({
      page,
      installation,
    }) => {
      const { first, main } = await signedIn(page, installation)
      const other = await elsewhere(installation)
      await page.goto(ACCOUNT)
      await expect(page.getByText('Disconnect 1 workspace and ask Notion to revoke it')).toBeVisible()
      await page.getByLabel(`Type ${PHRASE}`).fill('delete it')
      await page.getByRole('button', { name: 'Delete my account' }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'Nothing was deleted' })).toBeVisible()
      await expect(page.getByLabel(`Type ${PHRASE}`)).toBeFocused()
      expect(await isSignedIn(other)).toBe(true)

      await page.getByLabel(`Type ${PHRASE}`).fill(PHRASE)
      await page.getByRole('button', { name: 'Delete my account' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeVisible()
      const receipt = page.url()
      expect(receipt).toMatch(/\/deleted\/[\w-]{43}$/)
      await expect
        .poll(async () => {
          await page.reload()
          return page.getByRole('status').textContent()
        })
        .toMatch(/^Access is over. Notion confirmed that \d tokens were revoked/)
      expect(await isSignedIn(other)).toBe(false)
      expect((await page.context().cookies()).some(({ name }) => name.endsWith('-session'))).toBe(false)
      await page.goto('/workspaces')
      await expect(page).toHaveURL(/\/sign-in/)

      const { tokens } = await installation.notion.issued()
      await inBetween(installation, async () => {
        const dump = await installation.store.dump()
        for (const trace of [
          first.id,
          first.name,
          first.email,
          main.id,
          main.name,
          ...tokens.map((one) => one.token),
        ])
          expect(dump).not.toContain(trace)
        expect(dump).not.toContain(receipt.split('/').at(-1))
      })

      // Anyone who has the receipt's address can still open it, and the person can sign in as a new user.
      await page.goto(receipt)
      await expect(page.getByText('Access is over')).toBeVisible()
      await signIn(page, { person: first.name, workspace: main.name })
      await page.goto('/settings/activity')
      await expect(page.getByText('You connected')).toHaveCount(1)
      await expect(page.getByText('You disconnected')).toHaveCount(0)
    })

    test('a form to delete that comes after the session ended deletes nothing', async ({
      page,
      installation,
    }) => {
      const { first, main } = await signedIn(page, installation)
      await page.goto(ACCOUNT)
      await (await elsewhere(installation)).submit(ACCOUNT, 'Sign out everywhere')
      await page.getByLabel(`Type ${PHRASE}`).fill(PHRASE)
      await page.getByRole('button', { name: 'Delete my account' }).click()
      await expect(page.getByText('so your last click did nothing')).toBeVisible()
      await page.getByRole('button', { name: 'Continue with Notion' }).click()
      await authorize(page, { person: first.name, workspace: main.name })
      await expect(page).toHaveURL(ACCOUNT)
      await expect(page.getByText(first.email).first()).toBeVisible()
    })
  })

test('a double click deletes once and ends on the receipt', async ({ page, installation }) => {
  await signedIn(page, installation)
  await page.goto(ACCOUNT)
  await page.getByLabel(`Type ${PHRASE}`).fill(PHRASE)
  await page.getByRole('button', { name: 'Delete my account' }).dblclick()
  await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeVisible()
  expect(installation.app.output().match(/"event":"account_deleted"/g)).toHaveLength(1)
})

test('the form sent again without a session leads to the receipt; that of another tab does nothing', async ({
  page,
  context,
  installation,
}) => {
  const { app } = installation
  await signedIn(page, installation)
  const person = await sameSession(page, installation)
  const [sent, stale] = [
    formWith(await person.html(ACCOUNT), PHRASE),
    formWith(await person.html(ACCOUNT), PHRASE),
  ]
  const tab = await context.newPage()
  await tab.goto(ACCOUNT)
  const send = ({ action, fields }: typeof sent) => {
    const body = new FormData()
    for (const [name, value] of fields) body.set(name, name === 'phrase' ? PHRASE : value)
    return person.request(action ?? '', { method: 'POST', body, headers: { origin: app.url } })
  }
  const first = await send(sent)
  expect(first.status).toBe(303)
  const receipt = first.headers.get('location') ?? ''
  expect(receipt).toContain('/deleted/')
  expect(first.headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect((await send(sent)).headers.get('location')).toBe(receipt)
  expect((await send(stale)).headers.get('location')).toContain('/sign-in?')
  expect(app.output().match(/"event":"account_deleted"/g)).toHaveLength(1)

  // The tab that still shows the account, and one where the page of the deletion tells it.
  await tab.getByLabel(`Type ${PHRASE}`).fill(PHRASE)
  await tab.getByRole('button', { name: 'Delete my account' }).click()
  await expect(tab).toHaveURL(/\/sign-in\?/)
  await page.goto(receipt)
  await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeVisible()
})

test('a deletion hides what other tabs of the browser show', async ({ page, context, installation }) => {
  await signedIn(page, installation)
  const tab = await context.newPage()
  await tab.goto('/settings/activity')
  await page.goto(ACCOUNT)
  await page.getByLabel(`Type ${PHRASE}`).fill(PHRASE)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeVisible()
  await expect(tab.getByRole('heading', { name: 'You were signed out' })).toBeVisible()
})

for (const [what, fault] of [
  ['is silent', { kind: 'hang' }],
  ['takes 10 s', { kind: 'latency', latencyMs: 10_000 }],
  ['fails', { kind: 'status', status: 503 }],
] as const)
  test(`a deletion while Notion ${what} is told at once, and what Notion says later shows by itself`, async ({
    page,
    installation: { notion, ...installation },
  }) => {
    await signedIn(page, { notion, ...installation })
    await page.goto(ACCOUNT)
    await notion.fault({ route: REVOKE, times: 2, ...fault })
    await page.getByLabel(`Type ${PHRASE}`).fill(PHRASE)
    const began = Date.now()
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeVisible()
    const took = Date.now() - began
    test.info().annotations.push({ type: 'click to receipt', description: `${took} ms while Notion ${what}` })
    expect(took).toBeLessThan(3_000)
    await expect(page.getByRole('status')).toHaveText(/^Waiting for Notion to confirm: 0 of 2 tokens so far/)
    await expect(page.getByRole('status')).toHaveText(/^Access is over/, { timeout: 60_000 })
  })

test('ids and addresses of others, made-up receipts and forms of other sites change nothing', async ({
  page,
  installation,
}) => {
  const { app, emulator, notion } = installation
  const { second } = await signedIn(page, installation)
  const mine = await sameSession(page, installation)
  const theirs = new HttpPerson(app.url)
  await theirs.request(
    await theirs.consent(await theirs.begin(), {
      emulator,
      personId: second.id,
      workspaceId: second.workspaces[0]?.id ?? '',
    }),
  )
  await elsewhere(installation)
  const another = new HttpPerson(app.url)
  await another.request(
    await another.consent(await another.begin(), {
      emulator,
      personId: second.id,
      workspaceId: second.workspaces[0]?.id ?? '',
    }),
  )
  const foreign =
    formWith(await theirs.html(ACCOUNT), 'Sign out Unknown browser').fields.get('sessionId') ?? ''
  expect(foreign).toMatch(/^[0-9a-f-]{36}$/)
  for (const sessionId of [foreign, '00000000-0000-4000-8000-000000000000', 'none']) {
    const answer = await mine.submit(ACCOUNT, 'Sign out Unknown browser', { sessionId })
    expect(answer.headers.get('location')).toContain(`${ACCOUNT}?ended=before`)
  }
  expect(wordsOf(await mine.html(`${ACCOUNT}?ended=before`))).toContain('That session had already ended.')
  expect(await isSignedIn(another)).toBe(true)
  expect(app.output().match(/"event":"foreign_id"/g)).toHaveLength(1)

  // Nobody reads an entry of another person's activity.
  await theirs.submit(ACCOUNT, 'Sign out Unknown browser')
  const told = await mine.html(`${ACCOUNT}?ended=${foreign}`)
  expect(wordsOf(told)).not.toContain('Signed out of')

  const { fields } = formWith(await mine.html(ACCOUNT), PHRASE)
  const body = new FormData()
  for (const [name, value] of fields) body.set(name, name === 'phrase' ? PHRASE : value)
  const crossSite = await mine.request(`${ACCOUNT}/delete`, {
    method: 'POST',
    body,
    headers: { origin: 'https://evil.example' },
  })
  expect(crossSite.status).toBe(403)
  expect((await mine.request(`${ACCOUNT}/delete`)).headers.get('location')).toContain(ACCOUNT)
  expect(await isSignedIn(mine)).toBe(true)
  for (const receipt of ['none', 'a'.repeat(43), `${'a'.repeat(42)}%00`])
    expect((await mine.request(`/deleted/${receipt}`)).status, receipt).toBe(404)
  await notion.clearLog()
})

test('the export holds what its description says, asks for a fresh sign-in, and comes back to it', async ({
  page,
  installation,
}) => {
  const { first, main } = await signedIn(page, installation)
  await page.goto(ACCOUNT)
  const link = () => page.getByRole('link', { name: 'Export my data' })
  const [download] = await Promise.all([page.waitForEvent('download'), link().click()])
  expect(download.suggestedFilename()).toMatch(/^latchkey-export-\d{4}-\d\d-\d\d\.json$/)
  const text = readFileSync(await download.path(), 'utf8')
  const exported = exportSchema.parse(JSON.parse(text))
  expect(exported.user).toMatchObject({ name: first.name, email: first.email })
  expect(exported.connections).toMatchObject([{ workspaceName: main.name }])
  const described = await (await playwrightRequest.newContext()).get(exported.$schema)
  expect(described.headers()['content-type']).toContain('application/schema+json')
  expect(z.fromJSONSchema(await described.json()).safeParse(JSON.parse(text)).error).toBeUndefined()
  const { tokens } = await installation.notion.issued()
  for (const { token } of tokens) expect(text).not.toContain(token)

  await inBetween(installation, () =>
    installation.store.query(`UPDATE "Session" SET "createdAt" = "createdAt" - interval '11 minutes'`),
  )
  const person = await sameSession(page, installation)
  const refused = await person.request(`${ACCOUNT}/export`)
  expect([refused.status, refused.headers.get('location')]).toEqual([
    303,
    `${installation.app.url}${ACCOUNT}?export=sign-in#data`,
  ])
  await page.reload()
  await expect(link()).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign in again to export' }).click()
  await authorize(page, { person: first.name, workspace: main.name })
  await expect(page).toHaveURL(`${ACCOUNT}?export=ready`)
  await expect(page.getByRole('status')).toHaveText('You signed in again. You can export your data now.')
  const [again] = await Promise.all([page.waitForEvent('download'), link().click()])
  expect(exportSchema.parse(JSON.parse(readFileSync(await again.path(), 'utf8'))).user).toMatchObject({
    name: first.name,
  })
  await page.goto('/settings/activity')
  await expect(page.getByText('You exported your data')).toHaveCount(2)

  const nobody = new HttpPerson(installation.app.url)
  expect((await nobody.request(`${ACCOUNT}/export`)).headers.get('location')).toContain('/sign-in?returnTo=')
})

test(
  'a refresh on its way in one process while another deletes the account: its pair is revoked, and names nobody',
  SEVERAL,
  async ({ installation }) => {
    const { app, emulator, notion, store } = installation
    const person = new HttpPerson(app.url)
    const id = await person.signIn(emulator, notion)
    const [first] = await notion.people()
    const [second] = await furtherProcesses(installation, 1)
    if (!second || !first) throw new Error('no second process')
    try {
      await notion.expire()
      await notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency-after', latencyMs: 3_000 })
      const form = formWith(await person.html(ACCOUNT), PHRASE)
      const view = person.request(`/workspaces/${id}`, {}, second.url).then((answer) => answer.text())
      await expect.poll(async () => (await notion.counts())[REFRESHES], { timeout: 20_000 }).toBe(1)
      const body = new FormData()
      for (const [name, value] of form.fields) body.set(name, name === 'phrase' ? PHRASE : value)
      const deleted = await person.request(form.action ?? '', {
        method: 'POST',
        body,
        headers: { origin: app.url },
      })
      const receipt = new URL(deleted.headers.get('location') ?? '').pathname
      expect(receipt).toMatch(/^\/deleted\//)
      expect(wordsOf(await view)).not.toContain('Open in Notion')
      // The pair that Notion issued to the other process waits with the others.
      await expect
        .poll(async () => wordsOf(await person.html(receipt)), { timeout: 30_000 })
        .toMatch(/of 4 tokens/)
      const dump = await store.dump()
      for (const trace of [first.id, first.name, first.email, id]) expect(dump).not.toContain(trace)
      await store.query('UPDATE "PendingRevocation" SET "notBefore" = now()')
      await expect
        .poll(async () => wordsOf(await person.html(receipt)), { timeout: 60_000 })
        .toContain('Notion confirmed that 4 tokens were revoked')
      expect(await notion.aliveTokens()).toEqual([])
    } finally {
      await second.kill('SIGKILL')
    }
  },
)
