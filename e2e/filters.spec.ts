import type { Locator } from 'playwright/test'
import { HttpPerson } from '@/test-support/http-person'
import { callsOf } from './calls'
import { openByTitle, pathByTitle, signedInWorkspace } from './find'
import { expect, type Installation, type Page, test } from './installation'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

test.beforeEach(({ page }) => {
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => expect.soft(error.message).toBe(''))
})

const tools = (page: Page) => page.getByRole('list', { name: 'Filters and sort order' })
const chips = (page: Page) => tools(page).getByRole('button', { name: /, change this filter$/ })
const status = (page: Page) => page.locator('.data-table-view > [role=status]')
const settled = (page: Page) => expect(page.locator('[aria-busy=true]')).toHaveCount(0)

/** The cells of a column, of the rows in the page. */
async function cellsOf(page: Page, column: string): Promise<Locator> {
  const headings = await page.getByRole('columnheader').allTextContents()
  const place = headings.findIndex((text) => text.startsWith(column))
  expect(place, column).toBeGreaterThanOrEqual(0)
  return page.locator(`tbody tr[data-row] > :nth-child(${place + 1})`)
}

async function openTable(page: Page, { notion }: Installation, title: string): Promise<string> {
  const { path } = await signedInWorkspace(page, notion)
  await openByTitle(page, path, title)
  await expect(page.locator('tbody tr[data-row]').first()).toBeVisible()
  return new URL(page.url()).pathname
}

interface Choice {
  readonly column: string
  readonly condition?: string
  readonly fill?: (form: Locator) => Promise<void>
  /** Filling it in submits it. */
  readonly submits?: boolean
}

/** Adds a condition, as a person does. */
async function addFilter(page: Page, { column, condition, fill, submits }: Choice): Promise<void> {
  await tools(page).getByRole('button', { name: 'Filter', exact: true }).click()
  const form = page.getByRole('group', { name: 'Add a filter' })
  await form.getByLabel('Column').selectOption({ label: column })
  if (condition) await form.getByLabel('Condition').selectOption({ label: condition })
  await fill?.(form)
  if (!submits) await form.getByRole('button', { name: 'Add filter' }).click()
  await expect(form).toBeHidden()
  await settled(page)
}

