import { HttpPerson } from '@/test-support/http-person'
import { signedInWorkspace } from './find'
import { expect, test } from './installation'

const READ = /[\d,]+ pages?( and \d+ databases?)?/

test('the tree shows its first batch while the rest loads, and keeps focus and open branches', async ({
  page,
  installation: { notion },
}) => {
  const { path: workspace } = await signedInWorkspace(page, notion)
  await notion.switches({ latencyMs: 400 })
  await page.goto(workspace, { waitUntil: 'commit' })
  await expect(page.getByRole('main').getByText('Loading more')).toBeVisible()
  await page.locator('[data-node] a[data-control="title"]').last().focus()
  const title = await page.evaluate(() => document.activeElement?.textContent)
  await expect(page.getByRole('link', { name: 'Load more' })).toBeVisible()
  await expect(page.getByText(READ).first()).toContainText('so far')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title)
  const branch = page.getByRole('button', { name: /^Contents of/, expanded: false }).first()
  const name = (await branch.getAttribute('aria-label')) ?? ''
  await branch.press('Enter')
  await expect(page.getByRole('button', { name, expanded: true }).first()).toBeFocused()
  await notion.switches({ latencyMs: 0 })
  await page.reload()
  await expect(page.getByRole('button', { name, expanded: true }).first()).toBeVisible()
})

test('the tree does not shift the layout while it loads', async ({ page, installation: { notion } }) => {
  const { path: workspace } = await signedInWorkspace(page, notion)
  await notion.switches({ latencyMs: 150 })
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!Reflect.get(entry, 'hadRecentInput'))
          Object.assign(window, { shifted: Reflect.get(window, 'shifted') + Reflect.get(entry, 'value') })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(workspace, { waitUntil: 'commit' })
  await expect(page.getByRole('link', { name: 'Load more' })).toBeVisible()
  expect(await page.evaluate(() => Reflect.get(window, 'shifted'))).toBeLessThan(0.1)
  process.stdout.write(
    `The tree shifted by ${(await page.evaluate(() => Reflect.get(window, 'shifted'))).toFixed(3)} while it arrived\n`,
  )
})

test('a rate limit while the tree loads is counted down, and loading then continues', async ({
  page,
  installation: { notion },
}) => {
  const { path: workspace } = await signedInWorkspace(page, notion)
  await notion.switches({ rateLimit: { requests: 6, windowMs: 20_000 } })
  await page.goto(workspace, { waitUntil: 'commit' })
  await expect(page.getByText('Notion asks us to wait').first()).toBeVisible()
  await expect(page.locator('[data-node]').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Load more' })).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText('Notion asks us to wait')).toHaveCount(0)
})

test('the tree loads only as much as requested, and only the requested kind', async ({
  page,
  installation: { notion },
}) => {
  const { path: workspace } = await signedInWorkspace(page, notion)
  await notion.clearLog()
  await page.goto(workspace)
  await expect(page.getByRole('link', { name: 'Load more' })).toBeVisible()
  expect((await notion.counts())['POST /v1/search']).toBe(10)
  await page.getByRole('link', { name: 'Databases', exact: true }).click()
  await expect(page).toHaveURL(`${workspace}?show=data-sources`)
  await expect(page.getByText(/^\d+ databases\.$/)).toBeVisible()
  expect((await notion.counts())['POST /v1/search']).toBe(11)
  await page.getByRole('link', { name: 'Title A–Z' }).click()
  await expect(page).toHaveURL(`${workspace}?show=data-sources&sort=title`)
  await expect(async () => {
    const lists = await page
      .locator('main ul')
      .evaluateAll((all) =>
        all.map((list) =>
          [...list.children].flatMap(
            (item) => item.querySelector('[data-control="title"]')?.textContent ?? [],
          ),
        ),
      )
    expect(lists.flat().length).toBeGreaterThan(1)
    for (const titles of lists.map((one) => one.filter((title) => title !== 'Untitled')))
      expect(titles).toEqual(titles.toSorted(new Intl.Collator('en', { numeric: true }).compare))
  }).toPass({ timeout: 10_000 })
})

test('without JavaScript the first batch is shown as nested lists', async ({
  installation: { app, emulator, notion },
}) => {
  const person = new HttpPerson(app.url)
  const id = await person.signIn(emulator, notion)
  const html = await person.html(`/workspaces/${id}?plain=1`)
  expect(html.match(/data-node="/g)?.length).toBeGreaterThan(10)
  expect(html).toContain('To load more, turn on JavaScript.')
  expect(html).not.toContain('Loading more')
  const people = await person.html(`/workspaces/${id}/people`)
  expect(people.match(/@example/g)?.length).toBeGreaterThan(30)
  expect(await person.html(`/workspaces/${id}/search?q=Roadmap`)).toMatch(/<bdi>Roadmap<\/bdi>/)
})
