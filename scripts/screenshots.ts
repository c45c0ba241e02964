/**
 * `npm run screenshots`: takes the README's screenshots of the production build with the emulator's made-up people. Needs
 * `npm run build` and Chromium.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { authorize, signIn } from '../e2e/at-notion'
import { openByTitle } from '../e2e/find'
import { migrate } from '../lib/database'
import { type AppProcess, sharedSecrets, startApp } from '../test-support/app-process'
import { findBrowser } from '../test-support/browser'
import { startEmulator } from '../test-support/emulator'
import { freePort } from '../test-support/free-port'
import { type NotionAdmin, notionAdmin } from '../test-support/notion-admin'

const FOLDER = 'docs/images'
const SIZE = { width: 1200, height: 750 }
const QUALITY = 0.85
/** GitHub loads a README's images at once, so they must be small. */
const MAX_BYTES = 150_000

/** Saves a screenshot as WebP. Playwright writes PNG, which the browser then converts. */
async function save(browser: Browser, page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy=true]') === null)
  await page.evaluate(() => document.fonts.ready)
  const png = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64')
  const blank = await browser.newPage()
  const webp = await blank.evaluate(
    async ([source, quality]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${source}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality).split(',')[1] ?? ''
    },
    [png, QUALITY] as const,
  )
  await blank.close()
  const bytes = Buffer.byteLength(webp, 'base64')
  if (bytes > MAX_BYTES) throw new Error(`${name} has ${bytes} bytes, more than ${MAX_BYTES}`)
  writeFileSync(join(FOLDER, `${name}.webp`), webp, 'base64')
  console.log(`${FOLDER}/${name}.webp  ${Math.round(bytes / 1000)} kB`)
}

async function tour(browser: Browser, app: AppProcess, notion: NotionAdmin): Promise<void> {
  const [person] = await notion.people()
  const [main, other] = person?.workspaces ?? []
  if (!person || !main || !other) throw new Error('the emulator has too few workspaces')
  const context = await browser.newContext({ baseURL: app.url, viewport: SIZE, colorScheme: 'light' })
  const page = await context.newPage()
  await signIn(page, { person: person.name, workspace: main.name })
  await page.goto('/settings/connections')
  await page.getByRole('button', { name: 'Connect workspace' }).click()
  await authorize(page, { person: person.name, workspace: other.name })

  await page.goto('/workspaces')
  await page.getByRole('link', { name: main.name }).click()
  await page.getByRole('heading', { level: 1, name: main.name }).waitFor()
  const workspace = new URL(page.url()).pathname
  await openByTitle(page, workspace, 'Every block')
  await save(browser, page, 'page')
  await openByTitle(page, workspace, 'Tasks')
  await save(browser, page, 'table')

  await page.goto('/settings/connections')
  await page.getByRole('button', { name: `Check access to ${main.name}` }).click()
  await page.getByText('The access works.').waitFor()
  await save(browser, page, 'connections')

  await page.getByRole('button', { name: `Disconnect ${main.name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await page.getByText('Notion confirmed').first().waitFor()
  await page.evaluate(() => window.scrollTo(0, 0))
  await save(browser, page, 'disconnected')
}

mkdirSync(FOLDER, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'latchkey-screenshots-'))
const port = await freePort()
const emulator = await startEmulator(`http://localhost:${port}`)
let app: AppProcess | undefined
let browser: Browser | undefined
try {
  await migrate({ folder: join(folder, 'db') })
  app = await startApp({
    ...sharedSecrets(),
    ...emulator.variables,
    LATCHKEY_DATA_DIR: join(folder, 'db'),
    PORT: String(port),
  })
  browser = await chromium.launch({ executablePath: findBrowser() ?? undefined })
  await tour(browser, app, notionAdmin(emulator))
} finally {
  await browser?.close()
  await app?.kill('SIGKILL')
  await emulator.end()
  rmSync(folder, { recursive: true, force: true })
}
