// `npm run build`: Prisma's client and the production build, from a clean checkout after `npm ci`.
import { build } from './setup/build.mjs'
import { generate } from './setup/generate.mjs'
import { requireNode } from './setup/node-floor.mjs'

requireNode()
try {
  await generate()
  await build({ show: true })
} catch (error) {
  console.error(error.output || error.message)
  process.exit(1)
}
