// `npm run build`: generates Prisma's client and creates the production build.
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
