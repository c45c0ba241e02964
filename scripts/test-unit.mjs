// `npm run test:unit`: runs the unit and integration tests; `npm run test:watch` runs them again when files change.
// Arguments are passed to vitest: npm run test:unit -- lib/accounts
import { generate, isGenerated } from './lib/setup/generate.mjs'
import { install, isInstalled } from './lib/setup/install.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { program, run } from './lib/setup/run.mjs'

requireNode()
try {
  if (!isInstalled()) await install()
  if (!isGenerated()) await generate()
} catch (error) {
  console.error(error.output || error.message)
  process.exit(1)
}
const { code } = await run('vitest', [program('vitest/vitest.mjs'), ...process.argv.slice(2)], {
  show: true,
  mayFail: true,
})
process.exit(code)
