import { expect, type Page } from 'playwright/test'

/** Goes through Notion's consent as a person does, from its first page to the app. */
export async function authorize(
  page: Page,
  choice: { person: string; workspace: string; pages?: 'all' | 'none' | readonly string[] },
): Promise<void> {
  await page.getByRole('button', { name: `Continue as ${choice.person}` }).click()
  await page.getByRole('button', { name: choice.workspace }).click()
  await page.getByRole('button', { name: 'Select pages' }).click()
  const pages = choice.pages ?? 'all'
  const boxes = page.getByRole('checkbox')
  await expect(page.getByRole('button', { name: 'Allow access' })).toBeVisible()
  // One question for all of them: there are many, and every sign-in of every test comes through here.
  const found = await boxes.evaluateAll((inputs) =>
    inputs.map((input) => ({
      name: (input.closest('label')?.textContent ?? '').trim(),
      checked: input instanceof HTMLInputElement && input.checked,
    })),
  )
  for (const [index, { name, checked }] of found.entries()) {
    const wanted = pages === 'all' || (pages !== 'none' && pages.some((title) => name.endsWith(title)))
    if (wanted !== checked) await boxes.nth(index).setChecked(wanted)
  }
  await page.getByRole('button', { name: 'Allow access' }).click()
}

/** Signs in from the landing page and ends on the workspaces. */
export async function signIn(page: Page, choice: Parameters<typeof authorize>[1]): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: 'Continue with Notion' }).click()
  await authorize(page, choice)
  await expect(page.getByRole('heading', { level: 1, name: 'Workspaces' })).toBeVisible()
}

/** Signs out through the account menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
}
