import { openByTitle, pathByTitle, signedInWorkspace } from './find'
import { expect, type Installation, type Page, test } from './installation'

const inWorkspace = async (page: Page, { notion }: Installation) =>
  (await signedInWorkspace(page, notion)).path

const BLOCKS = 'GET /v1/blocks/*/children'
const SAID = 'Can’t be shown here.'
const MARKUP = '<img src=x onerror=alert(1)>'

const settled = (page: Page) => expect(page.locator('[aria-busy=true]')).toHaveCount(0, { timeout: 30_000 })

for (const status of [401, 403, 404, 413])
  test(`a proxy’s ${status} page is reported as Notion being unreachable, and the connection stays`, async ({
    page,
    installation,
  }) => {
    const workspace = await inWorkspace(page, installation)
    const address = await pathByTitle(page, workspace, 'Brand')
    await installation.notion.fault({ route: 'GET /v1/*', kind: 'html', status, times: 20 })
    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'Notion couldn’t be reached' }).first()).toBeVisible()
    await expect(page.getByRole('main').getByText(/permission|reconnect/i)).toHaveCount(0)
    await installation.notion.clearFaults()
    await page.getByRole('link', { name: 'Try again' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Brand' })).toBeVisible()
  })

test('Notion’s message is shown unchanged, and only as text', async ({ page, installation }) => {
  const { notion } = installation
  const workspace = await inWorkspace(page, installation)
  await openByTitle(page, workspace, 'This quarter')
  await settled(page)
  const message = `The workspace is at its block limit. ${MARKUP}`
  await notion.fault({ route: 'PATCH /v1/blocks/*/children', kind: 'status', status: 403, message })
  await page.getByLabel('Note', { exact: true }).fill('One block too many')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.getByText(`This note wasn’t saved. Notion refused it: “${message}”`)).toBeVisible()
  await expect(page.getByText('Notion’s request id')).toBeVisible()
  await expect(page.locator('main img[src="x"]')).toHaveCount(0)
})

test('a Notion URL opens the page or database that it names', async ({ page, installation }) => {
  const { notion } = installation
  const workspace = await inWorkspace(page, installation)
  const table = await pathByTitle(page, workspace, 'Tasks')
  await page.goto(table)
  const database =
    (await page.getByRole('link', { name: 'All views of this database' }).getAttribute('href')) ?? ''
  const databaseId = database.split('/').at(-1) ?? ''
  const brand = await pathByTitle(page, workspace, 'Brand')
  const brandId = brand.split('/').at(-1) ?? ''
  const bare = (id: string) => id.replaceAll('-', '')

  // An id of the other kind is sent on, both ways.
  await page.goto(`${workspace}/pages/${databaseId}`)
  await expect(page).toHaveURL(new RegExp(`/databases/${databaseId}$`))
  await page.goto(`${workspace}/databases/${brandId}`)
  await expect(page).toHaveURL(new RegExp(`/pages/${brandId}$`))
  await expect(page.getByRole('heading', { level: 1, name: 'Brand' })).toBeVisible()

  const link = (content: string, url: string) => ({
    type: 'text',
    text: { content, link: { url } },
    plain_text: content,
    href: url,
    annotations: { color: 'default' },
  })
  await notion.fault({
    route: `GET /v1/blocks/${brandId}/children`,
    kind: 'change',
    times: 2,
    changes: [
      { path: ['results', 0, 'type'], value: 'paragraph' },
      {
        path: ['results', 0, 'paragraph'],
        value: {
          rich_text: [
            link('The table', `/${bare(databaseId)}?v=${bare(brandId)}`),
            link('The plan', `https://www.notion.so/acme/Plan-${bare(brandId)}?pvs=4`),
            link('Elsewhere', 'https://www.notion.so/product'),
          ],
          color: 'default',
        },
      },
    ],
  })
  await page.getByRole('button', { name: 'Refresh' }).click()
  const content = page.locator('.notion-content')
  await expect(content.getByRole('link', { name: 'The plan' })).toHaveAttribute('href', brand)
  await expect(content.getByRole('link', { name: 'Elsewhere' })).toHaveAttribute(
    'href',
    'https://www.notion.so/product',
  )
  await content.getByRole('link', { name: 'The table' }).click()
  await expect(page).toHaveURL(new RegExp(`/databases/${databaseId}$`))
})

