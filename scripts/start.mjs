// `npm start`: the production server in this very process. It has an HTTP server of its own, because `next start`
// cuts running answers off at SIGTERM, or never ends; lib/start carries out the stop.
// Takes the options of `next start` that a production server needs: --hostname, --port, --keepAliveTimeout.

import { hkdfSync } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { PRODUCT_NAME } from '../lib/shared/brand.mjs'
import { drainableServer } from './lib/server/http-server.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { ROOT } from './lib/setup/run.mjs'

const DEFAULT_PORT = 3000

requireNode()
process.chdir(ROOT)
const require = createRequire(import.meta.url)

// Read before anything else, so that .env may set PORT; Next.js does not read the files again.
if (process.env.LATCHKEY_IGNORE_DOTENV === '1') process.env.__NEXT_PROCESSED_ENV = 'true'
else require('@next/env').loadEnvConfig(ROOT, false)

// Encrypts what a server action closes over. Processes that share AUTH_SECRET share it, whichever build they run.
if (process.env.AUTH_SECRET)
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = Buffer.from(
    hkdfSync('sha256', process.env.AUTH_SECRET, '', 'latchkey server actions', 32),
  ).toString('base64')
process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

function fail(message) {
  process.stderr.write(`\n${message}\n\n`)
  process.exit(1)
}

function options() {
  try {
    return parseArgs({
      options: {
        hostname: { type: 'string', short: 'H' },
        port: { type: 'string', short: 'p' },
        keepAliveTimeout: { type: 'string' },
      },
    }).values
  } catch (error) {
    return fail(`${error.message}\nnpm start takes --hostname, --port and --keepAliveTimeout.`)
  }
}

const given = options()
const port = Number(given.port ?? process.env.PORT) || DEFAULT_PORT
const hostname = given.hostname
process.env.PORT = String(port)
// Where Next.js reaches itself, as `next start` sets it; else it would go by what a request calls its host.
process.env.__NEXT_PRIVATE_ORIGIN = `http://${hostname && hostname !== '0.0.0.0' ? hostname : 'localhost'}:${port}`

const { default: next } = await import('next')
const app = next({
  dir: ROOT,
  hostname: hostname ?? 'localhost',
  port,
  // Next.js adds a listener for WebSocket upgrades to the server that it is given, and leaves their sockets
  // open. We have no WebSockets: it is given a server that never listens.
  httpServer: createServer(),
})
const handle = app.getRequestHandler()
const { server, retire, drain } = drainableServer(async (request, response) => {
  try {
    // lib/start has it ready once Next.js is prepared.
    if (globalThis.latchkeyRedirectToAuthUrl?.(request, response)) return
    await handle(request, response)
  } catch (error) {
    console.error(error)
    if (!response.headersSent) response.statusCode = 500
    response.end()
  }
})
if (given.keepAliveTimeout) server.keepAliveTimeout = Number(given.keepAliveTimeout)
server.on('error', (error) =>
  fail(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use by another program. Stop that program, or set PORT to another port.`
      : `${PRODUCT_NAME} cannot listen on port ${port}: ${error.message}`,
  ),
)
// For lib/start, which Next.js bundles and runs in this process.
globalThis.latchkeyHttpServer = { retire, drain }
await app.prepare()
server.listen(port, hostname, () =>
  console.log(`${PRODUCT_NAME} listens on ${process.env.__NEXT_PRIVATE_ORIGIN}`),
)
