import { expect, type Locator, type Page } from 'playwright/test'
import type { NotionAdmin } from '@/test-support/notion-admin'
import { signIn } from './at-notion'

async function found(page: Page, workspace: string, title: string): Promise<Locator> {
  await page.goto(`${workspace}/search?q=${encodeURIComponent(title)}`)
  return page.getByRole('main').getByRole('link', { name: title }).first()
}

/** The path of a page, row or data source. */
export async function pathByTitle(page: Page, workspace: string, title: string): Promise<string> {
  return (await (await found(page, workspace, title)).getAttribute('href')) ?? ''
}

/** Opens a page, row or data source by its title, as a person does: through the workspace's search. */
export async function openByTitle(page: Page, workspace: string, title: string): Promise<void> {
  await (await found(page, workspace, title)).click()
  await expect(page.getByRole('heading', { level: 1, name: title }).first()).toBeVisible()
}

/** The path of the first connected workspace. */
export async function firstWorkspace(page: Page): Promise<string> {
  await page.goto('/workspaces')
  const link = page.getByRole('main').getByRole('listitem').getByRole('link').first()
  return (await link.getAttribute('href')) ?? ''
}

/** Signs in as the first person in the first of their workspaces. Its path is where the app shows it. */
export async function signedInWorkspace(
  page: Page,
  notion: NotionAdmin,
): Promise<{ readonly name: string; readonly path: string }> {
  const [person] = await notion.people()
  const workspace = person?.workspaces[0]
  if (!person || !workspace) throw new Error('the emulator has too small a world')
  await signIn(page, { person: person.name, workspace: workspace.name })
  return { name: workspace.name, path: await firstWorkspace(page) }
}
