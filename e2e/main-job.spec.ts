import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import type { NotionAdmin } from '@/test-support/notion-admin'
import { authorize, signIn, signOut } from './at-notion'
import { expect, test } from './installation'

const CONNECTIONS = '/settings/connections'
const CANCELED = 'Nothing was connected. You canceled in Notion, and nothing was changed.'

async function world(notion: NotionAdmin) {
  const [first, second] = await notion.people()
  const [main, other, empty] = first?.workspaces ?? []
  if (!first || !second || !main || !other || !empty) throw new Error('the emulator has too small a world')
  return { first, second, main, other, empty }
}

test('sign in, see the workspace, check the access, connect a second one, disconnect, sign in again', async ({
  page,
  installation: { notion },
}) => {
  const { first, main, other } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })

  await page.getByRole('link', { name: main.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: main.name })).toBeVisible()
  await expect(page.getByRole('main').getByText(first.email)).toBeVisible()
  await expect(page.getByText('5 MB per file')).toBeVisible()
  await expect(page.getByRole('heading', { name: `What ${PRODUCT_NAME} may do` })).toBeVisible()
  await expect(page.getByText('Notion’s request id')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Open in Notion.*Roadmap/ })).toBeVisible()
  expect(page.url()).not.toMatch(/code=|state=/)

  await page.goto(CONNECTIONS)
  await page.getByRole('button', { name: `Check access to ${main.name}` }).click()
  await expect(page.getByText('The access works.')).toBeVisible()
  await expect(page.getByText('Notion’s request id')).toBeVisible()

  await page.getByRole('button', { name: 'Connect workspace' }).click()
  await authorize(page, { person: first.name, workspace: other.name })
  await expect(page.getByText('The workspace is connected.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([main.name, other.name])

  await page.getByRole('button', { name: `Disconnect ${main.name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Disconnect ${main.name}?` })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  const bot = await notion.botOf(main.id)
  await page.getByRole('button', { name: `Disconnect ${main.name}` }).click()
  await dialog.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByText(`${main.name} was disconnected.`)).toBeVisible()
  await expect(page.getByText('Notion confirmed that its tokens were revoked')).toBeVisible()
  const { tokens } = await notion.issued()
  expect(tokens.filter((one) => one.botId === bot && one.alive)).toEqual([])
  expect(tokens.filter((one) => one.alive)).toHaveLength(2)

  await page.goto('/settings/activity')
  await expect(page.getByText(`You disconnected ${main.name}`)).toBeVisible()
  await expect(page.getByText(`Notion confirmed that access to ${main.name} was revoked`)).toBeVisible()

  await signOut(page)
  await expect(page).toHaveURL('/')
  await page.goto('/workspaces')
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, { person: first.name, workspace: main.name })
  await expect(page.getByText('was added to your connections')).toBeVisible()
  await expect(page.getByRole('link', { name: other.name })).toBeVisible()
})

