import { startApp } from '@/test-support/app-process'
import { signIn } from './at-notion'
import { firstWorkspace, openByTitle } from './find'
import { expect, type Page, test } from './installation'

const strip = (page: Page) => page.getByRole('region', { name: 'Demo' })
const hide = (page: Page) => strip(page).getByRole('button', { name: 'Hide this bar' })

test('the demo strip says what to try, leads to the emulator, and is gone for good once it was hidden', async ({
  page,
  installation: { notion },
}) => {
  const [person] = await notion.people()
  const workspace = person?.workspaces[0]
  if (!person || !workspace) throw new Error('the emulator has too small a world')
  await page.goto('/')
  await strip(page).getByRole('button', { name: 'What to try' }).click()
  const guide = page.getByRole('group', { name: 'What to try' })
  await expect(guide.getByRole('listitem')).toHaveCount(5)
  await page.keyboard.press('Escape')
  await expect(guide).toBeHidden()

  await signIn(page, { person: person.name, workspace: workspace.name })
  const [emulator] = await Promise.all([
    page.waitForEvent('popup'),
    strip(page).getByRole('link', { name: 'Notion emulator' }).click(),
  ])
  await expect(emulator.getByRole('heading', { name: 'Notion emulator' })).toBeVisible()
  await expect(emulator.getByText('Tokens that work: 2.')).toBeVisible()
  await emulator.getByRole('button', { name: `Remove connection to ${workspace.name}` }).click()
  await expect(emulator.getByText('Removed here. No token works.')).toBeVisible()
  await emulator.close()
  await page.goto('/settings/connections')
  await page.getByRole('button', { name: `Check access to ${workspace.name}` }).click()
  await expect(page.getByText('The access no longer works.')).toBeVisible()

  await hide(page).click()
  await expect(strip(page)).toHaveCount(0)
  await expect(page.locator('main')).toBeFocused()
  for (const path of ['/workspaces', '/', '/nothing-here']) {
    await page.goto(path)
    await expect(page.locator('main')).toBeVisible()
    await expect(strip(page)).toHaveCount(0)
  }
})

test('hiding the demo strip keeps what was typed on the page', async ({ page, installation: { notion } }) => {
  const [person] = await notion.people()
  const workspace = person?.workspaces[0]
  if (!person || !workspace) throw new Error('the emulator has too small a world')
  await signIn(page, { person: person.name, workspace: workspace.name })
  await openByTitle(page, await firstWorkspace(page), 'Roadmap')
  await page.getByRole('textbox', { name: 'Note' }).fill('Typed before')
  await hide(page).click()
  await expect(strip(page)).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Typed before')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the demo strip is hidden by a form, on whichever page', async ({ page, context }) => {
    for (const path of ['/', '/sign-in?returnTo=%2Fsettings', '/nothing-here']) {
      await context.clearCookies()
      await page.goto(path)
      await hide(page).click()
      await expect(strip(page)).toHaveCount(0)
      await expect(page).toHaveURL(path)
      await expect(page.locator('main')).toBeVisible()
    }
  })
})

test('outside of the demo there is no strip', async ({ page, installation }) => {
  await installation.app.kill('SIGTERM')
  installation.app = await startApp({ ...installation.environment, LATCHKEY_DEMO: '' })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(strip(page)).toHaveCount(0)
  expect(await page.content()).not.toContain('demo-strip')
})
