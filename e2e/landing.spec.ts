import AxeBuilder from '@axe-core/playwright'
import { PRODUCT_TAGLINE } from '@/lib/shared/brand.mjs'
import { startApp } from '@/test-support/app-process'
import { authorize } from './at-notion'
import { expect, type Installation, type Page, test } from './installation'

const SOURCE = 'https://git.example/team/app'
const TRY = 'Try the demo'

async function restarted(installation: Installation, variables: Record<string, string>): Promise<void> {
  await installation.app.kill('SIGTERM')
  installation.app = await startApp({ ...installation.environment, ...variables })
}

const links = (page: Page) =>
  page
    .locator('main')
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')))

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the landing page shows the product and leads into it', async ({ page, installation: { notion } }) => {
    await page.goto('/')
    await expect(page).toHaveTitle(new RegExp(`^${PRODUCT_TAGLINE} · `))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${PRODUCT_TAGLINE}.`)
    // One picture for screen readers, which says that it is an example; nothing in it can be reached.
    const example = page.getByRole('img', { name: /^Example of the list of connections/ })
    await expect(example).toContainText('Revocation confirmed by Notion')
    expect(await example.locator('[inert] :is(a, button)').count()).toBe(
      await example.locator('a, button').count(),
    )
    for (const title of [
      'How it works',
      'What it asks for, and why',
      'Three promises, and the tests behind them',
    ])
      await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()

    const [person] = await notion.people()
    const workspace = person?.workspaces[0]
    if (!person || !workspace) throw new Error('the emulator has too small a world')
    await page.getByRole('link', { name: TRY }).click()
    await expect(page).toHaveURL('/#developers')
    await page.getByRole('button', { name: TRY }).click()
    await authorize(page, { person: person.name, workspace: workspace.name })
    await expect(page).toHaveURL(/\/workspaces/)
    await page.goto('/')
    await page.getByRole('link', { name: 'Your workspaces' }).click()
    await expect(page).toHaveURL('/workspaces')
  })
})

test('where the source is known, the evidence leads to it; elsewhere it names file and command', async ({
  page,
  installation,
}) => {
  await page.goto('/')
  expect((await links(page)).filter((one) => one?.startsWith('https:'))).toEqual([])
  for (const words of [
    'e2e/processes.spec.ts',
    'npm run test:e2e -- e2e/processes',
    'e2e/installation.ts',
    'README.md',
  ])
    await expect(page.getByText(words).first()).toBeVisible()

  await restarted(installation, { SOURCE_URL: SOURCE, CONTACT_EMAIL: 'hello@example.com', LATCHKEY_DEMO: '' })
  await page.goto('/')
  const outside = (await links(page)).filter((one) => one?.startsWith(SOURCE))
  expect(outside).toEqual([
    `${SOURCE}/blob/HEAD/e2e/processes.spec.ts`,
    `${SOURCE}/blob/HEAD/e2e/installation.ts`,
    `${SOURCE}/blob/HEAD/e2e/main-job.spec.ts`,
    SOURCE,
    `${SOURCE}/blob/HEAD/docs/architecture.md`,
  ])
  await expect(page.getByRole('link', { name: 'Read the test behind “Never lost”' })).toBeVisible()
  // Outside of the demo there is the command instead of its button.
  await expect(page.getByRole('button', { name: TRY })).toHaveCount(0)
  await expect(page.getByRole('figure', { name: 'How to start the demo' })).toContainText(
    `$ git clone ${SOURCE}$ cd app$ npm run demo`,
  )
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Contact' })).toHaveAttribute(
    'href',
    'mailto:hello@example.com',
  )
})

test('public pages fit from 320 px on, have one brass button, and axe finds nothing', async ({ page }) => {
  for (const path of ['/', '/sign-in', '/sign-in?ended=1', '/problem?reason=cancelled', '/nothing-here']) {
    await page.goto(path)
    expect(await page.locator('main .bg-brass-fill').count(), path).toBe(1)
    for (const width of [320, 390, 640, 899, 900, 1180, 1440, 1600]) {
      await page.setViewportSize({ width, height: 800 })
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond, `${path} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0)
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      expect(
        violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`),
        path,
      ).toEqual([])
    }
  }
})

test('targets on a phone are at least 44 px high, but links in running text', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/', '/sign-in', '/problem?reason=cancelled', '/nothing-here']) {
    await page.goto(path)
    const small = await page.locator('a, button, summary').evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && !one.closest('p, [inert], [popover], .sr-only'))
        .filter((one) => one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML),
    )
    expect(small, path).toEqual([])
  }
})

test('an unknown address answers 404 with a page that leads on', async ({ page, installation: { app } }) => {
  const response = await page.goto('/nothing-here')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
  await page.getByRole('link', { name: /^Go to (your )?workspaces$/ }).click()
  await expect(page).toHaveURL(`${app.url}/sign-in?returnTo=%2Fworkspaces`)
})
