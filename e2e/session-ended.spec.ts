import type { Page } from 'playwright/test'
import { HttpPerson } from '@/test-support/http-person'
import { authorize } from './at-notion'
import { openByTitle, signedInWorkspace } from './find'
import { expect, type Installation, test } from './installation'

/** As another device's "Sign out everywhere" leaves it: the cookie is there, its session is not. */
async function endSession(page: Page, { app }: Installation): Promise<void> {
  const elsewhere = new HttpPerson(app.url)
  for (const { name, value } of await page.context().cookies()) elsewhere.cookies.set(name, value)
  await elsewhere.submit('/settings/account', 'Sign out everywhere')
}

async function signInAgain(page: Page, { notion }: Installation): Promise<void> {
  await expect(page.getByText('Your session ended')).toBeVisible()
  await page.getByRole('button', { name: 'Continue with Notion' }).click()
  const [person] = await notion.people()
  await authorize(page, { person: person?.name ?? '', workspace: person?.workspaces[0]?.name ?? '' })
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a note sent after the session ended returns to its page with the text, and is added once', async ({
      page,
      installation,
    }) => {
      const { path } = await signedInWorkspace(page, installation.notion)
      await openByTitle(page, path, 'This quarter')
      const before = new URL(page.url()).pathname
      const words = page.getByLabel('Note', { exact: true })
      await words.fill('Typed while signed out')
      await page.getByLabel('To-do').check()
      await endSession(page, installation)
      await page.getByRole('button', { name: 'Add note' }).click()
      await signInAgain(page, installation)
      await expect(words).toHaveValue('Typed while signed out')
      await expect(page.getByLabel('To-do')).toBeChecked()
      expect(new URL(page.url()).pathname).toBe(before)
      await page.getByRole('button', { name: 'Add note' }).click()
      await expect(page.locator('.notion-content').getByText('Typed while signed out')).toHaveCount(1)
      await expect(words).toHaveValue('')
      await page.reload()
      await expect(words).toHaveValue('')
      const log = await installation.notion.log()
      expect(log.filter((one) => one.method === 'PATCH')).toHaveLength(1)
    })

    test('every other form sent after the session ended returns to its page', async ({
      page,
      installation,
    }) => {
      const { path, name } = await signedInWorkspace(page, installation.notion)
      for (const [from, button] of [
        ['/settings/connections', `Check access to ${name}`],
        ['/settings/connections', `Disconnect ${name}`],
        ['/settings/connections', 'Connect workspace'],
        ['/settings/activity', null],
        [path, 'Refresh'],
      ] as const) {
        await page.goto(from)
        await endSession(page, installation)
        if (button === null) await page.reload()
        else {
          await page.getByRole('button', { name: button }).first().click()
          const dialog = page.getByRole('dialog')
          if (await dialog.isVisible())
            await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click()
        }
        await expect(page).toHaveURL(/\/sign-in/)
        if (button === null) {
          await page.getByRole('button', { name: 'Continue with Notion' }).click()
          const [person] = await installation.notion.people()
          await authorize(page, { person: person?.name ?? '', workspace: person?.workspaces[0]?.name ?? '' })
        } else await signInAgain(page, installation)
        await expect.poll(() => new URL(page.url()).pathname).toBe(from)
      }
    })
  })