test('a linked view is labelled as one, on its page and at its own URL', async ({ page, installation }) => {
  const workspace = await inWorkspace(page, installation)
  const address = await pathByTitle(page, workspace, 'Every block')
  await page.goto(address)
  await settled(page)
  const links = page.locator('.notion-content a[href*="/databases/"]')
  const href = (await links.first().getAttribute('href')) ?? ''
  const id = href.split('/').at(-1) ?? ''
  await installation.notion.fault({
    route: 'GET /v1/databases/*',
    kind: 'status',
    status: 400,
    times: 50,
    message: `Database with ID ${id} does not contain any data sources accessible by this API bot.`,
  })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(
    page.getByText('A linked view. Notion doesn’t show it to connected apps.').first(),
  ).toBeVisible()
  await settled(page)
  await page.goto(href)
  await expect(page.getByRole('heading', { name: 'A linked view' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Open in Notion' })).toHaveAttribute(
    'href',
    `https://www.notion.so/${id.replaceAll('-', '')}`,
  )
})

test('a block that apps can’t read is named, with Markdown and Notion instead', async ({
  page,
  installation,
}) => {
  const workspace = await inWorkspace(page, installation)
  const address = await pathByTitle(page, workspace, 'Brand')
  const message = 'Block type ai_block is not supported via the API for your bot type.'
  await installation.notion.fault({ route: BLOCKS, kind: 'status', status: 400, message, times: 10 })
  await page.goto(address)
  const panel = page.getByRole('main').locator('section', { hasText: 'a block that apps can’t read' }).last()
  await expect(panel.getByText(message)).toBeVisible()
  await expect(panel.getByRole('link', { name: 'Download Markdown' })).toBeVisible()
  await expect(panel.getByRole('link', { name: 'Open in Notion' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Brand' })).toBeVisible()
})

test('a page whose header fails still shows its blocks, and a page whose blocks fail shows its header', async ({
  page,
  installation,
}) => {
  const { notion } = installation
  const workspace = await inWorkspace(page, installation)
  const address = await pathByTitle(page, workspace, 'Long read')
  const id = address.split('/').at(-1) ?? ''
  await notion.fault({ route: `GET /v1/pages/${id}`, kind: 'status', status: 500, times: 20 })
  await page.goto(address)
  await expect(page.getByText('The title and the properties of this page could not be read.')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Part 1:/ })).toBeVisible()
  await notion.clearFaults()
  await notion.fault({ route: BLOCKS, kind: 'status', status: 500, times: 50 })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Long read' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Notion reported an error' }).first()).toBeVisible()
})

