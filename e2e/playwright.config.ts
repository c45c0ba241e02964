import { defineConfig } from 'playwright/test'
import { findBrowser } from '../test-support/browser'
import type { StoreKind } from './store'

// The tests' own use of lib/; the apps that they start say what they log.
process.env.LOG_LEVEL ||= 'silent'
// Each app compiles the embedded database's WebAssembly again. Without optimizing it, it starts in half the time.
process.env.LATCHKEY_TEST_NODE_OPTIONS = '--liftoff-only'

// The tests that look at every page take minutes on a slow machine.
const TEN_MINUTES = 600_000

/** These specs alone: the rest of a file's path is where the checkout lies. */
const specs = (...names: string[]) => new RegExp(`[/\\\\]e2e[/\\\\](?:${names.join('|')})\\.spec\\.ts$`)

export default defineConfig<{ kind: StoreKind }>({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: '../test-support/global-setup.ts',
  // Each test has an app, an emulator and a database of its own, and waits half of its time.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  // A second try is never silent: `npm test` names each test that needed one.
  retries: 1,
  timeout: TEN_MINUTES,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: [
    {
      name: 'PGlite',
      use: { kind: 'PGlite' },
      grepInvert: /@several-processes/,
      // The embedded database is for one process, and can't go away while that process lives.
      // What a deployment does is the same on both; processes of two builds need PostgreSQL.
      testIgnore: specs('database-gone', 'stop-database-gone', 'cost-processes', 'deploy'),
    },
    {
      name: 'PostgreSQL',
      use: { kind: 'PostgreSQL' },
      // What a build holds, what pages look like and weigh, what the browser does with what was read, addresses, proxies and forms
      // that come in vain are the same on both.
      testIgnore: specs(
        'look',
        'budgets',
        'build-output',
        'table',
        'filters',
        'tree',
        'search',
        'proxies',
        'hostile',
        'own-address',
        'session-ended',
        'shell',
      ),
    },
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      // Chromium's sandbox needs a user other than root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    // A trace would hold tokens and cookies.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
})
