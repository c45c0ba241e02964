import { test as base, expect, type Page } from 'playwright/test'
import { type AppProcess, sharedSecrets, startApp } from '@/test-support/app-process'
import { type EmulatorProcess, startEmulator } from '@/test-support/emulator'
import { freePort } from '@/test-support/free-port'
import { type NotionAdmin, notionAdmin } from '@/test-support/notion-admin'
import { type AppStore, anAppStore, type StoreKind } from './store'

export interface Installation {
  /** A test that ends it puts the one that it started instead. */
  app: AppProcess
  readonly emulator: EmulatorProcess
  readonly notion: NotionAdmin
  readonly store: AppStore
  readonly kind: StoreKind
  /** What the app was started with, for further processes of it. */
  readonly environment: Record<string, string>
}

interface Options {
  kind: StoreKind
  /** With the workspace of pages that cost much to show, the last of the first person's. */
  costly: boolean
}

interface Fixtures {
  installation: Installation
  /** Every answer of the app that the browser of this test got. */
  answers: string[]
}

const sum = { tests: 0, answers: 0, bytes: 0, secrets: 0 }

/** A token, code or client secret may only be in Notion and, sealed, in our database. */
async function searchForSecrets({ app, emulator, notion, store }: Installation, answers: readonly string[]) {
  const issued = await notion.issued()
  const secrets = [
    ...issued.tokens.map((one) => one.token),
    ...issued.codes.map((one) => one.code),
    emulator.clientSecret,
  ]
  await app.kill('SIGTERM')
  const places = { 'log lines': app.output(), database: await store.dump(), answers: answers.join('\n') }
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets)
      expect(text.includes(secret), `${secret.slice(0, 6)}… is in the ${place}`).toBe(false)
  sum.tests += 1
  sum.answers += answers.length
  sum.bytes += Object.values(places).reduce((total, text) => total + text.length, 0)
  sum.secrets += secrets.length
}

process.on('exit', () => {
  if (sum.tests > 0)
    process.stdout.write(
      `Searched ${sum.answers} answers, the logs and the database dumps of ${sum.tests} tests (${Math.round(sum.bytes / 1024)} KiB) for ${sum.secrets} tokens, codes and client secrets: none found\n`,
    )
})

/** A test with an app, a Notion and a database of its own; afterwards everything is searched for secrets. */
export const test = base.extend<Fixtures & Options>({
  kind: ['PGlite', { option: true }],
  costly: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  answers: async ({}, use) => use([]),
  context: async ({ context, answers }, use) => {
    context.on('response', async (response) => {
      // Notion's own pages and the addresses that lead back from it carry codes by nature.
      if (!response.url().startsWith('http://localhost:')) return
      const body = await response.text().catch(() => '')
      answers.push(`${response.status()} ${JSON.stringify(response.headers())}\n${body}`)
    })
    await use(context)
  },
  installation: async ({ kind, costly, answers }, use, info) => {
    const port = await freePort()
    const [emulator, store] = await Promise.all([
      startEmulator(`http://localhost:${port}`, { costly }),
      anAppStore(kind),
    ])
    const environment = {
      ...sharedSecrets(),
      ...emulator.variables,
      ...store.variables,
      PORT: String(port),
      LATCHKEY_DEMO: '1',
      LOG_LEVEL: 'trace',
      AUTH_URL: `http://localhost:${port}`,
    }
    const app = await startApp(environment)
    const installation: Installation = {
      app,
      emulator,
      store,
      kind,
      environment,
      notion: notionAdmin(emulator),
    }
    try {
      await use(installation)
      if (info.status !== info.expectedStatus)
        await info.attach('app log', { body: installation.app.output(), contentType: 'text/plain' })
      await searchForSecrets(installation, answers)
    } finally {
      await installation.app.kill('SIGKILL')
      await emulator.end()
      await store.drop()
    }
  },
  baseURL: async ({ installation }, use) => {
    await use(installation.app.url)
  },
})

export { expect, type Page }
