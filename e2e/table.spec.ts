import { signOut } from './at-notion'
import { openByTitle, signedInWorkspace } from './find'
import { expect, type Installation, type Page, test } from './installation'

const MEGABYTE = 1_000_000
const ROWS = 5_000
/** The height of a row in pixels. */
const ROW = 36

/** The table of 5,000 rows. */
async function openMeasurements(page: Page, { notion }: Installation): Promise<void> {
  const { path } = await signedInWorkspace(page, notion)
  await openByTitle(page, path, 'Measurements')
  await expect(page.getByText('Loaded 100 rows so far')).toBeVisible()
}

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Rows of Measurements' })

async function scrollTo(page: Page, top: number): Promise<void> {
  await page.getByRole('region', { name: /^Rows of/ }).evaluate((box, to) => box.scrollTo(0, to), top)
}

test('scrolling through 5,000 rows makes one call for every hundred, and few stay in the DOM', async ({
  page,
  installation,
}) => {
  test.slow()
  const { notion } = installation
  const said: string[] = []
  page.on('pageerror', (error) => said.push(error.message))
  await openMeasurements(page, installation)
  await notion.clearLog()
  const devtools = await page.context().newCDPSession(page)
  const held = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize
  }
  const before = await held()
  let most = 0
  for (let known = 100; known < ROWS; ) {
    await scrollTo(page, 10_000_000)
    const next = (known + 100).toLocaleString('en')
    await expect(page.getByText(new RegExp(`^(Loaded )?${next} rows( so far)?$`))).toBeVisible()
    known += 100
    if (known % 1000 === 0) most = Math.max(most, await held())
  }
  await scrollTo(page, 10_000_000)
  await expect(page.getByRole('row', { name: /Reading 5000/ })).toBeVisible()
  await expect(rowsOf(page)).toHaveAttribute('aria-rowcount', String(ROWS + 1))
  expect(await rowsOf(page).getByRole('row').count()).toBeLessThan(80)
  expect(await notion.log()).toHaveLength(ROWS / 100 - 1)
  process.stdout.write(
    `The browser held ${(before / MEGABYTE).toFixed(1)} MB with 100 rows, ${(most / MEGABYTE).toFixed(1)} MB at most on the way through 5,000\n`,
  )
  expect(most - before).toBeLessThan(8 * MEGABYTE)

  // Back: what was let go of is there again.
  await scrollTo(page, 0)
  await expect(page.getByRole('row', { name: /Reading 1 / }).first()).toBeVisible()
  expect(said).toEqual([])
})

test('a row keeps focus while it is scrolled out of view', async ({ page, installation }) => {
  await openMeasurements(page, installation)
  await page.getByRole('link', { name: 'Reading 3', exact: true }).focus()
  await scrollTo(page, 3000)
  await expect(page.getByRole('row', { name: /Reading 80/ }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Reading 3', exact: true })).toBeFocused()
})

test('going back from a row restores the scroll position without a call to Notion', async ({
  page,
  installation,
}) => {
  const { notion } = installation
  await openMeasurements(page, installation)
  for (const rows of [200, 300, 400, 500, 600]) {
    await scrollTo(page, (rows - 110) * ROW)
    await expect(page.getByText(`Loaded ${rows} rows so far`)).toBeVisible()
  }
  await scrollTo(page, 450 * ROW)
  const row = page.getByRole('link', { name: 'Reading 455', exact: true })
  const place = async () => (await row.boundingBox())?.y
  await expect(row).toBeInViewport()
  const before = await place()
  await row.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Reading 455' })).toBeVisible()
  await notion.clearLog()
  await page.goBack()
  await expect(row).toBeInViewport()
  expect(await place()).toBeCloseTo(before ?? 0, 0)
  await expect(page.getByText('Loaded 600 rows so far')).toBeVisible()
  // And after the browser's own "Reload".
  await page.reload()
  await expect(row).toBeInViewport()
  expect(await notion.log()).toEqual([])
})

test('during a rate limit loaded rows stay, and the next rows load automatically', async ({
  page,
  installation,
}) => {
  await openMeasurements(page, installation)
  await installation.notion.fault({
    route: 'POST /v1/data_sources/*/query',
    kind: 'status',
    status: 429,
    retryAfter: 12,
  })
  await scrollTo(page, 2500)
  await expect(page.getByText('Notion asks us to wait. More rows load automatically')).toBeVisible()
  await expect(page.getByText('Loaded 100 rows so far')).toBeVisible()
  await expect(page.getByText('Loaded 200 rows so far')).toBeVisible({ timeout: 30_000 })
})

test('without JavaScript the first hundred rows are shown, with a link to the next', async ({
  browser,
  page,
  installation,
}) => {
  await openMeasurements(page, installation)
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const plain = await context.newPage()
  await plain.goto(page.url())
  await expect(plain).toHaveURL(/\?plain=1$/)
  await expect(plain.getByRole('link', { name: 'Reading 100', exact: true })).toBeVisible()
  await plain.getByRole('link', { name: 'Next rows' }).click()
  await expect(plain.getByRole('link', { name: 'Reading 101', exact: true })).toBeVisible()
  await expect(plain.getByRole('link', { name: 'Reading 100', exact: true })).toHaveCount(0)
  await plain.getByRole('link', { name: 'Back to the first row' }).click()
  await context.close()
})

test('“Sign out” does not wait for rows that are still loading', async ({ page, installation }) => {
  await openMeasurements(page, installation)
  await installation.notion.fault({
    route: 'POST /v1/data_sources/*/query',
    kind: 'latency',
    latencyMs: 8_000,
    times: 5,
  })
  const answered: string[] = []
  page.on('response', (response) => answered.push(`${response.request().method()} ${response.url()}`))
  const asked = page.waitForRequest(/\/api\/rows\//)
  await scrollTo(page, 2500)
  expect((await asked).method()).toBe('GET')
  await signOut(page)
  await expect(page).toHaveURL('/')
  expect(answered.filter((one) => one.includes('/api/rows/'))).toEqual([])
})
