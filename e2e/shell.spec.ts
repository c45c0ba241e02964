import { THEME_COOKIE } from '@/lib/shared/theme'
import { authorize, signIn } from './at-notion'
import { openByTitle, signedInWorkspace } from './find'
import { expect, type Page, test } from './installation'

const PHONE = { width: 390, height: 844 }

/** What the navigation marks as the current place, by name. */
const marked = (page: Page) =>
  page
    .locator('aside nav [aria-current]')
    .evaluateAll((links) =>
      links.map((link) => [link.textContent?.trim(), link.getAttribute('aria-current')]),
    )

/** The distance of the page's title, or of what comes before it, from the left of the window. */
const leftEdge = (page: Page) =>
  page
    .locator('main h1')
    .first()
    .evaluate((title) => Math.round((title.closest('main > div') ?? title).getBoundingClientRect().left))

test('the current place is marked, the tab names page and workspace, and the left edge never moves', async ({
  page,
  installation: { notion },
}) => {
  const { name, path } = await signedInWorkspace(page, notion)
  const edges = new Set<number>()
  for (const [address, current, title] of [
    ['/workspaces', [['All workspaces1', 'page']], 'Workspaces · Latchkey'],
    [path, [['Content', 'page']], `${name} · Latchkey`],
    [`${path}/people`, [['People', 'page']], `People · ${name} · Latchkey`],
    [`${path}/search`, [['SearchCtrl K', 'page']], `Search · ${name} · Latchkey`],
    ['/settings/connections', [['Settings', 'page']], 'Connections · Settings · Latchkey'],
    ['/settings/activity', [['Settings', 'true']], 'Activity · Settings · Latchkey'],
    ['/nothing-here', [], 'Page not found · Latchkey'],
  ] as const) {
    await page.goto(address)
    await expect(page).toHaveTitle(title)
    expect(await marked(page), address).toEqual(current)
    edges.add(await leftEdge(page))
  }
  await openByTitle(page, path, 'This quarter')
  expect(await marked(page)).toEqual([['Content', 'true']])
  edges.add(await leftEdge(page))
  expect(edges.size).toBe(1)
  // In-app navigation marks and names the place too, and keeps the workspace in the sidebar.
  await page
    .getByRole('link', { name: /^All workspaces/ })
    .first()
    .click()
  await expect(page).toHaveTitle('Workspaces · Latchkey')
  expect(await marked(page)).toEqual([['All workspaces1', 'page']])
  await page.getByRole('link', { name: 'People' }).click()
  await expect(page).toHaveTitle(`People · ${name} · Latchkey`)
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toHaveText(/People$/)
})

test('the workspace menu leads to every workspace and says which one needs the person', async ({
  page,
  installation: { notion },
}) => {
  const [person] = await notion.people()
  const [main, other] = person?.workspaces ?? []
  if (!person || !main || !other) throw new Error('the emulator has too small a world')
  await signIn(page, { person: person.name, workspace: main.name })
  const switcher = page.getByRole('button', { name: /switch workspace$/ })
  await switcher.click()
  await page
    .getByRole('group', { name: 'Workspaces' })
    .getByRole('button', { name: 'Connect workspace' })
    .click()
  await authorize(page, { person: person.name, workspace: other.name })
  await notion.removeConnection(await notion.botOf(other.id))
  await switcher.click()
  const menu = page.getByRole('group', { name: 'Workspaces' })
  await menu.getByRole('link', { name: other.name }).click()
  await expect(menu).toBeHidden()
  await expect(
    page.getByRole('heading', { name: 'This workspace needs to be reconnected' }).first(),
  ).toBeVisible()
  await page.reload()
  await expect(switcher).toHaveAccessibleName(new RegExp(`^${other.name} ?, needs reconnection`))
  await switcher.click()
  await expect(
    menu.getByRole('link', { name: new RegExp(`^${other.name} ?, needs reconnection`) }),
  ).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(switcher).toBeFocused()
})

test('a page that does not exist keeps one frame: one banner, one main, its navigation', async ({
  page,
  installation: { notion },
}) => {
  await page.goto('/nothing-here')
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
  await expect(page.getByRole('banner')).toHaveCount(1)
  const { path } = await signedInWorkspace(page, notion)
  for (const address of ['/nothing-here', `${path}/pages/nothing`, '/workspaces/nothing']) {
    expect((await page.goto(address))?.status(), address).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
    await expect(page.getByRole('main')).toHaveCount(1)
    await expect(page.locator('header')).toHaveCount(1)
    await expect(page.getByRole('navigation', { name: 'Latchkey' })).toBeVisible()
  }
})

