// `npm run test:unit`: the unit and integration tests; `npm run test:watch` runs them again as files change. Further
// arguments go to vitest: npm run test:unit -- lib/accounts
import { generate, generated } from './lib/setup/generate.mjs'
import { install, installed } from './lib/setup/install.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { program, run } from './lib/setup/run.mjs'

requireNode()
try {
  if (!installed()) await install()
  if (!generated()) await generate()
} catch (error) {
  console.error(error.output || error.message)
  process.exit(1)
}
const { code } = await run('vitest', [program('vitest/vitest.mjs'), ...process.argv.slice(2)], {
  show: true,
  mayFail: true,
})
process.exit(code)
