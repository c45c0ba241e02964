// `npm run dev`: generates Prisma's client and starts the development server. Arguments are passed to `next dev`.
import { createRequire } from 'node:module'
import { generate, isGenerated } from './lib/setup/generate.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { ROOT } from './lib/setup/run.mjs'

requireNode()
process.chdir(ROOT)
if (!isGenerated()) await generate()
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

const require = createRequire(import.meta.url)
// Next.js reads the .env files only after it has chosen its port.
if (!process.env.PORT) {
  const { loadEnvConfig, resetEnv } = require('@next/env')
  const { PORT } = loadEnvConfig(ROOT, true, { info() {}, error: console.error }).combinedEnv
  resetEnv()
  if (PORT) process.env.PORT = PORT
}
const next = require.resolve('next/dist/bin/next')
process.argv = [process.execPath, next, 'dev', ...process.argv.slice(2)]
require(next)
