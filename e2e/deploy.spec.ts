import type { Page } from 'playwright/test'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { build, isBuilt, sourcesHash } from '@/scripts/lib/setup/build.mjs'
import { type AppProcess, startApp } from '@/test-support/app-process'
import { formWith, HttpPerson } from '@/test-support/http-person'
import { openByTitle, signedInWorkspace } from './find'
import { expect, type Installation, test } from './installation'

const OTHER_FOLDER = '.next-other'
const UPDATED = { level: 1, name: `${PRODUCT_NAME} was updated` } as const

/** Another build, made from the same sources as if they were others. It is made once for each state of the sources. */
test.beforeAll(async () => {
  test.setTimeout(900_000)
  const other = { folder: OTHER_FOLDER, sources: `other ${sourcesHash()}` }
  if (!isBuilt(other)) await build(other)
})

/** The other build takes the place of the running one, at the same address and database, as a deployment does. */
async function deploy(installation: Installation, folder = OTHER_FOLDER): Promise<AppProcess> {
  await installation.app.kill('SIGTERM')
  installation.app = await startApp({ ...installation.environment, LATCHKEY_BUILD_DIR: folder })
  return installation.app
}

async function onAPage(page: Page, installation: Installation): Promise<void> {
  const { path } = await signedInWorkspace(page, installation.notion)
  await openByTitle(page, path, 'This quarter')
}

const appends = async ({ notion }: Installation) =>
  (await notion.log()).filter((one) => one.method === 'PATCH').length

test('a note sent from a tab older than the deploy keeps its text, explains why, and is added once after one click', async ({
  page,
  installation,
}) => {
  await onAPage(page, installation)
  await deploy(installation)
  await page.getByLabel('Note', { exact: true }).fill('Typed before the update')
  await page.getByLabel('To-do').check()
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.getByRole('heading', UPDATED)).toBeVisible()
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Typed before the update')
  await expect(page.getByLabel('To-do')).toBeChecked()
  expect(await appends(installation)).toBe(0)
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.locator('.notion-content').getByText('Typed before the update')).toHaveCount(1)
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('')
  expect(await appends(installation)).toBe(1)
  // What was added is not offered again.
  await page.reload()
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('')
})

test('every other form and link in such a tab explains why, and works after one click', async ({
  page,
  installation,
}) => {
  const { name } = await signedInWorkspace(page, installation.notion)
  await page.goto('/settings/connections')
  await deploy(installation)
  const check = page.getByRole('button', { name: `Check access to ${name}` })
  await check.click()
  await expect(page.getByRole('heading', UPDATED)).toBeVisible()
  await page.getByRole('button', { name: 'Reload' }).click()
  await check.click()
  await expect(page.getByText('The access works.')).toBeVisible()

  // Back to the first build: the tab is of the other one now. A link loads its page as a whole.
  await deploy(installation, '')
  let whole = 0
  page.on('load', () => {
    whole += 1
  })
  await page.getByRole('link', { name: /^All workspaces/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Workspaces' })).toBeVisible()
  await expect.poll(() => whole).toBe(1)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  expect(whole).toBe(1)
})

test('a page whose scripts were replaced while it loaded reloads itself once', async ({
  page,
  installation: { app },
}) => {
  await page.goto(app.url)
  let loads = 0
  await page.route('**/_next/static/chunks/**', (route) => route.fulfill({ status: 404, body: '' }))
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().endsWith('/sign-in')) loads += 1
  })
  await page.goto(`${app.url}/sign-in`).catch(() => {})
  await expect.poll(() => loads).toBe(2)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // However long the scripts are missing, it does not go in circles.
  await page.waitForTimeout(2_000)
  expect(loads).toBe(2)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a note sent from a page older than the deploy keeps its text, explains why, and is added once after one click', async ({
    page,
    installation,
  }) => {
    await onAPage(page, installation)
    await page.getByLabel('Note', { exact: true }).fill('First line\nand “second”')
    await page.getByLabel('To-do').check()
    await deploy(installation)
    await page.getByRole('button', { name: 'Add note' }).click()
    await expect(page.getByRole('heading', UPDATED)).toBeVisible()
    await page.getByRole('link', { name: /^Open http/ }).click()
    await expect(page.getByLabel('Note', { exact: true })).toHaveValue('First line\nand “second”')
    await expect(page.getByLabel('To-do')).toBeChecked()
    expect(await appends(installation)).toBe(0)
    await page.getByRole('button', { name: 'Add note' }).click()
    await expect(page.locator('.notion-content').getByText('and “second”')).toHaveCount(1)
    expect(await appends(installation)).toBe(1)
    await page.reload()
    await expect(page.getByLabel('Note', { exact: true })).toHaveValue('')
  })
})

test('two builds behind one address are distinguished, and a form that neither build knows gets an error page', async ({
  installation,
}) => {
  const { app, emulator, notion, environment } = installation
  const person = new HttpPerson(app.url)
  await person.signIn(emulator, notion)
  const { fields } = formWith(await person.html('/settings/connections'), 'Disconnect')
  const body = new FormData()
  for (const [name, value] of fields)
    body.set(name.replace(/[0-9a-f]{40,}/, 'ab'.repeat(21)), value.replace(/[0-9a-f]{40,}/, 'ab'.repeat(21)))
  const response = await person.request('/settings/connections', {
    method: 'POST',
    body,
    headers: { origin: app.url },
  })
  expect(response.status).toBe(409)
  expect(await response.text()).toContain(`${PRODUCT_NAME} was updated`)
  expect(await notion.aliveTokens()).toHaveLength(2)
  // Its own forms still work, also on a further process of the same build.
  const further = await startApp({ ...environment, PORT: undefined })
  try {
    const form = new FormData()
    for (const [name, value] of fields) form.set(name, value)
    const answer = await person.request(
      '/settings/connections',
      { method: 'POST', body: form, headers: { origin: app.url } },
      further.url,
    )
    expect(answer.headers.get('location')).toContain('disconnected=')
  } finally {
    await further.kill()
  }
})
