import { authorize } from './at-notion'
import { openByTitle, pathByTitle, signedInWorkspace } from './find'
import { expect, type Installation, type Page, test } from './installation'

const inWorkspace = async (page: Page, { notion }: Installation) =>
  (await signedInWorkspace(page, notion)).path

const PAGE = 'GET /v1/pages/*'
const APPEND = 'PATCH /v1/blocks/*/children'

test('a page shows its breadcrumb, content and headings, and exports Markdown', async ({
  page,
  context,
  installation,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'This quarter')
  const way = page.getByRole('navigation', { name: 'Breadcrumb' })
  await expect(way.getByRole('link', { name: 'Roadmap' })).toBeVisible()
  await way.getByRole('link', { name: 'Roadmap' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Roadmap' })).toBeVisible()

  await openByTitle(page, workspace, 'Every block')
  await expect(page).toHaveTitle(/Every block/)
  await page.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^# Every block\n\n/)
  expect(copied).toContain('Heading one')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download Markdown' }).click()
  expect((await download).suggestedFilename()).toBe('Every block.md')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const headings = page.getByRole('navigation', { name: 'On this page' })
  await headings.getByRole('link', { name: 'Heading one' }).click()
  await expect(page).toHaveURL(/#/)
  await expect(page.getByRole('heading', { name: 'Heading one' })).toBeInViewport()

  // Every image that Notion hosts loads through our file route.
  const pictures = await page.locator('main img[src^="/api/files/"]').all()
  expect(pictures.length).toBeGreaterThan(2)
  for (const picture of pictures) {
    const answer = await page.request.get((await picture.getAttribute('src')) ?? '')
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-type']).toMatch(/^image\//)
  }
})

/** The colors of pixels of a screenshot, by their places in it. */
async function pixels(
  page: Page,
  shot: Buffer,
  places: readonly (readonly [number, number])[],
): Promise<number[][]> {
  const blank = await page.context().newPage()
  const found = await blank.evaluate(
    async ([source, at]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${source}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const drawing = canvas.getContext('2d')
      drawing?.drawImage(image, 0, 0)
      return at.map(([x, y]) => [
        ...(drawing?.getImageData(Math.floor(x * image.width), Math.floor(y * image.height), 1, 1).data ??
          []),
      ])
    },
    [shot.toString('base64'), places] as const,
  )
  await blank.close()
  return found.map((color) => color.slice(0, 3))
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an image has its own shape, without bars, and the grays are not mauve', async ({
      page,
      installation,
    }) => {
      const workspace = await inWorkspace(page, installation)
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 700, height: 1200 })
      await openByTitle(page, workspace, 'Every block')
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      const image = page.locator('img.notion-image').first()
      await image.scrollIntoViewIfNeeded()
      await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0)
      const sizes = () =>
        image.evaluate((one: HTMLImageElement) => {
          const { width, height } = one.getBoundingClientRect()
          return Math.abs(width / height - one.naturalWidth / one.naturalHeight)
        })
      await expect.poll(sizes).toBeLessThan(0.02)
      // The top corners are the sky of the sample picture, and no bar beside or above it.
      const [left, right] = await pixels(page, await image.screenshot(), [
        [0.03, 0.06],
        [0.97, 0.06],
      ])
      expect(left).toEqual([188, 212, 222])
      expect(right).toEqual(left)
      const head = page.locator('.notion-table th').first()
      await head.scrollIntoViewIfNeeded()
      const [gray] = await pixels(page, await head.screenshot(), [[0.97, 0.1]])
      // `color-mix` in oklch would turn it pink.
      expect(gray).toEqual([243, 240, 232])
    })
  })