test('on a phone one bar and one row of tabs frame the page, each target is large enough', async ({
  page,
  installation: { notion },
}) => {
  await page.setViewportSize(PHONE)
  const { path } = await signedInWorkspace(page, notion)
  for (const address of [path, '/settings/connections', '/workspaces']) {
    await page.goto(address)
    const bar = await page.getByRole('banner').boundingBox()
    expect(bar?.height).toBeLessThanOrEqual(56)
    const tabs = page.getByRole('navigation', { name: 'Main' })
    await expect(tabs.getByRole('link')).toHaveText(['Content', 'People', 'Search', 'Settings'])
    const small = await page
      .locator(
        'header :is(a, button), nav[aria-label=Main] a, [data-page-bar] :is(a, button), main button:not([data-control])',
      )
      .evaluateAll((controls) =>
        controls
          .filter((one) => {
            const { width, height } = one.getBoundingClientRect()
            return one.checkVisibility() && (height < 43.5 || width < 43.5)
          })
          .map((one) => one.outerHTML.slice(0, 200)),
      )
    expect.soft(small, address).toEqual([])
  }
  await page.goto(`${path}/people`)
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').click()
  await expect(page).toHaveURL(path)
})

test('the chosen theme is there before the first paint, and the built colors are those of the design', async ({
  page,
  context,
  baseURL,
}) => {
  const at = (x: number, y: number) =>
    page.screenshot({ clip: { x, y, width: 1, height: 1 } }).then((png) =>
      page.evaluate(async (source) => {
        const image = new Image()
        image.src = `data:image/png;base64,${source}`
        await image.decode()
        const canvas = document.createElement('canvas')
        const context = canvas.getContext('2d')
        context?.drawImage(image, 0, 0)
        return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3)
      }, png.toString('base64')),
    )
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/dev/states/controls')
  expect(await at(2, 400)).toEqual([251, 248, 243])
  // A surface inside a group of choices: `sunk`, and not a tint of it.
  const group = await page.getByRole('radiogroup', { name: 'Appearance' }).boundingBox()
  expect(await at((group?.x ?? 0) + (group?.width ?? 0) - 6, (group?.y ?? 0) + 2)).toEqual([243, 240, 232])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await at(2, 400)).toEqual([23, 20, 19])
  for (const [theme, system, color] of [
    ['light', 'dark', [251, 248, 243]],
    ['dark', 'light', [23, 20, 19]],
  ] as const) {
    await context.addCookies([{ name: THEME_COOKIE, value: theme, url: baseURL ?? '' }])
    await page.emulateMedia({ colorScheme: system })
    await page.goto('/dev/states/controls')
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme)
    expect(await at(2, 400)).toEqual(color)
  }
  await context.addCookies([{ name: THEME_COOKIE, value: '"><b>', url: baseURL ?? '' }])
  await page.goto('/dev/states/controls')
  expect(await page.locator('html').getAttribute('data-theme')).toBeNull()
})

test('the keyboard alone goes to the content, through the menus, and stays where it was after an action', async ({
  page,
  installation: { notion },
}) => {
  const { path } = await signedInWorkspace(page, notion)
  await page.goto(`${path}/people`)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  const refresh = page.getByRole('button', { name: 'Refresh' })
  await refresh.focus()
  const asked = page.waitForResponse((one) => one.request().method() === 'POST')
  await page.keyboard.press('Enter')
  await asked
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await expect(refresh).toBeFocused()
  await page.getByRole('button', { name: /^Account: / }).focus()
  await page.keyboard.press('Enter')
  const account = page.getByRole('group', { name: 'Account' })
  await expect(account).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(account.getByRole('link', { name: 'Account' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Account: / })).toBeFocused()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the navigation, its menus and the search work, and the place is marked', async ({
    page,
    installation: { notion },
  }) => {
    const { name, path } = await signedInWorkspace(page, notion)
    await page.goto('/settings/activity')
    await page.getByRole('link', { name: 'Search' }).click()
    await expect(page).toHaveURL(`${path}/search`)
    await expect(page.getByRole('heading', { level: 1, name: 'Search' })).toBeVisible()
    await expect(page).toHaveTitle(`Search · ${name} · Latchkey`)
    await page.getByRole('button', { name: /switch workspace$/ }).click()
    await page
      .getByRole('group', { name: 'Workspaces' })
      .getByRole('link', { name: 'All workspaces' })
      .click()
    await expect(page).toHaveURL('/workspaces')
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('group', { name: 'Account' }).getByRole('link', { name: 'Activity' }).click()
    await expect(page).toHaveURL('/settings/activity')
  })
})