test('canceling in Notion changes nothing and offers a next step, at sign-in and at connect', async ({
  page,
  installation: { notion },
}) => {
  const { first, main } = await world(notion)
  await page.goto('/')
  await page.getByRole('button', { name: 'Continue with Notion' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(/\/sign-in\?/)
  await expect(page.getByRole('status')).toHaveText(CANCELED)
  await page.getByRole('button', { name: 'Continue with Notion' }).click()
  await authorize(page, { person: first.name, workspace: main.name, pages: 'none' })
  await expect(page.getByRole('heading', { name: 'Workspaces' })).toBeVisible()
  expect((await notion.issued()).tokens).toHaveLength(2)

  await page.goto(CONNECTIONS)
  await page.getByRole('button', { name: 'Connect workspace' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(`${CONNECTIONS}?notice=canceled`)
  await expect(page.getByRole('status')).toHaveText(CANCELED)
  // The keyboard goes on from there, and what was said is not said again after the next action.
  await expect(page.getByRole('status').locator('..')).toBeFocused()
  await page.getByRole('button', { name: 'Connect workspace' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(`${CONNECTIONS}?notice=canceled`)

  // From a page of a workspace too.
  await page.goto('/workspaces')
  await page.getByRole('link', { name: main.name }).click()
  await page.getByRole('button', { name: 'Change shared pages' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(/\/workspaces\/[0-9a-f-]+\?notice=canceled$/)
  await expect(page.getByRole('status').filter({ hasText: CANCELED })).toBeVisible()
})

test('a workspace with no shared pages says why and how to share some', async ({
  page,
  installation: { notion },
}) => {
  const { first, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name, pages: 'none' })
  await page.getByRole('link', { name: main.name }).click()
  await expect(page.getByRole('heading', { name: 'No page is shared' })).toBeVisible()
  await page.getByRole('button', { name: 'Change shared pages' }).click()
  await authorize(page, { person: first.name, workspace: main.name, pages: ['Roadmap'] })
  await expect(page.getByText('Your shared pages were updated')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Roadmap' })).toBeVisible()
})

test('a connection removed in Notion is shown on every page and reconnects with one click', async ({
  page,
  installation: { notion },
}) => {
  const { first, main, other } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  await notion.removeConnection(await notion.botOf(main.id))
  await page.goto(CONNECTIONS)
  await page.getByRole('button', { name: `Check access to ${main.name}` }).click()
  await expect(page.getByText('The access no longer works.')).toBeVisible()
  await page.goto('/settings/activity')
  const banner = page.getByRole('complementary', { name: `${main.name} needs you` })
  await expect(banner).toContainText('removed in Notion’s settings')
  await banner.getByRole('button', { name: 'Reconnect' }).click()
  // The person picks a different workspace, so it is connected as its own and the broken one stays.
  await authorize(page, { person: first.name, workspace: other.name })
  await expect(page).toHaveURL(/\/settings\/activity/)
  await expect(banner).toBeVisible()
  await banner.getByRole('button', { name: 'Reconnect' }).click()
  await authorize(page, { person: first.name, workspace: main.name })
  await expect(page).toHaveURL(/\/settings\/activity/)
  await expect(banner).toBeHidden()
  await page.goto(CONNECTIONS)
  await page.getByRole('button', { name: `Check access to ${main.name}` }).click()
  await expect(page.getByText('The access works.')).toBeVisible()
})

test('another person in the same browser is refused, and can sign out and continue', async ({
  page,
  installation: { notion },
}) => {
  const { first, second, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  await page.goto('/')
  await page.getByRole('button', { name: 'Continue with Notion' }).click()
  await authorize(page, { person: second.name, workspace: main.name })
  await expect(page.getByRole('heading', { name: 'Someone else is signed in here' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out and continue' }).click()
  await authorize(page, { person: second.name, workspace: main.name })
  await expect(page.getByRole('heading', { name: 'Workspaces' })).toBeVisible()
  await expect(page.getByText(second.name).first()).toBeVisible()
  await expect(page.getByText(first.name)).toHaveCount(0)
})

test('an expired token is refreshed while the page loads, and nobody notices', async ({
  page,
  installation: { notion },
}) => {
  const { first, main } = await world(notion)
  await signIn(page, { person: first.name, workspace: main.name })
  await notion.expire()
  await notion.clearLog()
  await page.getByRole('link', { name: main.name }).click()
  await expect(page.getByRole('link', { name: /^Open in Notion.*Roadmap/ })).toBeVisible()
  await expect(page.getByText('5 MB per file')).toBeVisible()
  expect((await notion.counts())['POST /v1/oauth/token refresh_token']).toBe(1)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('sign in, check the access, disconnect, sign out', async ({ page, installation: { notion } }) => {
    const { first, main } = await world(notion)
    await signIn(page, { person: first.name, workspace: main.name })
    await page.goto(CONNECTIONS)
    await page.getByRole('button', { name: `Check access to ${main.name}` }).click()
    await expect(page.getByText('The access works.')).toBeVisible()
    await page.getByRole('button', { name: `Disconnect ${main.name}` }).click()
    await expect(page.getByText(`${main.name} was disconnected.`)).toBeVisible()
    expect(await notion.aliveTokens()).toEqual([])
    await signOut(page)
    await expect(page).toHaveURL('/')
  })
})
