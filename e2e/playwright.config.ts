import { defineConfig } from 'playwright/test'
import { findBrowser } from '../test-support/browser'
import type { StoreKind } from './store'

// The tests' own use of lib/; the apps that they start say what they log.
process.env.LOG_LEVEL ||= 'silent'

// The tests that look at every page take minutes on a slow machine.
const TEN_MINUTES = 600_000

export default defineConfig<{ kind: StoreKind }>({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: '../test-support/global-setup.ts',
  // Each test has an app, a stand-in and a database of its own, and waits half of its time.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  timeout: TEN_MINUTES,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: [
    // The embedded database is for one process, and can't go away while that process lives.
    { name: 'PGlite', use: { kind: 'PGlite' }, testIgnore: /database-gone|cost-processes/ },
    // What pages look like and weigh, and what the browser does with what was read, is the same on both.
    {
      name: 'PostgreSQL',
      use: { kind: 'PostgreSQL' },
      testIgnore: /look|budgets|table|tree|search|proxies|hostile/,
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
