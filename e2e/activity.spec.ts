import type { Page } from 'playwright/test'
import { startApp } from '@/test-support/app-process'
import { signIn } from './at-notion'
import { openByTitle, signedInWorkspace } from './find'
import { expect, type Installation, test } from './installation'

const ACTIVITY = '/settings/activity'

/** A hundred renewals, one every half hour before a noon, and one disconnect of a workspace long ago. */
async function fillHistory(installation: Installation, page: Page): Promise<void> {
  const { notion, store } = installation
  const { path } = await signedInWorkspace(page, notion)
  const connection = path.split('/').at(-1)
  await installation.app.kill('SIGTERM')
  await store.query(
    `INSERT INTO "Activity" ("id", "userId", "connectionId", "kind", "detail", "at")
    SELECT gen_random_uuid()::text, "userId", $1, 'refreshed', '{"workspaceName":"A workspace"}',
      timestamptz '2026-03-02T12:00:00Z' - n * interval '12 hours' FROM "Activity", generate_series(1, 100) n
    WHERE "kind" = 'signed_in'`,
    [connection],
  )
  await store.query(
    `INSERT INTO "Activity" ("id", "userId", "connectionId", "kind", "detail", "at")
    SELECT gen_random_uuid()::text, "userId", '7a3f0b52-0000-4000-8000-000000000001', 'disconnected',
      '{"workspaceName":"An earlier workspace"}', timestamptz '2026-01-05T12:00:00Z' FROM "Activity" WHERE "kind" = 'signed_in'`,
  )
  installation.app = await startApp(installation.environment)
}

const days = (page: Page) => page.getByRole('main').getByRole('heading', { level: 3 })
const entries = (page: Page) => page.getByRole('main').locator('section').getByRole('listitem')

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, timezoneId: 'Asia/Tokyo' })

    test('activity is read to its end page by page, filtered by workspace and kind in the address', async ({
      page,
      installation,
    }) => {
      await fillHistory(installation, page)
      await page.goto(ACTIVITY)
      await expect(page.getByText('kept for 180 days')).toBeVisible()
      await expect(page.getByText('You connected')).toBeVisible()
      let pages = 1
      for (const older = page.getByRole('link', { name: 'Older events' }); await older.count(); pages++) {
        const before = page.url()
        await older.click()
        await expect(page).not.toHaveURL(before)
        await expect(page.getByRole('link', { name: 'Newest events' })).toBeVisible()
      }
      expect(pages).toBe(3)
      await expect(page.getByText('You connected')).toHaveCount(0)
      await page.getByRole('link', { name: 'Newest events' }).click()
      await expect(page).toHaveURL(ACTIVITY)

      await page.getByLabel('Kind').selectOption('Access')
      await page.getByRole('button', { name: 'Filter' }).click()
      await expect(page).toHaveURL(/kind=access/)
      await expect(entries(page)).toHaveCount(2)
      const earlier = page.getByRole('option', { name: 'An earlier workspace (until Jan 5, 2026)' })
      await page
        .getByRole('combobox', { name: 'Workspace' })
        .selectOption(await earlier.getAttribute('value'))
      await page.getByRole('button', { name: 'Filter' }).click()
      await expect(entries(page)).toHaveCount(1)
      await expect(entries(page)).toContainText('You disconnected An earlier workspace')
      await page.reload()
      await expect(page.getByLabel('Kind')).toHaveValue('access')
      await page.getByLabel('Kind').selectOption('Changes in Notion')
      await page.getByRole('button', { name: 'Filter' }).click()
      await expect(page.getByRole('heading', { name: 'No matching events' })).toBeVisible()
      await page.getByRole('link', { name: 'Clear filters' }).click()
      await expect(page.getByText('You connected')).toBeVisible()

      // An address that can't be read is as one without.
      await page.goto(`${ACTIVITY}?workspace=x&kind=constructor&before=0`)
      await expect(page.getByText('You connected')).toBeVisible()
    })

    test('times and days are those of the reader’s zone, or of UTC where nobody told it', async ({
      page,
      installation,
    }) => {
      await fillHistory(installation, page)
      await page.goto(ACTIVITY)
      await expect(page.getByText(`Times in ${javaScriptEnabled ? 'Asia/Tokyo' : 'UTC'}.`)).toBeVisible()
      const renewal = entries(page).filter({ hasText: 'was renewed' }).first()
      // The newest is at midnight of March 2 in UTC.
      await expect(renewal.locator('time')).toHaveText(javaScriptEnabled ? '09:00' : '00:00')
      await expect(renewal.locator('time')).toHaveAttribute('datetime', '2026-03-02T00:00:00.000Z')
      await expect(days(page).nth(1)).toHaveText('Monday, March 2')
    })
  })

test('notes and checks are in it, each with its own words', async ({ page, installation }) => {
  const { notion } = installation
  const { path, name } = await signedInWorkspace(page, notion)
  await openByTitle(page, path, 'This quarter')
  await page.getByLabel('Note', { exact: true }).fill('Words that are stored nowhere')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.locator('.notion-content').getByText('Words that are stored nowhere')).toBeVisible()
  await page.goto('/settings/connections')
  await page.getByRole('button', { name: `Check access to ${name}` }).click()
  await expect(page.getByText('The access works.')).toBeVisible()
  await page.goto(ACTIVITY)
  await expect(entries(page).nth(0)).toContainText(`You checked the access to ${name}`)
  await expect(entries(page).nth(1)).toContainText(`You added a note to a page in ${name}`)
  await entries(page).nth(1).getByRole('link', { name: 'a page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'This quarter' }).first()).toBeVisible()
  await page.goto(ACTIVITY)
  await expect(page.getByText('Words that are stored nowhere')).toHaveCount(0)
})

test('another person sees nothing of it', async ({ page, installation, browser }) => {
  await fillHistory(installation, page)
  await page.goto(`${ACTIVITY}?kind=access`)
  const value = await page.getByRole('option', { name: /An earlier workspace/ }).getAttribute('value')
  const [, second] = await installation.notion.people()
  const context = await browser.newContext({ baseURL: installation.app.url })
  const theirs = await context.newPage()
  await signIn(theirs, { person: second?.name ?? '', workspace: second?.workspaces[0]?.name ?? '' })
  await theirs.goto(`${ACTIVITY}?workspace=${value}`)
  await expect(theirs.getByRole('heading', { name: 'No matching events' })).toBeVisible()
  await expect(theirs.getByRole('option', { name: /An earlier workspace/ })).toHaveCount(0)
  await context.close()
})