test('code is copied with one click, and that is announced', async ({ page, context, installation }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'Every block')
  const block = page.locator('figure', { has: page.getByText('plain text', { exact: true }) })
  await block.getByRole('button', { name: 'Copy' }).click()
  await expect(block.getByRole('button', { name: 'Copied' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('no language here')
  await expect(block.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
})

test('the table of contents marks the section that is being read', async ({ page, installation }) => {
  const workspace = await inWorkspace(page, installation)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openByTitle(page, workspace, 'Every block')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const contents = page.getByRole('navigation', { name: 'On this page' })
  const current = contents.locator('[aria-current]')
  await page.getByRole('heading', { name: 'callout', exact: true }).evaluate((one) => one.scrollIntoView())
  await expect(current).toHaveText('callout')
  await expect(current).toBeInViewport()
  await page.getByRole('heading', { name: 'to do', exact: true }).evaluate((one) => one.scrollIntoView())
  await expect(current).toHaveText('to do')
  // Too near to the end of the page to come to its top.
  const last = contents.getByRole('link').last()
  await last.click()
  await expect(last).toHaveAttribute('aria-current', 'true')
  await expect(current).toHaveCount(1)
  await page.mouse.wheel(0, -20_000)
  await expect(last).not.toHaveAttribute('aria-current')
  // Where there is no room beside the text it is folded above it.
  await page.setViewportSize({ width: 1180 - 1, height: 900 })
  await expect(contents).toBeHidden()
  await page.locator('summary', { hasText: 'On this page' }).click()
  await contents.getByRole('link', { name: 'quote', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'quote', exact: true })).toBeInViewport()
})

test('a page says when it was edited, exactly on focus and by a tap, and by whom if that is known', async ({
  page,
  installation,
}) => {
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'Roadmap')
  const edited = page.locator('dl div').filter({ has: page.getByText('Edited', { exact: true }) })
  const time = edited.getByRole('button')
  await expect(time).toHaveText(/ago|last|just now|yesterday/)
  const relative = (await time.textContent()) ?? ''
  await time.focus()
  await expect(time).toHaveText(/\d{4}, \d+:\d\d/)
  await page.keyboard.press('Tab')
  await expect(time).toHaveText(relative)
  await time.click()
  await expect(time).toHaveText(/\d{4}, \d+:\d\d/)
  await expect(edited).not.toContainText(' by ')
  // Notion names the person by id; their name is known once the people were read.
  await page.goto(`${workspace}/people`)
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await openByTitle(page, workspace, 'Roadmap')
  await expect(edited).toContainText(/ by \S/)
})

test('a note whose answer never came keeps its text, says so, and is added once', async ({
  page,
  installation,
}) => {
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'This quarter')
  const words = page.getByLabel('Note', { exact: true })
  const add = page.getByRole('button', { name: 'Add note' })
  const appends = async () => (await installation.notion.log()).filter((one) => one.method === 'PATCH').length
  // The first time it reaches the server and its answer is lost; the second time it doesn't get there.
  await page.route('**/pages/**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })
  await words.fill('Sent from a train')
  await page.getByLabel('To-do').check()
  await add.click()
  const told = page.getByText('The connection broke, so we don’t know if this note was saved.')
  await expect(told).toBeVisible()
  await expect(words).toHaveValue('Sent from a train')
  await expect(page.getByLabel('To-do')).toBeChecked()
  await page.unrouteAll()
  await page.route('**/pages/**', (route) =>
    route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.continue(),
  )
  await add.click()
  await expect(told).toBeVisible()
  await page.unrouteAll()
  await add.click()
  await expect(page.getByText('This note was added before, so it wasn’t sent again.')).toBeVisible()
  await expect(words).toHaveValue('')
  await expect(page.locator('.notion-content').getByText('Sent from a train')).toHaveCount(1)
  expect(await appends()).toBe(1)
})

test('a page that came from the cache keeps its forms when it is read again', async ({
  page,
  installation,
}) => {
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'This quarter')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await page.reload()
  const words = page.getByLabel('Note', { exact: true })
  await words.fill('Written on the cached page')
  await page.getByRole('button', { name: 'Add note' }).click()
  const added = page.getByText('Added to the end of this page.', { exact: true })
  await expect(page.locator('.notion-content').getByText('Written on the cached page')).toHaveCount(1)
  await expect(added).toBeVisible()
  await words.fill('Not sent yet')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.locator('.notion-content').getByText('Written on the cached page')).toHaveCount(1)
  await expect(added).toBeVisible()
  await expect(words).toHaveValue('Not sent yet')
})

test('an image that does not load is replaced by its description or a placeholder', async ({
  page,
  context,
  installation,
}) => {
  const workspace = await inWorkspace(page, installation)
  const address = await pathByTitle(page, workspace, 'Every block')
  let lost = false
  await context.route(/.*/, (route) =>
    lost && route.request().resourceType() === 'image' ? route.abort() : route.continue(),
  )
  const instead = page.locator('[data-image-fallback]')
  const said = page.getByText('The image didn’t load.')
  await page.goto(address)
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const whole = page.locator('main img[src^="/api/files/"]')
  const count = await whole.count()
  await whole.first().scrollIntoViewIfNeeded()
  await expect(whole.first()).toBeVisible()
  await expect(instead.filter({ visible: true })).toHaveCount(0)
  lost = true
  await page.reload()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  expect(count).toBeGreaterThan(2)
  for (const picture of await page.locator('main img').all())
    await picture.evaluate((one: HTMLImageElement) => {
      one.loading = 'eager'
    })
  await expect(page.locator('main img').filter({ visible: true })).toHaveCount(0)
  await expect(said.first()).toBeVisible()
  await expect(said.first().getByRole('link', { name: /^Open the image/ })).toHaveAttribute(
    'href',
    /^(\/api\/files\/|https:)/,
  )
  await expect(
    page.locator('main .notion-icon svg[data-image-fallback]').filter({ visible: true }).first(),
  ).toBeVisible()
})