test('conditions are built by column type, combined, changed and removed, and the address holds them', async ({
  page,
  installation,
}) => {
  await openTable(page, installation, 'Tasks')
  const loads: string[] = []
  page.on('framenavigated', () => loads.push(page.url()))
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))

  await addFilter(page, {
    column: 'Status',
    condition: 'is none of',
    fill: (form) => form.getByRole('checkbox', { name: 'Done' }).check(),
  })
  await expect(page).toHaveURL(/\?filter=[^&]+\.status\.does_not_equal\.Done$/)
  await expect(chips(page)).toHaveCount(1)
  await expect(chips(page)).toHaveText('Status is notDone, change this filter')
  await expect(page.getByRole('cell', { name: 'Done', exact: true })).toHaveCount(0)
  await expect(status(page)).toContainText(/rows.* One filter applies\./)

  // A person of the list.
  const assignees = await cellsOf(page, 'Assignee')
  const name = ((await assignees.filter({ hasText: /\w/ }).first().textContent()) ?? '').trim()
  await addFilter(page, {
    column: 'Assignee',
    fill: async (form) => {
      const listed = form.getByRole('checkbox', { name, exact: true })
      const more = form.getByRole('button', { name: 'Load more people' })
      await expect(listed.or(more).first()).toBeVisible()
      // Notion lists them a hundred at a time.
      for (let known = 0; (await listed.count()) === 0; ) {
        known = await form.getByRole('checkbox').count()
        await more.click()
        await expect(async () =>
          expect(await form.getByRole('checkbox').count()).toBeGreaterThan(known),
        ).toPass()
      }
      await listed.check()
    },
  })
  await expect(chips(page).nth(1)).toHaveText(`Assignee is${name}, change this filter`)
  await expect(assignees.filter({ hasNotText: name })).toHaveCount(0)
  await expect(assignees.first()).toBeVisible()

  // A day that Notion reckons.
  await addFilter(page, {
    column: 'Due',
    condition: 'is before',
    fill: async (form) => {
      await expect(form.getByLabel('Exact date')).toBeVisible()
      await form.getByLabel('Date', { exact: true }).selectOption('One month from now')
      await expect(form.getByLabel('Exact date')).toBeHidden()
    },
  })
  await expect(chips(page).nth(2)).toHaveText('Due is beforeone month from now, change this filter')
  expect(new URL(page.url()).searchParams.getAll('filter')).toHaveLength(3)

  // Any of them is enough.
  const strict = await page.locator('.data-table-count').textContent()
  await tools(page).getByRole('link', { name: 'Any of these' }).click()
  await expect(page).toHaveURL(/match=any/)
  await settled(page)
  expect(await page.locator('.data-table-count').textContent()).not.toBe(strict)
  await expect(tools(page).getByRole('link', { name: 'Any of these' })).toBeFocused()
  await tools(page).getByRole('link', { name: 'All of these' }).click()
  await expect(page).not.toHaveURL(/match=any/)
  await settled(page)

  // Changed: the form starts from the condition.
  await chips(page).first().click()
  const form = page.getByRole('group', { name: /^Change the filter Status/ })
  await expect(form.getByLabel('Column')).toBeFocused()
  await expect(form.getByRole('checkbox', { name: 'Done' })).toBeChecked()
  await form.getByRole('checkbox', { name: 'Done' }).uncheck()
  await form.getByRole('button', { name: 'Save filter' }).click()
  await expect(form.getByRole('alert')).toHaveText('Enter a value to compare with.')
  await form.getByLabel('Condition').selectOption({ label: 'is not empty' })
  await expect(form.getByRole('checkbox')).toHaveCount(0)
  await form.getByRole('button', { name: 'Save filter' }).click()
  await expect(chips(page).first()).toHaveText('Status is not empty, change this filter')
  await expect(chips(page).first()).toBeFocused()
  await settled(page)

  // Removed: the focus goes to "Filter", and what is left is announced.
  await page.getByRole('link', { name: /^Remove the filter Due/ }).click()
  await expect(chips(page)).toHaveCount(2)
  await expect(tools(page).getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
  await expect(status(page)).toContainText('2 filters apply.')
  await tools(page).getByRole('link', { name: 'Clear filters' }).click()
  await expect(chips(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\/data-sources\/[^?]+$/)
  await settled(page)
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)

  // Back, and the address in another tab.
  await page.goBack()
  await expect(chips(page)).toHaveCount(2)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(chips(other)).toHaveCount(2)
  await expect(chips(other).nth(1)).toHaveText(`Assignee is${name}, change this filter`)
  await other.close()
})

test('text, number, checkbox and date fields fit their columns', async ({ page, installation }) => {
  await openTable(page, installation, 'Measurements')
  await addFilter(page, {
    column: 'Name',
    condition: 'ends with',
    fill: (form) => form.getByLabel('Text').fill('999'),
  })
  await expect(page.getByText('5 rows', { exact: true })).toBeVisible()
  await addFilter(page, {
    column: 'Value',
    condition: '≥',
    fill: async (form) => {
      await expect(form.getByLabel('Number')).toHaveAttribute('type', 'number')
      await form.getByLabel('Number').fill('-1000000')
      // The Enter key adds it too.
      await form.getByLabel('Number').press('Enter')
    },
    submits: true,
  })
  await expect(chips(page)).toHaveCount(2)
  await addFilter(page, { column: 'Valid', condition: 'is checked' })
  await expect(page).toHaveURL(/checkbox\.equals$/)
  await addFilter(page, {
    column: 'Taken',
    condition: 'is after',
    fill: (form) => form.getByLabel('Exact date').fill('1999-12-31'),
  })
  await expect(chips(page).nth(3)).toHaveText(/Taken is afterDec 31, 1999/)
})

