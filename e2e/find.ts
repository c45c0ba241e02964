import { expect, type Page } from 'playwright/test'

/** Opens a page, row or data source by its title, as a person does: through the workspace's search. */
export async function openByTitle(page: Page, workspace: string, title: string): Promise<void> {
  await page.goto(`${workspace}/search?q=${encodeURIComponent(title)}`)
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: title }).first()).toBeVisible()
}

/** The path of the first connected workspace. */
export async function firstWorkspace(page: Page): Promise<string> {
  await page.goto('/workspaces')
  const link = page.getByRole('main').getByRole('listitem').getByRole('link').first()
  return (await link.getAttribute('href')) ?? ''
}
