import { setTimeout as delay } from 'node:timers/promises'
import type { Locator } from 'playwright/test'
import { HttpPerson } from '@/test-support/http-person'
import { signedInWorkspace } from './find'
import { expect, type Page, test } from './installation'

const SEARCHES = 'POST /v1/search'

/** Delays the responses to this search. */
async function delayResponses(page: Page, words: string): Promise<{ arrived: Promise<void> }> {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(
    (url) => url.searchParams.get('q') === words,
    async (route) => {
      const response = await route.fetch()
      await delay(1_500)
      await route.fulfill({ response }).catch(() => {})
      arrive()
    },
  )
  return { arrived }
}

/** Types a query whose results arrive late, then one without results: the late results must not replace “none”. */
async function expectLateResponseIgnored(
  page: Page,
  field: Locator,
  status: Locator,
  nothing: string,
): Promise<void> {
  const { arrived } = await delayResponses(page, 'Road')
  const asked = page.waitForRequest((request) => new URL(request.url()).searchParams.get('q') === 'Road')
  await field.pressSequentially('Road')
  await asked
  await field.pressSequentially(' zzz')
  await expect(status).toHaveText(nothing)
  await arrived
  await page.waitForTimeout(300)
  await expect(status).toHaveText(nothing)
}

test('results update while typing; a late response never replaces a newer one', async ({
  page,
  installation: { notion },
}) => {
  const { path } = await signedInWorkspace(page, notion)
  await notion.clearLog()
  await page.goto(`${path}/search`)
  const field = page.getByRole('searchbox', { name: 'Search for titles' })
  const status = page.getByRole('main').getByRole('status')
  expect((await notion.counts())[SEARCHES]).toBeUndefined()

  await expectLateResponseIgnored(page, field, status, 'Nothing found')
  await expect(page).toHaveURL(/q=Road\+zzz/)
  await expect(field).toHaveValue('Road zzz')

  await field.fill('Roadmap')
  await expect(status).toHaveText(/^\d+ results?$/)
  await field.press('ArrowDown')
  await expect(page.getByRole('link', { name: 'Roadmap', exact: true }).first()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toHaveValue('')
  await expect(page).toHaveURL(`${path}/search`)
  await field.fill('Roadmap')
  await expect(status).toHaveText(/^\d+ results?$/)
  await field.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Roadmap' })).toBeVisible()
})

test('the palette loads when opened, searches all workspaces, ignores late responses and returns focus', async ({
  page,
  installation: { notion },
}) => {
  const { name } = await signedInWorkspace(page, notion)
  await notion.clearLog()
  await page.goto('/settings/activity')
  const scripts: string[] = []
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()))
  const button = page.getByRole('link', { name: 'Search' })
  await button.focus()
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Search all workspaces' })
  const field = dialog.getByRole('combobox')
  await expect(field).toBeFocused()
  expect(scripts.length).toBeGreaterThan(0)
  expect((await notion.counts())[SEARCHES]).toBeUndefined()

  await expectLateResponseIgnored(page, field, dialog.getByRole('status'), 'No titles contain these words.')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()

  await page.keyboard.press('Control+k')
  await field.fill('Roadmap')
  await expect(dialog.getByRole('group', { name })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Roadmap' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(dialog.getByRole('option', { name: 'Roadmap' })).toBeVisible()
})

test('searching all workspaces requires a session, skips an empty query, and reports errors by workspace', async ({
  installation: { app, emulator, notion },
}) => {
  const nobody = await new HttpPerson(app.url).request('/api/search?q=x')
  expect([nobody.status, nobody.headers.get('cache-control')]).toEqual([401, 'no-store'])
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  await notion.clearLog()
  const ask = async (words: string) => (await person.request(`/api/search?q=${words}`)).json()
  expect(await ask('%20')).toEqual({ workspaces: [] })
  expect(await notion.counts()).toEqual({})
  const found = await ask('Roadmap')
  expect(found.workspaces[0].items[0]).toMatchObject({ title: 'Roadmap', kind: 'page' })
  await notion.fault({ route: 'POST /v1/search', kind: 'status', status: 429, retryAfter: 30, times: 9 })
  expect((await ask('other')).workspaces[0]).toMatchObject({ items: [], error: { kind: 'wait' } })
})
