// `npm start`: the production server in this very process, so that signals reach it and the app can finish
// its work before it ends (instrumentation.ts handles them). Further arguments go to `next start`.
import { createRequire } from 'node:module'
import { requireNode } from './setup/node-floor.mjs'
import { ROOT } from './setup/run.mjs'

requireNode()
process.chdir(ROOT)
const require = createRequire(import.meta.url)

// Read before anything else, so that PORT may stand in .env; Next.js does not read the files again.
if (process.env.LATCHKEY_IGNORE_DOTENV === '1') process.env.__NEXT_PROCESSED_ENV = 'true'
else require('@next/env').loadEnvConfig(ROOT, false)

process.env.NODE_ENV = 'production'
process.env.NEXT_MANUAL_SIG_HANDLE = '1'
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

const next = require.resolve('next/dist/bin/next')
const port = process.env.PORT ? ['--port', process.env.PORT] : []
process.argv = [process.execPath, next, 'start', ...port, ...process.argv.slice(2)]
require(next)
