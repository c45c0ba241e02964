// `npm run build`: Prisma's client and the production build, from a clean checkout after `npm ci`.
import { build } from './lib/setup/build.mjs'
import { generate } from './lib/setup/generate.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'

requireNode()
try {
  await generate()
  await build({ show: true })
} catch (error) {
  console.error(error.output || error.message)
  process.exit(1)
}