test('Escape and a click elsewhere close the form, and nothing is filtered', async ({
  page,
  installation,
}) => {
  await openTable(page, installation, 'Tasks')
  const add = tools(page).getByRole('button', { name: 'Filter', exact: true })
  await add.click()
  const form = page.getByRole('group', { name: 'Add a filter' })
  await expect(form.getByLabel('Column')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await expect(add).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(form.getByLabel('Column')).toBeFocused()
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(form).toBeHidden()
  await expect(add).toBeFocused()
  await add.click()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(form).toBeHidden()
  await expect(page).toHaveURL(/\/data-sources\/[^?]+$/)
})

test('a workspace whose people can’t be listed is filtered by name', async ({ page, installation }) => {
  await openTable(page, installation, 'Tasks')
  const assignees = await cellsOf(page, 'Assignee')
  const name = ((await assignees.filter({ hasText: /\w/ }).first().textContent()) ?? '').trim()
  await installation.notion.fault({ route: 'GET /v1/users', kind: 'status', status: 403, times: 1 })
  const refused = page.waitForResponse((response) => response.url().includes('/api/people/'))
  await addFilter(page, {
    column: 'Assignee',
    fill: async (form) => {
      await refused
      await form.getByLabel('Or by name').fill(name.toLowerCase())
    },
  })
  await expect(page).toHaveURL(/people\.contains\./)
  await expect(assignees.filter({ hasText: name }).first()).toBeVisible()
  await expect(assignees.filter({ hasNotText: name })).toHaveCount(0)
  for (const [typed, heading] of [
    ['Nobody at all', 'Nobody here has that name'],
    ['a', 'Too many people have that name'],
  ] as const) {
    await chips(page).click()
    const form = page.getByRole('group', { name: /^Change the filter Assignee/ })
    await form.getByLabel('Or by name').fill(typed)
    await form.getByRole('button', { name: 'Save filter' }).click()
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
  }
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(assignees.filter({ hasText: name }).first()).toBeVisible()
})

test('sorting keeps the page and the focus where they are; several orders are in the menu', async ({
  page,
  installation,
}) => {
  await openTable(page, installation, 'Measurements')
  await page.setViewportSize({ width: 1280, height: 500 })
  await page.evaluate(() => window.scrollTo(0, 200))
  const scrolled = await page.evaluate(() => window.scrollY)
  expect(scrolled).toBeGreaterThan(0)
  const value = page.getByRole('columnheader', { name: 'Value' })
  await value.getByRole('link').click()
  await expect(value).toHaveAttribute('aria-sort', 'ascending')
  await expect(value.getByRole('link')).toBeFocused()
  await settled(page)
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled)
  await expect(status(page)).toHaveText(/^Loaded 100 rows so far\. Sorted by Value, ascending\./)
  await page.keyboard.press('Enter')
  await expect(value).toHaveAttribute('aria-sort', 'descending')
  await expect(value.getByRole('link')).toBeFocused()

  await page.setViewportSize(DESKTOP)
  await tools(page).getByRole('button', { name: 'Sorted by Value' }).click()
  const menu = page.getByRole('group', { name: 'Sort order' })
  await menu.getByLabel('Then by').selectOption({ label: 'Unit, ascending' })
  await menu.getByRole('button', { name: 'Sort' }).click()
  await expect(page).toHaveURL(/sort=[^&]+\.desc&sort=[^&]+\.asc$/)
  await expect(tools(page).getByRole('button', { name: 'Sorted by Value and 1 more' })).toBeFocused()
  await expect(page.getByRole('columnheader', { name: 'Unit' })).toContainText('sorted ascending, 2')
  await tools(page).getByRole('button', { name: 'Sorted by Value and 1 more' }).click()
  await menu.getByRole('link', { name: 'Sort by Unit earlier' }).click()
  await expect(page.getByRole('columnheader', { name: 'Unit' })).toHaveAttribute('aria-sort', 'ascending')
  const units = await cellsOf(page, 'Unit')
  await expect(units.first()).not.toBeEmpty()
  await settled(page)
  expect(new Set(await units.allTextContents()).size).toBe(1)
  await tools(page).getByRole('button', { name: 'Sorted by Unit and 1 more' }).click()
  await menu.getByRole('link', { name: 'Don’t sort by Unit' }).click()
  await expect(tools(page).getByRole('button', { name: 'Sorted by Value' })).toBeVisible()
})

