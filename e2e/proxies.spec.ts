import { type Browser, test as base, expect } from 'playwright/test'
import { type AppProcess, sharedSecrets, startApp } from '@/test-support/app-process'
import { startProcess } from '@/test-support/child-process'
import { startEmulator } from '@/test-support/emulator'
import { freePort } from '@/test-support/free-port'
import { type NotionAdmin, notionAdmin } from '@/test-support/notion-admin'
import {
  BAD_PROXY,
  PROXY_SETTINGS,
  type ProxySetting,
  type ReverseProxy,
  startReverseProxy,
} from '@/test-support/reverse-proxy'
import { authorize, signIn, signOut } from './at-notion'
import { openByTitle } from './find'
import { anAppStore } from './store'

interface Behind {
  readonly proxy: ReverseProxy
  /** What the app was started with. */
  readonly environment: Record<string, string>
  readonly front: URL
  readonly app: AppProcess
  readonly notion: NotionAdmin
}

/** An app behind a reverse proxy, on another port than the one of AUTH_URL. */
async function behind(setting: ProxySetting, work: (behind: Behind) => Promise<void>): Promise<void> {
  const [frontPort, appPort] = [await freePort(), await freePort()]
  const front = new URL(`${setting.tls ? 'https' : 'http'}://localhost:${frontPort}`)
  const [emulator, store] = await Promise.all([startEmulator(front.origin), anAppStore('PGlite')])
  const environment = {
    ...sharedSecrets(),
    ...emulator.variables,
    ...store.variables,
    PORT: String(appPort),
    AUTH_URL: front.origin,
  }
  const app = await startApp(environment)
  const proxy = await startReverseProxy(setting, front, new URL(`http://127.0.0.1:${appPort}`))
  try {
    process.stdout.write(`${setting.name}: ${proxy.program} in front\n`)
    await work({ front, app, proxy, environment, notion: notionAdmin(emulator) })
  } finally {
    await proxy.stop()
    await app.kill()
    await emulator.end()
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
    if (!person || !main || !other) throw new Error('the emulator has too small a world')
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
    await page.getByRole('button', { name: 'Connect workspace' }).click()
    await authorize(page, { person: person.name, workspace: other.name })
    await expect(page.getByText('The workspace is connected.')).toBeVisible()
    expect(new URL(page.url()).origin).toBe(front.origin)

    await page.getByRole('button', { name: `Disconnect ${other.name}` }).click()
    // The form is plain, and asks nothing, until the page's scripts have run.
    const asked = page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true })
    const disconnected = page.getByText(`${other.name} was disconnected.`)
    await expect(asked.or(disconnected)).toBeVisible()
    if (await asked.isVisible()) await asked.click()
    await expect(disconnected).toBeVisible()

    await signOut(page)
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

/** Runs `npm run doctor` beside the running app. */
async function doctor({ environment, proxy }: Behind): Promise<{ code: unknown; output: string }> {
  const started = startProcess(['scripts/doctor.ts'], {
    tsx: true,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LATCHKEY_IGNORE_DOTENV: '1',
      LOG_LEVEL: 'silent',
      NODE_EXTRA_CA_CERTS: proxy.certificate,
      ...environment,
    },
  })
  return { code: await started.exited, output: started.output() }
}

for (const setting of PROXY_SETTINGS)
  base(
    `every form works behind a proxy, with JavaScript and without: ${setting.name}`,
    async ({ browser }) => {
      await behind(setting, async (installation) => {
        await mainJob(browser, installation, true)
        await mainJob(browser, installation, false)
        const { code, output } = await doctor(installation)
        expect(output).toContain(`AUTH_URL leads to this installation: ${installation.front.origin}.`)
        expect(output).toContain('Forms arrive with the origin that the browser sent.')
        expect(output).toContain('Streamed responses arrive part by part.')
        expect(output).toMatch(/runs one build \([0-9b-g]{20}\)/)
        expect({ code, output }).toMatchObject({ code: 0 })
        expect(installation.app.output()).not.toMatch(/does not match `origin`|Invalid Server Actions/)
      })
    },
  )

base('doctor reports a misconfigured proxy and an AUTH_URL that leads elsewhere', async () => {
  await behind(BAD_PROXY, async (installation) => {
    const { code, output } = await doctor(installation)
    expect(output).toContain('According to the proxy, people opened inner.example')
    expect(output).toContain('A form is changed on the way')
    // httpxy, used where nginx is absent, doesn't buffer.
    if (installation.proxy.program === 'nginx')
      expect(output).toContain('The proxy buffers streamed responses until they are complete')
    expect(code).toBe(1)

    const elsewhere = { ...installation.environment, ...sharedSecrets() }
    const other = await doctor({ ...installation, environment: elsewhere })
    expect(other.output).toContain('Something other than this installation responds')
    expect(other.code).toBe(1)
  })
})
