import { type Browser, test as base, expect } from 'playwright/test'
import { type AppProcess, sharedSecrets, startApp } from '@/test-support/app-process'
import { freePort } from '@/test-support/free-port'
import { type NotionAdmin, notionAdmin } from '@/test-support/notion-admin'
import { PROXY_SETTINGS, type ProxySetting, startReverseProxy } from '@/test-support/reverse-proxy'
import { startStandIn } from '@/test-support/stand-in'
import { authorize, signIn } from './at-notion'
import { openByTitle } from './find'
import { anAppStore } from './store'

interface Behind {
  readonly front: URL
  readonly app: AppProcess
  readonly notion: NotionAdmin
}

/** An app behind a reverse proxy, on another port than the one of AUTH_URL. */
async function behind(setting: ProxySetting, work: (behind: Behind) => Promise<void>): Promise<void> {
  const [frontPort, appPort] = [await freePort(), await freePort()]
  const front = new URL(`${setting.tls ? 'https' : 'http'}://localhost:${frontPort}`)
  const [standIn, store] = await Promise.all([startStandIn(front.origin), anAppStore('PGlite')])
  const app = await startApp({
    ...sharedSecrets(),
    ...standIn.variables,
    ...store.variables,
    PORT: String(appPort),
    AUTH_URL: front.origin,
  })
  const proxy = await startReverseProxy(setting, front, new URL(`http://127.0.0.1:${appPort}`))
  try {
    process.stdout.write(`${setting.name}: ${proxy.program} in front\n`)
    await work({ front, app, notion: notionAdmin(standIn) })
  } finally {
    await proxy.stop()
    await app.kill()
    await standIn.end()
    await store.drop()
  }
}

/** Every form that a person meets: sign in, add a note, connect, disconnect, sign out. */
async function mainJob(browser: Browser, { front, notion }: Behind, javaScriptEnabled: boolean) {
  const context = await browser.newContext({
    baseURL: front.origin,
    ignoreHTTPSErrors: true,
    javaScriptEnabled,
  })
  context.setDefaultTimeout(30_000)
  try {
    const page = await context.newPage()
    const redirects: string[] = []
    page.on('response', (response) => {
      const location = response.headers()['location']
      if (location && response.url().startsWith(front.origin)) redirects.push(location)
    })
    const [person] = await notion.people()
    const [main, other] = person?.workspaces ?? []
    if (!person || !main || !other) throw new Error('the stand-in has too small a world')
    await signIn(page, { person: person.name, workspace: main.name })

    const path = await page
      .getByRole('main')
      .getByRole('listitem')
      .getByRole('link')
      .first()
      .getAttribute('href')
    await openByTitle(page, path ?? '', 'This quarter')
    const words = `Through a proxy ${javaScriptEnabled ? 'with' : 'without'} JavaScript`
    await page.getByLabel('Note', { exact: true }).fill(words)
    await page.getByRole('button', { name: 'Add note' }).click()
    await expect(page.locator('.notion-content').getByText(words)).toHaveCount(1)

    await page.goto('/settings/connections')
    await page.getByRole('button', { name: 'Connect another workspace' }).click()
    await authorize(page, { person: person.name, workspace: other.name })
    await expect(page.getByText('The workspace is connected.')).toBeVisible()
    expect(new URL(page.url()).origin).toBe(front.origin)

    await page.getByRole('button', { name: `Disconnect ${other.name}` }).click()
    if (javaScriptEnabled)
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
    await expect(page.getByText(`${other.name} was disconnected.`)).toBeVisible()

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page).toHaveURL(`${front.origin}/`)
    await page.goto('/workspaces')
    await expect(page).toHaveURL(/\/sign-in/)
    // Nothing of the address behind the proxy reaches a browser.
    expect(redirects.filter((location) => /^https?:\/\/(127|localhost)/.test(location))).toEqual(
      redirects.filter((location) => location.startsWith(front.origin) || location.includes('/v1/oauth/')),
    )
  } finally {
    await context.close()
  }
}

for (const setting of PROXY_SETTINGS)
  base(
    `every form works behind a proxy, with JavaScript and without: ${setting.name}`,
    async ({ browser }) => {
      await behind(setting, async (installation) => {
        await mainJob(browser, installation, true)
        await mainJob(browser, installation, false)
        expect(installation.app.output()).not.toMatch(/does not match `origin`|Invalid Server Actions/)
      })
    },
  )
