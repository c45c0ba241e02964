// Makes Prisma's client from prisma/schema.prisma, without downloading an engine.
import { generate } from './setup/generate.mjs'
import { requireNode } from './setup/node-floor.mjs'

requireNode()
await generate().catch((error) => {
  console.error(error.output ?? error)
  process.exit(1)
})