test('the number of all rows is shown only where it is known', async ({ page, installation }) => {
  const here = await openTable(page, installation, 'Tasks')
  const all = Number(/^(\d+) rows$/.exec((await page.locator('.data-table-count').textContent()) ?? '')?.[1])
  expect(all).toBeGreaterThan(1)
  await addFilter(page, {
    column: 'Status',
    fill: (form) => form.getByRole('checkbox', { name: 'Done' }).check(),
  })
  await expect(page.locator('.data-table-count')).toHaveText(new RegExp(`^\\d+ of ${all} rows$`))
  const { search } = new URL(page.url())
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.locator('.data-table-count')).toHaveText(/^\d+ rows$/)
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(here + search)

  await page.goto(`${here}?filter=title.title.equals.nothing%20is%20called%20this`)
  await expect(page.getByText('No matching rows.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page.locator('.data-table-count')).toHaveText(`${all} rows`)
})

test('hostile and old addresses show the rows, and say what was ignored', async ({ page, installation }) => {
  const { notion } = installation
  const here = await openTable(page, installation, 'Tasks')
  const filters = (text: string, count: number) =>
    Array.from({ length: count }, () => `filter=${encodeURIComponent(text)}`).join('&')
  for (const [search, warning] of [
    ['filter=gone.title.contains.x', 'for a column that isn’t in this database'],
    ['filter=title.number.equals.1', 'another type of column than “'],
    ['sort=none-such.asc', 'sorts by a column that isn’t in this database'],
    ['filter=title.title.explodes.x', 'a filter that Notion doesn’t support'],
    ['filter=title.title.contains', 'needs a value to compare with'],
    ['filter=<script>alert(1)</script>', 'a filter that Notion doesn’t support'],
    ['match=some', 'neither “all” nor “any”'],
    [filters('gone.select.equals.x', 200), 'has 200 filters. Only the first 100 were applied'],
    ['edit=999&column=x.y&operator=z&apply=1', 'Choose a condition.'],
  ] as const) {
    const response = await page.goto(`${here}?${search}`)
    expect(response?.status(), search).toBe(200)
    await expect(page.getByText(warning).first(), search).toBeVisible()
    await expect(page.locator('tbody tr[data-row]').first(), search).toBeVisible()
  }
  // An option that was deleted, beside one that is there.
  await addFilter(page, {
    column: 'Status',
    fill: (form) => form.getByRole('checkbox', { name: 'Done' }).check(),
  })
  const good = page.url()
  await page.goto(good.replace(/\.Done$/, '.Abandoned,Done'))
  await expect(page.getByText('“Abandoned” isn’t an option of “Status” any more')).toBeVisible()
  await expect(chips(page)).toHaveText(/^Status is/)
  const [states, done] = [await cellsOf(page, 'Status'), /Done/]
  await expect(states.first()).toHaveText(done)
  await expect(states.filter({ hasNotText: done })).toHaveCount(0)

  // The rows of an address cost one call, and another one at most for the columns.
  await notion.clearLog()
  await page.goto(good.replace('Done', 'In%20progress'))
  await expect(page.locator('tbody tr[data-row]').first()).toBeVisible()
  const calls = await callsOf(notion)
  expect(calls['POST /v1/data_sources/:id/query']).toBe(1)
  expect(calls['GET /v1/data_sources/:id'] ?? 0).toBeLessThanOrEqual(1)
})

test('columns are hidden and resized, also with the keyboard, and stay so after a reload', async ({
  page,
  installation,
}) => {
  const requests: string[] = []
  await openTable(page, installation, 'Tasks')
  page.on('request', (request) => requests.push(`${request.method()} ${request.postData() ?? ''}`))
  const frame = page.locator('.data-table-frame')
  const heading = (name: string) => page.locator('thead th').filter({ hasText: name }).first()
  await expect(frame).toHaveAttribute('data-more')
  await page.locator('.data-table-box').evaluate((box) => box.scrollTo(100_000, 0))
  await expect(frame).not.toHaveAttribute('data-more')
  await page.locator('.data-table-box').evaluate((box) => box.scrollTo(0, 0))

  await tools(page).getByRole('button', { name: 'Columns' }).click()
  const menu = page.getByRole('group', { name: 'Columns', exact: true })
  await expect(menu.getByRole('checkbox').first()).toBeDisabled()
  await menu.getByRole('checkbox', { name: 'Status' }).uncheck()
  await expect(heading('Status')).toBeHidden()
  await expect(page.getByRole('columnheader', { name: 'Status' })).toHaveCount(0)
  // With the keyboard.
  const slider = menu.getByRole('slider', { name: 'Width of Assignee' })
  const before = (await heading('Assignee').boundingBox())?.width ?? 0
  await slider.focus()
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight')
  const wider = (await heading('Assignee').boundingBox())?.width ?? 0
  expect(wider).toBeGreaterThan(before + 60)
  await page.keyboard.press('Escape')

  // With the pointer.
  const name = (await heading('Name').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(name.x + name.width - 3, name.y + name.height / 2)
  await page.mouse.down()
  // Its code loads when it is first used.
  await page.waitForTimeout(1_000)
  await page.mouse.move(name.x + name.width - 103, name.y + name.height / 2, { steps: 5 })
  await page.mouse.up()
  const narrower = (await heading('Name').boundingBox())?.width ?? 0
  expect(Math.abs(name.width - 100 - narrower)).toBeLessThan(8)

  await page.reload()
  await expect(page.locator('tbody tr[data-row]').first()).toBeVisible()
  await expect(heading('Status')).toBeHidden()
  expect((await heading('Assignee').boundingBox())?.width).toBeCloseTo(wider, 0)
  expect((await heading('Name').boundingBox())?.width).toBeCloseTo(narrower, 0)
  // Before any script of ours has loaded, too.
  await page.route('**/_next/static/**/*.js', (route) => route.abort())
  await page.reload()
  await expect(page.locator('tbody tr[data-row]').first()).toBeVisible()
  await expect(heading('Status')).toBeHidden()
  expect((await heading('Assignee').boundingBox())?.width).toBeCloseTo(wider, 0)
  await page.unroute('**/_next/static/**/*.js')
  await page.reload()
  expect(requests.filter((one) => one.startsWith('POST'))).toEqual([])
  expect(await page.evaluate(() => document.cookie)).not.toContain('column')

  await tools(page).getByRole('button', { name: 'Columns' }).click()
  await menu.getByRole('button', { name: 'Show all columns in their own widths' }).click()
  await expect(heading('Status')).toBeVisible()
  expect((await heading('Name').boundingBox())?.width).toBeCloseTo(name.width, 0)
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('columns'))),
  ).toEqual([])
})

