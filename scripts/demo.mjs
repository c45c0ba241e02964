// `npm run demo`: installs, builds and starts the app with an emulator, from a fresh clone. It imports only modules of
// Node.js, because node_modules may not exist yet.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PRODUCT_NAME } from '../lib/shared/brand.mjs'
import { build, isBuilt } from './lib/setup/build.mjs'
import { startEmulator } from './lib/setup/emulator.mjs'
import { isolatedEnvironment } from './lib/setup/environment.mjs'
import { fingerprint } from './lib/setup/fingerprint.mjs'
import { generate, isGenerated } from './lib/setup/generate.mjs'
import { install, isInstalled } from './lib/setup/install.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { isPortTaken } from './lib/setup/ports.mjs'
import { runStep } from './lib/setup/progress.mjs'
import { ROOT, run, stopRunning } from './lib/setup/run.mjs'
import { startService, waitUntilReady } from './lib/setup/services.mjs'

requireNode()

const CLIENT_ID = '1d7f0c1e-57a2-4d1b-9b0e-de3000000001'
const REPEATED_SIGNAL_MS = 1_000
const DATA = join(ROOT, '.data/demo')
const dataFile = (name) => join(DATA, name)

const services = []
let stopping = null

/** Stops all services, newest first. npm passes on Ctrl-C, so it may arrive twice; a later one kills them. */
function stop(code, message) {
  if (stopping !== null) {
    if (Date.now() - stopping > REPEATED_SIGNAL_MS) for (const each of services) each.kill()
    return
  }
  stopping = Date.now()
  if (message) console.log(message)
  stopRunning()
  Promise.all([...services].reverse().map((each) => each.stop())).then(() => process.exit(code))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => stop(0, '\nStopping … Your demo data stays in .data/demo.'))

/** A port from the environment, or the default. */
function readPort(name, usual) {
  const text = process.env[name] || String(usual)
  const number = Number(text)
  if (Number.isInteger(number) && number > 0 && number < 65536) return number
  throw new Error(`${name} must be a port number between 1 and 65535; it is "${text}".`)
}

async function requireFree(number, name, user) {
  if (!(await isPortTaken(number))) return
  throw new Error(
    `Port ${number} is taken by another program, and ${user} needs it. Stop that program, or choose another port: ${name}=${number + 1} npm run demo`,
  )
}

/** The secrets of this demo, generated once and readable only by this user. */
function readSecrets() {
  const file = dataFile('env.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const random = () => randomBytes(32).toString('base64url')
  const secrets = { AUTH_SECRET: random(), NOTION_CLIENT_SECRET: random(), TOKEN_KEYS: `demo1:${random()}` }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

/** Applies the migrations, unless a stamp file says that this database already has them. */
async function migrate(env) {
  const stampFile = dataFile('migrated')
  const fingerprintNow = fingerprint(['prisma/migrations'])
  if (
    existsSync(dataFile('db')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === fingerprintNow
  )
    return
  await runStep('Preparing the embedded database', () =>
    run('the migration', ['--import', 'tsx', 'scripts/db-migrate.ts'], { env }),
  )
  writeFileSync(stampFile, fingerprintNow)
}

async function demo() {
  const appPort = readPort('PORT', 3000)
  const notionPort = readPort('NOTION_PORT', 4010)
  console.log(`\n${PRODUCT_NAME} demo: made-up people, workspaces and pages, served by a Notion emulator.`)
  console.log('Nothing is sent to Notion; .env and your Notion variables are not used.\n')
  await requireFree(appPort, 'PORT', 'the app')
  await requireFree(notionPort, 'NOTION_PORT', 'the Notion emulator')

  if (!isInstalled()) await runStep('Installing the packages of package-lock.json', install)
  if (!isGenerated()) await runStep('Generating the database client', generate)
  if (!isBuilt()) await runStep('Building the app for production', build)

  mkdirSync(DATA, { recursive: true, mode: 0o700 })
  const { AUTH_SECRET, NOTION_CLIENT_SECRET, TOKEN_KEYS } = readSecrets()
  const address = `http://localhost:${appPort}`
  const notion = `http://127.0.0.1:${notionPort}`
  const env = isolatedEnvironment({
    LATCHKEY_DEMO: '1',
    LATCHKEY_DATA_DIR: dataFile('db'),
    AUTH_SECRET,
    AUTH_URL: address,
    NOTION_CLIENT_ID: CLIENT_ID,
    NOTION_CLIENT_SECRET,
    NOTION_API_URL: notion,
    TOKEN_KEYS,
    LOG_LEVEL: process.env.LOG_LEVEL || 'info',
    // There is no load balancer.
    STOP_GRACE_SECONDS: '0',
    PORT: String(appPort),
  })
  await migrate(env)

  await runStep('Starting the Notion emulator and the app', async () => {
    const emulator = startEmulator({
      port: notionPort,
      data: dataFile('notion'),
      log: dataFile('notion.log'),
      clientId: CLIENT_ID,
      clientSecret: NOTION_CLIENT_SECRET,
      redirectUri: `${address}/api/auth/callback/notion`,
      limits: true,
    })
    const app = startService('The app', ['scripts/start.mjs', '--hostname', '127.0.0.1'], {
      env,
      log: dataFile('app.log'),
    })
    services.push(emulator, app)
    await Promise.all([
      waitUntilReady(notion, emulator, { anyAnswer: true }),
      waitUntilReady(`http://127.0.0.1:${appPort}/api/health/ready`, app),
    ])
    for (const each of services)
      each.exited.then((how) => {
        if (stopping === null)
          stop(1, `\n${each.name} stopped by itself (${how}). Its last output:\n${each.lastLines()}`)
      })
  })

  console.log(`\n  Open  ${address}\n`)
  console.log(
    '  Try: "Continue with Notion", choose a person and pages, then Check access and Disconnect under Settings.',
  )
  console.log(`  Data and logs: .data/demo (delete it to start over).  Stop: Ctrl-C.\n`)
}

demo().catch((error) => {
  if (stopping !== null) return
  stop(1, `\n${error.message}${error.output ? `\n\n${error.output.trimEnd()}` : ''}\n`)
})
