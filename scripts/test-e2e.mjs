// `npm run test:e2e`: runs the browser tests, and builds first if the sources have changed. Arguments are passed to
// Playwright: npm run test:e2e -- --project=PGlite table
import { build, isBuilt } from './lib/setup/build.mjs'
import { generate, isGenerated } from './lib/setup/generate.mjs'
import { install, isInstalled } from './lib/setup/install.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { program, run } from './lib/setup/run.mjs'

requireNode()
try {
  if (!isInstalled()) await install()
  if (!isGenerated()) await generate()
  if (!isBuilt()) await build()
} catch (error) {
  console.error(error.output || error.message)
  process.exit(1)
}
const { register } = await import('tsx/esm/api')
register()
const { findBrowser, installBrowser } = await import('../test-support/browser.ts')
const { code } = await run(
  'playwright',
  [program('playwright/cli.js'), 'test', '--config=e2e/playwright.config.ts', ...process.argv.slice(2)],
  { show: true, mayFail: true, env: { CHROMIUM_PATH: findBrowser() ?? installBrowser() } },
)
process.exit(code)