test('on phones each row is a card, and the form a sheet', async ({ page, installation }) => {
  await page.setViewportSize(PHONE)
  await openTable(page, installation, 'Tasks')
  const rows = page.locator('tbody tr[data-row]')
  const [first, second] = [await rows.nth(0).boundingBox(), await rows.nth(1).boundingBox()]
  expect(first?.width).toBeGreaterThan(350)
  expect(second?.y).toBeCloseTo((first?.y ?? 0) + (first?.height ?? 0), 0)
  expect(first?.height).toBeGreaterThan(80)
  // It is a table for assistive technology all the same.
  await expect(page.getByRole('table').getByRole('row').nth(1).getByRole('rowheader')).toBeVisible()
  expect(await page.getByRole('columnheader').count()).toBeGreaterThan(3)
  expect(await page.locator('thead a:visible').count()).toBe(0)
  const status = await rows.first().getByRole('cell').allTextContents()
  expect(status.join('')).not.toBe('')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)

  await tools(page).getByRole('button', { name: 'Filter', exact: true }).click()
  const form = page.getByRole('group', { name: 'Add a filter' })
  await form.getByLabel('Column').selectOption({ label: 'Status' })
  await form.getByRole('checkbox', { name: 'Done' }).check()
  const sheet = await form.boundingBox()
  expect(sheet?.x).toBe(0)
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeCloseTo(PHONE.height, 0)
  for (const target of await form.locator('button, select, label:has(input)').all())
    expect((await target.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44)
  await form.getByRole('button', { name: 'Add filter' }).click()
  await expect(chips(page)).toHaveCount(1)
  for (const target of await tools(page).locator('li > a, li > button').all())
    expect((await target.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(42)
})

test('5,000 cards scroll with the page, and few of them are in the DOM', async ({ page, installation }) => {
  await page.setViewportSize(PHONE)
  await openTable(page, installation, 'Measurements')
  for (let known = 200; known <= 500; known += 100) {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await expect(page.getByText(`Loaded ${known} rows so far`)).toBeAttached()
  }
  expect(await page.locator('tbody tr[data-row]').count()).toBeLessThan(60)
  await page.locator('tbody').evaluate((body) => {
    window.scrollTo(0, window.scrollY + body.getBoundingClientRect().top + 252 * 109)
  })
  const row = page.getByRole('link', { name: 'Reading 255', exact: true })
  await expect(row).toBeInViewport()
  await page.waitForTimeout(600)
  const place = async () => Math.round((await row.boundingBox())?.y ?? -1)
  const before = await place()
  await row.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Reading 255' })).toBeVisible()
  await page.goBack()
  await expect(row).toBeInViewport()
  await expect.poll(place).toBe(before)
})

test.describe('without JavaScript', () => {
  test('conditions are added, changed and removed step by step', async ({ browser, page, installation }) => {
    const here = await openTable(page, installation, 'Tasks')
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
    const plain = await context.newPage()
    await plain.goto(here)
    await expect(plain).toHaveURL(/\?plain=1$/)
    await expect(plain.getByRole('button', { name: 'Columns' })).toBeHidden()
    await plain.getByRole('button', { name: 'Filter', exact: true }).click()
    await plain.getByRole('button', { name: 'Choose a column' }).click()
    const form = plain.getByRole('form', { name: 'Add a filter' })
    await form.getByLabel('Column').selectOption({ label: 'Status' })
    await form.getByRole('button', { name: 'Continue' }).click()
    await form.getByRole('button', { name: 'Add filter' }).click()
    await expect(form.getByRole('alert')).toHaveText('Enter a value to compare with.')
    await form.getByLabel('Condition').selectOption({ label: 'is none of' })
    await form.getByRole('checkbox', { name: 'Done' }).check()
    await form.getByRole('button', { name: 'Add filter' }).click()
    await expect(plain).toHaveURL(/\?filter=[^&]+\.status\.does_not_equal\.Done&plain=1$/)
    await expect(chips(plain)).toHaveText('Status is notDone, change this filter')
    await expect(plain.getByRole('cell', { name: 'Done', exact: true })).toHaveCount(0)

    await chips(plain).click()
    await plain.getByRole('button', { name: 'Change this filter', exact: true }).click()
    const change = plain.getByRole('form', { name: 'Change a filter' })
    await expect(change.getByRole('checkbox', { name: 'Done' })).toBeChecked()
    await change.getByLabel('Condition').selectOption({ label: 'is any of' })
    await change.getByRole('button', { name: 'Save filter' }).click()
    await expect(plain).toHaveURL(/status\.equals\.Done&plain=1$/)

    await plain.getByRole('columnheader').first().getByRole('link').click()
    await expect(plain).toHaveURL(/\?sort=title\.asc&filter=/)
    await plain.getByRole('link', { name: /^Remove the filter Status/ }).click()
    await expect(plain).toHaveURL(/\?sort=title\.asc&plain=1$/)
    await plain.getByRole('button', { name: /^Sorted by/ }).click()
    await plain.getByLabel('Then by').selectOption({ label: 'Status, descending' })
    await plain.getByRole('button', { name: 'Sort', exact: true }).click()
    await expect
      .poll(() => new URL(plain.url()).searchParams.getAll('sort'))
      .toEqual(['title.asc', expect.stringMatching(/\.desc$/)])
    await context.close()
  })
})

test('the people of a workspace are listed for its owner alone', async ({ page, installation }) => {
  const { app, emulator, notion } = installation
  const { path } = await signedInWorkspace(page, notion)
  const list = path.replace('/workspaces/', '/api/people/')
  const own = await page.request.get(list)
  expect(own.status()).toBe(200)
  expect(own.headers()['cache-control']).toContain('no-store')
  const { people } = await own.json()
  expect(people.length).toBeGreaterThan(10)
  expect(Object.keys(people[0]).sort()).toEqual(['id', 'name'])
  const visitor = new HttpPerson(app.url)
  expect((await visitor.request(list)).status).toBe(401)
  const [, second] = await notion.people()
  const stranger = new HttpPerson(app.url)
  await stranger.request(
    await stranger.consent(await stranger.begin(), {
      emulator,
      personId: second?.id ?? '',
      workspaceId: second?.workspaces[0]?.id ?? '',
    }),
  )
  expect((await stranger.request(list)).status).toBe(404)
  expect((await page.request.get('/api/people/nonsense')).status()).toBe(404)
  await notion.fault({ route: 'GET /v1/users', kind: 'status', status: 403 })
  await page.goto(`${path}/search`)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(async () => (await page.request.get(list)).status()).toBe(503)
})

test('people are filtered by name and email, and shown page by page', async ({ page, installation }) => {
  const { path } = await signedInWorkspace(page, installation.notion)
  await page.goto(`${path}/people`)
  const people = page
    .getByRole('main')
    .getByRole('list', { name: /^\d+ to \d+$/ })
    .getByRole('listitem')
  await expect(people).toHaveCount(50)
  await expect(
    page.getByText('Showing 1 to 50. Notion has more.').or(page.getByText('Showing 1 to 50 of')),
  ).toBeVisible()
  await page.getByLabel('People per page').selectOption('25')
  await expect(page).toHaveURL(/\?size=25$/)
  await expect(people).toHaveCount(25)
  const fifth = ((await people.nth(4).locator('bdi').first().textContent()) ?? '').trim()
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page).toHaveURL(/\?size=25&page=2$/)
  await expect(page.getByText(/^Showing 26 to 50/)).toBeVisible()
  const name = /^\S+/.exec(fifth)?.[0] ?? ''
  const field = page.getByRole('searchbox', { name: 'Filter by name or email' })
  await field.fill(name.toUpperCase())
  await expect(page).toHaveURL(new RegExp(`\\?q=${name.toUpperCase()}&size=25$`))
  await expect(people.filter({ hasText: name }).first()).toBeVisible()
  await expect(people.filter({ hasNotText: new RegExp(name, 'i') })).toHaveCount(0)
  await expect(field).toBeFocused()
  await field.fill('nobody is called this')
  await expect(page.getByRole('status').filter({ hasText: /^Nobody matches, of / })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filter' }).click()
  await expect(people).toHaveCount(25)
  await pathByTitle(page, path, 'Tasks')
})
