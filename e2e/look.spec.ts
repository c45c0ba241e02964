import AxeBuilder from '@axe-core/playwright'
import { signIn } from './at-notion'
import { firstWorkspace, openByTitle } from './find'
import { expect, type Page, test } from './installation'

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const SMALLEST = { width: 360, height: 740 }
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Forces deferred layout and loads every image, as after scrolling through the whole page. */
async function unroll(page: Page): Promise<void> {
  await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
  await page.evaluate(async () => {
    for (const picture of document.images) picture.loading = 'eager'
    await Promise.all(
      [...document.images].map((picture) => picture.complete || picture.decode().catch(() => {})),
    )
  })
}

/** What axe finds. Only the rules that look at colours can find something else in the other theme. */
async function faults(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  // Without frames there is no need of a second page to gather what each of them found.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await (rules === 'all' ? axe.withTags(TAGS) : axe.withRules(COLOUR_RULES)).analyze()
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)
}

/** In both themes and sizes: axe finds nothing, nothing is cut off, and a picture for a person to look at. */
async function look(page: Page, name: string): Promise<void> {
  await unroll(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport)
      await page.screenshot({
        path: `test-results/shots/${name}-${size}-${colorScheme}.png`,
        fullPage: true,
        animations: 'disabled',
      })
    }
    const found = await faults(page, colorScheme === 'light' ? 'all' : 'colours')
    expect(found, `${name}, ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize(SMALLEST)
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(beyond, `${name} scrolls sideways at ${SMALLEST.width} px`).toBeLessThanOrEqual(0)
  await page.setViewportSize(SIZES.desktop)
  looked += 1
}

let looked = 0

test.beforeEach(({ page }) => {
  page.on('pageerror', (error) => expect.soft(error.message).toBe(''))
})

test('public pages', async ({ page }) => {
  for (const [name, path] of [
    ['landing', '/'],
    ['sign-in', '/sign-in'],
    ['privacy', '/privacy'],
    ['terms', '/terms'],
    ['states', '/dev/states'],
    ['states-blocks', '/dev/states/blocks'],
    ['states-properties', '/dev/states/properties'],
    ['states-lists', '/dev/states/lists'],
    ['states-controls', '/dev/states/controls'],
    ['problem', '/problem?reason=storage'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await look(page, name)
  }
  const missing = await page.goto('/nothing-here')
  expect(missing?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await look(page, 'not-found')
})

test('signed-in pages and their states', async ({ page, installation: { notion } }) => {
  const [person] = await notion.people()
  const [main, second] = person?.workspaces ?? []
  if (!person || !main || !second) throw new Error('the emulator has too small a world')
  await signIn(page, { person: person.name, workspace: main.name })
  await look(page, 'workspaces')
  const missing = await page.goto('/workspaces/00000000-0000-4000-8000-000000000000')
  expect(missing?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()

  await page.goto('/workspaces')
  await page.getByRole('link', { name: main.name }).click()
  await expect(page.getByRole('link', { name: 'Open in Notion' }).first()).toBeVisible()
  await expect(page.getByText('per file')).toBeVisible()
  await look(page, 'workspace')
  const details = page.url()

  await notion.fault({ route: 'GET /v1/users/me', kind: 'status', status: 503, retryAfter: 60, times: 9 })
  await notion.fault({ route: 'POST /v1/search', kind: 'status', status: 503, times: 9 })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('heading', { name: 'Notion asks us to wait' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Notion reported an error' })).toBeVisible()
  await look(page, 'workspace-notion-down')
  await notion.clearFaults()

  for (const name of ['activity', 'account', 'connections']) {
    await page.goto(`/settings/${name}`)
    await look(page, name)
  }
  await page.getByRole('button', { name: 'Check access' }).click()
  await expect(page.getByText('The access works.')).toBeVisible()
  await look(page, 'connections-checked')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, 'connections-dialog')
  await page.getByRole('button', { name: 'Cancel' }).click()

  await notion.removeConnection(await notion.botOf(main.id))
  await page.goto(details)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(
    page.getByRole('heading', { name: 'This workspace needs to be reconnected' }).first(),
  ).toBeVisible()
  await page.reload()
  await look(page, 'workspace-reconnect')
  await page.goto('/workspaces')
  await look(page, 'workspaces-reconnect')

  await page.goto('/settings/connections')
  await notion.fault({ route: 'POST /v1/oauth/revoke', kind: 'status', status: 503, times: 50 })
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByText('was disconnected.')).toBeVisible()
  await expect(page.getByRole('complementary', { name: /needs you/ })).toHaveCount(0)
  await look(page, 'connections-asked')
  await page.goto('/workspaces')
  await look(page, 'workspaces-empty')
  process.stdout.write(`axe looked at ${looked} pages and states in two themes: 0 findings\n`)
})

test('what a workspace holds, and what stands in its place', async ({ page, installation: { notion } }) => {
  const [person] = await notion.people()
  const [main] = person?.workspaces ?? []
  if (!person || !main) throw new Error('the emulator has too small a world')
  await signIn(page, { person: person.name, workspace: main.name })
  const workspace = await firstWorkspace(page)
  const still = () =>
    expect(page.locator('[data-skeleton], [aria-busy=true]')).toHaveCount(0, { timeout: 30_000 })
  for (const title of ['Every block', 'Every property', 'Measurements', 'This quarter', 'Roadmap']) {
    await openByTitle(page, workspace, title)
    await still()
    await look(page, title.toLowerCase().replaceAll(' ', '-'))
  }
  const address = page.url()
  await openByTitle(page, workspace, 'Tasks')
  await page.getByRole('link', { name: 'All views of this database' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await still()
  await look(page, 'database')
  for (const [name, path] of [
    ['people', '/people'],
    ['search', '/search?q=plan'],
    ['search-nothing', '/search?q=nothingiscalledthis'],
    ['search-empty', '/search'],
  ] as const) {
    await page.goto(`${workspace}${path}`)
    await still()
    await look(page, name)
  }
  // Nothing of it is kept any more, and a failure never is.
  await page.goto(`${workspace}/search`)
  await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'),
    page.getByRole('button', { name: 'Refresh' }).click(),
  ])
  for (const [state, status] of [
    ['not-found', 404],
    ['forbidden', 403],
    ['down', 502],
    ['wait', 429],
  ] as const) {
    await notion.clearFaults()
    await notion.fault({ route: 'GET /v1/*', kind: 'status', status, retryAfter: 300, times: 500 })
    await notion.fault({ route: 'POST /v1/*', kind: 'status', status, retryAfter: 300, times: 500 })
    for (const [name, path] of [
      ['page', address],
      ['people', `${workspace}/people`],
      ['search', `${workspace}/search?q=lamp`],
    ] as const) {
      await page.goto(path)
      await expect(
        page.getByText('Notion’s request id').or(page.getByText('Retrying in')).first(),
      ).toBeVisible()
      await still()
      await look(page, `${name}-${state}`)
    }
  }
})

test('no page shared', async ({ page, installation: { notion } }) => {
  const [person] = await notion.people()
  const workspace = person?.workspaces[2]
  if (!person || !workspace) throw new Error('the emulator has too small a world')
  await signIn(page, { person: person.name, workspace: workspace.name })
  await page.getByRole('link', { name: workspace.name }).click()
  await expect(page.getByRole('heading', { name: 'No page is shared' })).toBeVisible()
  await expect(page.getByText('per file')).toBeVisible()
  await look(page, 'workspace-no-pages')
})
