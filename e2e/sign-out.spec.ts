import type { BrowserContext, Page } from 'playwright/test'
import type { NotionAdmin } from '@/test-support/notion-admin'
import { authorize, signIn, signOut as signOutOfMenu } from './at-notion'
import { openByTitle } from './find'
import { expect, test } from './installation'

// Playwright turns the back/forward cache off by default.
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] })
  },
})

const HIDDEN = { name: 'You were signed out' }

async function world(notion: NotionAdmin) {
  const [first, second] = await notion.people()
  const main = first?.workspaces[0]
  if (!first || !second || !main) throw new Error('the emulator has too small a world')
  return { first, second, main }
}

const signOut = async (page: Page) => {
  await signOutOfMenu(page)
  await expect(page).toHaveURL('/')
}

/** Opens a second tab on a Notion page, with a note typed but not sent. */
async function tabWithNote(context: BrowserContext, workspace: string): Promise<Page> {
  const tab = await context.newPage()
  await openByTitle(tab, workspace, 'Roadmap')
  await tab.getByRole('textbox').last().fill('half a note')
  return tab
}

test('an open tab hides its content after a sign-out, and shows it again to the same person', async ({
  page,
  context,
  installation: { notion },
}) => {
  const { first, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  const workspace = await page.getByRole('link', { name: main.name }).first().getAttribute('href')
  const tab = await tabWithNote(context, workspace ?? '')
  const content = tab.getByRole('heading', { level: 1, name: 'Roadmap' }).first()
  await expect(content).toBeVisible()

  await signOut(page)
  await expect(tab.getByRole('heading', HIDDEN)).toBeVisible()
  await expect(content).toBeHidden()
  await expect(tab.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    /^\/sign-in\?returnTo=%2Fworkspaces%2F/,
  )
  await expect(tab.locator('body')).not.toContainText('Roadmap', { useInnerText: true })

  await signIn(page, { person: first.name, workspace: main.name })
  await expect(content).toBeVisible()
  await expect(tab.getByRole('heading', HIDDEN)).toBeHidden()
  await expect(tab.getByRole('textbox').last()).toHaveValue('half a note')
})

test('an open tab reloads once another person signs in', async ({
  page,
  context,
  installation: { notion },
}) => {
  const { first, second, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  const tab = await context.newPage()
  await tab.goto('/settings/connections')
  await expect(tab.getByText(first.name).first()).toBeVisible()
  await signOut(page)
  await expect(tab.getByRole('heading', HIDDEN)).toBeVisible()
  await signIn(page, { person: second.name, workspace: main.name })
  await expect(tab.getByText(second.name).first()).toBeVisible()
  await expect(tab.getByText(first.name)).toHaveCount(0)
})

test('signing out everywhere hides the content of this browser’s other tabs', async ({
  page,
  context,
  installation: { notion },
}) => {
  const { first, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  const tab = await context.newPage()
  await tab.goto('/settings/activity')
  await page.goto('/settings/sessions')
  await expect(page).toHaveURL('/settings/account#sessions')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  const question = page.getByRole('dialog', { name: 'Sign out everywhere?' })
  await question.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('status')).toHaveText(/You signed out everywhere. 1 session ended/)
  await expect(tab.getByRole('heading', HIDDEN)).toBeVisible()
})

test('signing out clears the browser’s data for this origin and keeps other apps’ cookies', async ({
  page,
  context,
  installation: { app, notion },
}) => {
  const { first, second, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  await context.addCookies([{ name: 'of-another-app', value: '1', url: app.url }])
  await page.evaluate(() => {
    localStorage.setItem('anything', '1')
    sessionStorage.setItem('anything', '1')
  })
  const [answer] = await Promise.all([
    page.waitForResponse((response) => new URL(response.url()).pathname === '/sign-out'),
    signOut(page),
  ])
  expect(answer.status()).toBe(303)
  expect((await answer.allHeaders())['clear-site-data']).toBe('"cache", "storage"')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('anything'))).toBeNull()
  expect((await context.cookies()).map(({ name }) => name)).toContain('of-another-app')
  // The next person in this tab sees none of the previous person’s data.
  await signIn(page, { person: second.name, workspace: main.name })
  expect(await page.evaluate(() => sessionStorage.getItem('anything'))).toBeNull()
  await signOut(page)
  expect((await context.cookies()).some(({ name }) => name.endsWith('-session'))).toBe(false)
})

test('after a sign-out, Back shows nothing private in any tab', async ({
  page,
  context,
  installation: { app, notion },
}) => {
  const { first, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  const workspace = (await page.getByRole('link', { name: main.name }).first().getAttribute('href')) ?? ''
  await openByTitle(page, workspace, 'Roadmap')
  // A second tab that went from a private page to another site.
  const tab = await context.newPage()
  await tab.goto('/settings/connections')
  await expect(tab.getByRole('heading', { level: 3, name: main.name })).toBeVisible()
  await tab.goto('about:blank')

  await signOut(page)
  for (const one of [page, tab]) {
    await one.goBack()
    await one.waitForURL(/\/sign-in\?returnTo=/)
    await expect(one.getByRole('button', { name: 'Continue with Notion' })).toBeVisible()
    await expect(one.locator('body')).not.toContainText(/Roadmap|Disconnect/, { useInnerText: true })
  }
  expect(app.output()).not.toContain('"level":50')
})

test('a page restored from the back/forward cache is shown as it was, or reloaded if the session changed', async ({
  page,
  context,
  installation: { notion },
}) => {
  const { first, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  await page.goto('/settings/connections')
  const restored = (persisted: boolean) =>
    page.evaluate((value) => {
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: value }))
      const hidden = getComputedStyle(document.body).visibility
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: value }))
      return [hidden, getComputedStyle(document.body).visibility]
    }, persisted)
  expect(await restored(false)).toEqual(['visible', 'visible'])
  expect(await restored(true)).toEqual(['hidden', 'visible'])
  // The session ends without notifying any tab: storage is cleared, as after Clear-Site-Data.
  await context.clearCookies()
  await page.evaluate(() => localStorage.clear())
  await restored(true)
  await page.waitForURL(/\/sign-in\?returnTo=/)
  await page.getByRole('button', { name: 'Continue with Notion' }).click()
  await authorize(page, { person: first.name, workspace: main.name })
  await expect(page.getByRole('heading', { level: 3, name: main.name })).toBeVisible()
})
