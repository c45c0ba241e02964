import { parseArgs } from 'node:util'
import { startEmulator } from '.'

const DATA = '.data/notion'
const USAGE = `NOTION_CLIENT_SECRET=SECRET npm run emulator -- --client-id ID --redirect-uri URI [--redirect-uri URI …]
  [--client-secret SECRET, which everybody on this machine can read]
  [--port 4100] [--data .data/notion] [--seed 1] [--large] [--costly] [--limits] [--quiet]`

function leave(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '4100' },
        data: { type: 'string', default: DATA },
        seed: { type: 'string', default: '1' },
        'client-id': { type: 'string' },
        'client-secret': { type: 'string' },
        'redirect-uri': { type: 'string', multiple: true },
        large: { type: 'boolean', default: false },
        costly: { type: 'boolean', default: false },
        limits: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return leave(`${error instanceof Error ? error.message : 'Unknown option.'}\n${USAGE}`)
  }
}

const options = readOptions()
const id = options['client-id']
const secret = options['client-secret'] ?? process.env.NOTION_CLIENT_SECRET
const redirectUris = options['redirect-uri'] ?? []
if (!id || !secret || redirectUris.length === 0)
  leave(`A client id, a client secret and a redirect address are needed.\n${USAGE}`)
const port = Number(options.port)
const seed = Number(options.seed)
if (!Number.isInteger(port) || port < 0 || port > 65_535) leave(`${options.port} is no port number.`)
if (!Number.isInteger(seed)) leave(`${options.seed} is no seed: use a whole number.`)

try {
  const running = await startEmulator({
    port,
    data: options.data ?? DATA,
    client: { id, secret, redirectUris },
    seed,
    large: options.large ?? false,
    costly: options.costly ?? false,
    limits: options.limits ?? false,
  })
  if (!options.quiet) process.stdout.write(`The Notion emulator listens on ${running.url}\n`)
  const stop = () => void running.close().then(() => process.exit(0))
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  leave(
    taken
      ? `Port ${port} is taken. Stop the program that uses it, or choose another with --port.`
      : `The emulator cannot start: ${error instanceof Error ? error.message : 'unknown error'}`,
  )
}
