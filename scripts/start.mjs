// `npm start`: runs the production server in this process. It uses its own HTTP server, because `next start` cuts off
// running responses at SIGTERM or never ends; lib/bootstrap does the graceful stop. It supports these options of
// `next start`: --hostname, --port, --keepAliveTimeout.

import { hkdfSync } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { PRODUCT_NAME } from '../lib/shared/brand.mjs'
import { createDrainableServer } from './lib/server/http-server.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { ROOT } from './lib/setup/run.mjs'

const DEFAULT_PORT = 3000

requireNode()
process.chdir(ROOT)
const require = createRequire(import.meta.url)

// Read first, so that .env can set PORT. Next.js doesn't read the files again.
if (process.env.LATCHKEY_IGNORE_DOTENV === '1') process.env.__NEXT_PROCESSED_ENV = 'true'
else require('@next/env').loadEnvConfig(ROOT, false)

// Encrypts the closures of server actions. Processes with the same AUTH_SECRET share it, whatever their build.
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
// The address at which Next.js reaches itself. `next start` sets it too; otherwise Next.js would trust the Host header.
process.env.__NEXT_PRIVATE_ORIGIN = `http://${hostname && hostname !== '0.0.0.0' ? hostname : 'localhost'}:${port}`

const { default: next } = await import('next')
const app = next({
  dir: ROOT,
  hostname: hostname ?? 'localhost',
  port,
  // Next.js would add a listener for WebSocket upgrades to our server and leave their sockets open. We have no WebSockets,
  // so it gets a server that never listens.
  httpServer: createServer(),
})
const handle = app.getRequestHandler()
const { server, retire, drain } = createDrainableServer(async (request, response) => {
  try {
    // lib/bootstrap sets it while Next.js is prepared.
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
// For lib/bootstrap, which Next.js bundles and runs in this process.
globalThis.latchkeyHttpServer = { retire, drain }
await app.prepare()
server.listen(port, hostname, () =>
  console.log(`${PRODUCT_NAME} listens on ${process.env.__NEXT_PRIVATE_ORIGIN}`),
)