test('the first blocks of a long page appear before the last are loaded', async ({ page, installation }) => {
  const workspace = await inWorkspace(page, installation)
  await installation.notion.switches({ latencyMs: 150 })
  const address = await pathByTitle(page, workspace, 'Long read')
  await page.goto(address, { waitUntil: 'commit' })
  await expect(page.getByRole('heading', { name: /^Part 1:/ })).toBeVisible()
  expect(await page.getByText('Loading more blocks').count()).toBeGreaterThan(0)
  await expect(page.getByText('Loading more blocks')).toHaveCount(0, { timeout: 60_000 })
  await expect(page.getByRole('heading', { name: /^Part \d+:/ }).last()).toBeAttached()
})

test('a note is added once, shown immediately, and not offered without permission', async ({
  page,
  installation,
}) => {
  const { notion } = installation
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'This quarter')
  const appends = async () => (await notion.log()).filter((one) => one.method === 'PATCH').length
  const words = page.getByLabel('Note', { exact: true })
  const add = page.getByRole('button', { name: 'Add note' })

  await words.fill('Bring the lamp back')
  await page.getByLabel('To-do').check()
  await add.dblclick()
  await expect(page.getByText('Added to the end of this page.', { exact: true })).toBeVisible()
  await expect(page.locator('.notion-content').getByText('Bring the lamp back')).toHaveCount(1)
  expect(await appends()).toBe(1)
  await expect(words).toHaveValue('')

  // Acting for the person meets an expired token: refreshed, replayed once, and nobody notices.
  await notion.expire()
  await notion.clearLog()
  await words.fill('And the ladder')
  await add.click()
  await expect(page.locator('.notion-content').getByText('And the ladder')).toHaveCount(1)
  expect((await notion.counts())['POST /v1/oauth/token refresh_token']).toBe(1)
  expect(await appends()).toBe(2)

  await notion.clearLog()
  await notion.fault({ route: APPEND, kind: 'status-after', status: 503 })
  await words.fill('Perhaps')
  await add.click()
  await expect(page.getByText('We don’t know if Notion saved this note.')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Open the page in Notion/ })).toHaveAttribute(
    'href',
    /^https:\/\/www\.notion\.so\/[0-9a-f]{32}$/,
  )
  await expect(page.locator('.notion-content').getByText('Perhaps')).toHaveCount(1)
  expect(await appends()).toBe(1)

  await notion.fault({ route: APPEND, kind: 'status', status: 429, retryAfter: 30 })
  await words.fill('Later')
  await add.click()
  await expect(
    page.getByText('Notion’s rate limit was reached. This note wasn’t saved. Send it again in 30 s.'),
  ).toBeVisible()
  await expect(words).toHaveValue('Later')

  await notion.switches({ capabilities: ['read_content'] })
  const [person] = await notion.people()
  await page.goto('/settings/connections')
  await page.getByRole('button', { name: /^Change shared pages/ }).click()
  await authorize(page, { person: person?.name ?? '', workspace: person?.workspaces[0]?.name ?? '' })
  await openByTitle(page, workspace, 'This quarter')
  await expect(page.getByText('doesn’t have permission to add content')).toBeVisible()
  await expect(page.getByText('doesn’t have permission to read comments')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add note' })).toHaveCount(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('search, pages and notes work with plain links and forms', async ({ page, installation }) => {
    const workspace = await inWorkspace(page, installation)
    await page.goto(`${workspace}/search`)
    await page.getByLabel('Search for titles').fill('This quarter')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await page.getByRole('main').getByRole('link', { name: 'This quarter' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'This quarter' })).toBeVisible()
    await page.getByLabel('Note', { exact: true }).fill('Plain and simple')
    await page.getByRole('button', { name: 'Add note' }).click()
    await expect(page.getByText('Added to the end of this page.', { exact: true })).toBeVisible()
    await expect(page.locator('.notion-content').getByText('Plain and simple')).toHaveCount(1)
    const log = await installation.notion.log()
    expect(log.filter((one) => one.method === 'PATCH')).toHaveLength(1)
  })
})