test('one malformed item affects only itself on a page, in a table, in the tree, in search and in the palette', async ({
  page,
  installation,
}) => {
  const { notion } = installation
  const workspace = await inWorkspace(page, installation)
  const brand = await pathByTitle(page, workspace, 'Roadmap')
  const table = await pathByTitle(page, workspace, 'Tasks')
  const SEARCH = 'POST /v1/search'
  const main = page.getByRole('main')
  const fresh = async (address: string, ...faults: Parameters<typeof notion.fault>[0][]) => {
    await page.goto(`${workspace}/search`)
    await notion.clearFaults()
    for (const fault of faults) await notion.fault(fault)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.waitForLoadState('networkidle')
    await page.goto(address)
    await settled(page)
  }

  await fresh(brand, {
    route: `GET /v1/blocks/${brand.split('/').at(-1)}/children`,
    kind: 'change',
    times: 5,
    changes: [
      { path: ['results', 0, 'type'], value: 'paragraph' },
      {
        path: ['results', 0, 'paragraph'],
        value: { rich_text: [{ type: 'mention', mention: { type: 'user', user: null }, plain_text: '' }] },
      },
    ],
  })
  await expect(page.getByRole('heading', { level: 1, name: 'Roadmap' })).toBeVisible()
  await expect(page.locator('.notion-content').getByText(SAID)).toBeVisible()
  await expect(page.locator('.notion-content').getByRole('link', { name: 'Open in Notion' })).toBeVisible()

  await fresh(table, {
    route: 'POST /v1/data_sources/*/query',
    kind: 'change',
    times: 5,
    changes: [
      { path: ['results', 0, 'properties', 'Status'], value: { id: 'odd', type: 'formula', formula: null } },
      { path: ['results', 1], value: null },
    ],
  })
  await expect(main.getByText(SAID).first()).toBeVisible()
  await expect(main.getByRole('rowheader').first()).toBeVisible()

  const oddResults = {
    route: SEARCH,
    kind: 'change' as const,
    times: 5,
    changes: [
      { path: ['results', 0, 'parent'], value: null },
      { path: ['results', 1, 'properties'], value: null },
      { path: ['results', 1, 'object'], value: 'page' },
    ],
  }
  await fresh(workspace, oddResults)
  await expect(main.getByText(SAID).first()).toBeVisible()
  await expect(main.locator('[data-node]').nth(3)).toBeVisible()

  await fresh(`${workspace}/search?q=o`, oddResults)
  await expect(main.getByText(SAID)).toHaveCount(1)
  await expect(main.locator('[data-result]').nth(3)).toBeVisible()

  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill('pr')
  await expect(dialog.getByRole('option', { name: 'Can’t be shown here' }).first()).toBeVisible()
  await expect(dialog.getByRole('option').nth(3)).toBeVisible()
})

test('a list that Notion cuts short says so and is not called complete', async ({ page, installation }) => {
  const workspace = await inWorkspace(page, installation)
  await installation.notion.switches({ searchResultLimit: 120 })
  await page.goto(`${workspace}?sort=oldest`)
  await expect(page.getByText('Notion returned no more than these.').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Their parent is not listed')).toHaveCount(0)
})

test('a table resumes where it was when Notion rejects its cursors', async ({ page, installation }) => {
  const { notion } = installation
  const workspace = await inWorkspace(page, installation)
  await page.goto(await pathByTitle(page, workspace, 'Measurements'))
  await expect(page.getByText('Loaded 100 rows so far')).toBeVisible()
  await settled(page)
  await notion.switches({ cursorSession: 1 })
  const box = page.locator('.data-table-box')
  for (const rows of [200, 300]) {
    await box.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await expect(page.getByText(`Loaded ${rows} rows so far`)).toBeVisible()
  }
  await expect(page.getByText('Load this list again from the start')).toHaveCount(0)
})

test('a connection shows when it last worked, without claiming that it works now', async ({
  page,
  installation,
}) => {
  const { notion } = installation
  await page.goto(await inWorkspace(page, installation))
  await settled(page)
  const { tokens } = await notion.issued()
  for (const botId of new Set(tokens.map((one) => one.botId))) await notion.removeConnection(botId)
  await page.goto('/settings/connections')
  const main = page.getByRole('main')
  await expect(main.getByText(/^Worked .*\.$/).first()).toBeVisible()
  await expect(main.getByText('Works.')).toHaveCount(0)
  await expect(main.locator('.bg-good')).toHaveCount(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('no loading message is left for content that never arrives', async ({ page, installation }) => {
    const workspace = await inWorkspace(page, installation)
    await page.goto(workspace)
    await expect(page.getByText('To load more, turn on JavaScript.')).toBeVisible()
    await expect(page.getByText('Loading more').filter({ visible: true })).toHaveCount(0)
  })
})