for (const [state, fault, words] of [
  ['it is gone or not shared', { status: 404 }, 'It was deleted, or this connection has no access to it'],
  ['the permission is missing', { status: 403 }, 'API token does not have access to this resource.'],
  ['Notion is down', { status: 502 }, 'Notion reported an error'],
] as const)
  test(`a page says so and offers a next step when ${state}`, async ({ page, installation }) => {
    const workspace = await inWorkspace(page, installation)
    const address = await pathByTitle(page, workspace, 'Brand')
    await installation.notion.fault({ route: PAGE, kind: 'status', times: 20, ...fault })
    await page.goto(address)
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByText('Notion’s request id')).toBeVisible()
    await installation.notion.clearFaults()
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Brand' })).toBeVisible()
  })

test('a rate limit in the middle of a page is shown, counted down, and the page then continues', async ({
  page,
  installation,
}) => {
  const workspace = await inWorkspace(page, installation)
  const address = await pathByTitle(page, workspace, 'Long read')
  await installation.notion.switches({ rateLimit: { requests: 12, windowMs: 6_000 }, latencyMs: 30 })
  await page.goto(address, { waitUntil: 'commit' })
  await expect(page.getByText('Notion asks us to wait').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: /^Part 1:/ })).toBeVisible()
  await installation.notion.switches({ rateLimit: null })
  await expect(page.getByText('Loading more blocks')).toHaveCount(0, { timeout: 60_000 })
  await expect(page.getByText('Notion asks us to wait')).toHaveCount(0)
  await expect(page.getByText(/Notion couldn’t be reached|Notion reported an error/)).toHaveCount(0)
})

test('reconnecting from a page returns to that page', async ({ page, installation }) => {
  const { notion } = installation
  const [person] = await notion.people()
  const main = person?.workspaces[0]
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'Brand')
  // Parts that are still asked for would say it by themselves, before the page does.
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const address = page.url()
  await notion.removeConnection(await notion.botOf(main?.id ?? ''))
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('This workspace needs to be reconnected').first()).toBeVisible()
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Reconnect/ })
    .click()
  await authorize(page, { person: person?.name ?? '', workspace: main?.name ?? '' })
  await expect(page.getByRole('heading', { level: 1, name: 'Brand' })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(new URL(address).pathname)
})

test('hostile content runs no code, links nowhere unsafe, and stays inside its container', async ({
  page,
  context,
  installation,
}) => {
  const workspace = await inWorkspace(page, installation)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const outside: string[] = []
  await context.route(/.*/, (route) => {
    const { hostname } = new URL(route.request().url())
    if (hostname === 'localhost' || hostname === '127.0.0.1') return route.continue()
    // Pictures of strangers are loaded as they are; nothing else is.
    if (route.request().resourceType() !== 'image') outside.push(route.request().url())
    return route.abort()
  })
  await page.setViewportSize({ width: 360, height: 740 })
  await openByTitle(page, workspace, 'Hostile content')
  await expect(page.getByText(/^Loading /)).toHaveCount(0)
  const pages = [page.url()]
  // Its child pages; a link to a page that does not exist is no page.
  for (const link of await page.locator('.notion-content a[href*="/pages/"]').all()) {
    const address = new URL((await link.getAttribute('href')) ?? '', page.url()).href
    if (!address.includes('00000000-0000-4000')) pages.push(address)
  }
  expect(pages.length).toBeGreaterThan(2)
  for (const address of new Set(pages)) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Loading more blocks')).toHaveCount(0, { timeout: 30_000 })
    const found = await page.evaluate(() => ({
      links: [...document.querySelectorAll('[href],[src],[action],[formaction]')]
        .flatMap((one) => ['href', 'src', 'action', 'formaction'].map((name) => one.getAttribute(name) ?? ''))
        .filter(
          (value) => /^\s*(javascript|data|vbscript|file):/i.test(value) && !value.startsWith('data:image/'),
        ),
      handlers: [...document.querySelectorAll('main *')].filter((one) =>
        one.getAttributeNames().some((name) => name.startsWith('on')),
      ).length,
      markup: document.querySelectorAll('main script:not([nonce]), main iframe, main object, main embed')
        .length,
      sideways: document.documentElement.scrollWidth - window.innerWidth,
    }))
    expect(found, address).toEqual({ links: [], handlers: 0, markup: 0, sideways: 0 })
  }
  expect(dialogs).toEqual([])
  expect(outside).toEqual([])
})
