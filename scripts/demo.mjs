// `npm run demo`: everything that a first look needs, from a fresh clone, in one command. Only Node.js'
// own modules are imported here: node_modules may not exist yet.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PRODUCT_NAME } from '../lib/shared/brand.mjs'
import { build, built } from './lib/setup/build.mjs'
import { startEmulator } from './lib/setup/emulator.mjs'
import { onlyThese } from './lib/setup/environment.mjs'
import { fingerprint } from './lib/setup/fingerprint.mjs'
import { generate, generated } from './lib/setup/generate.mjs'
import { install, installed } from './lib/setup/install.mjs'
import { requireNode } from './lib/setup/node-floor.mjs'
import { taken } from './lib/setup/ports.mjs'
import { step } from './lib/setup/progress.mjs'
import { ROOT, run, stopRunning } from './lib/setup/run.mjs'
import { ready, service } from './lib/setup/services.mjs'

requireNode()

const CLIENT_ID = '1d7f0c1e-57a2-4d1b-9b0e-de3000000001'
const SAME_CTRL_C_MS = 1_000
const DATA = join(ROOT, '.data/demo')
const place = (name) => join(DATA, name)

const services = []
let stopping = null

/** Stops what runs, newest first, once. npm passes Ctrl-C on, so one may arrive twice; a later one kills. */
function stop(code, words) {
  if (stopping !== null) {
    if (Date.now() - stopping > SAME_CTRL_C_MS) for (const each of services) each.kill()
    return
  }
  stopping = Date.now()
  if (words) console.log(words)
  stopRunning()
  Promise.all([...services].reverse().map((each) => each.stop())).then(() => process.exit(code))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => stop(0, '\nStopping … Your demo data stays in .data/demo.'))

/** A port from the environment or the usual one. Anything but a port is refused in words. */
function port(name, usual) {
  const text = process.env[name] || String(usual)
  const number = Number(text)
  if (Number.isInteger(number) && number > 0 && number < 65536) return number
  throw new Error(`${name} must be a port number between 1 and 65535; it is "${text}".`)
}

async function requireFree(number, name, what) {
  if (!(await taken(number))) return
  throw new Error(
    `Port ${number} is taken by another program, and ${what} needs it. Stop that program, or choose another port: ${name}=${number + 1} npm run demo`,
  )
}

/** Secrets of this demo, made up once and readable by this user alone. */
function secrets() {
  const file = place('env.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const random = () => randomBytes(32).toString('base64url')
  const made = { AUTH_SECRET: random(), NOTION_CLIENT_SECRET: random(), TOKEN_KEYS: `demo1:${random()}` }
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 })
  return made
}

/** Applies the migrations unless this database has them, by a note beside it. */
async function migrate(env) {
  const note = place('migrated')
  const now = fingerprint(['prisma/migrations'])
  if (existsSync(place('db')) && existsSync(note) && readFileSync(note, 'utf8') === now) return
  await step('Preparing the embedded database', () =>
    run('the migration', ['--import', 'tsx', 'scripts/db-migrate.ts'], { env }),
  )
  writeFileSync(note, now)
}

async function demo() {
  const appPort = port('PORT', 3000)
  const notionPort = port('NOTION_PORT', 4010)
  console.log(
    `\n${PRODUCT_NAME} demo: people, workspaces and pages are made up, and an emulator plays Notion.`,
  )
  console.log('Nothing is sent to Notion; .env and your Notion variables are not used.\n')
  await requireFree(appPort, 'PORT', 'the app')
  await requireFree(notionPort, 'NOTION_PORT', 'the Notion emulator')

  if (!installed()) await step('Installing the packages of package-lock.json', install)
  if (!generated()) await step('Generating the database client', generate)
  if (!built()) await step('Building the app for production', build)

  mkdirSync(DATA, { recursive: true, mode: 0o700 })
  const { AUTH_SECRET, NOTION_CLIENT_SECRET, TOKEN_KEYS } = secrets()
  const address = `http://localhost:${appPort}`
  const notion = `http://127.0.0.1:${notionPort}`
  const env = onlyThese({
    LATCHKEY_DEMO: '1',
    LATCHKEY_DATA_DIR: place('db'),
    AUTH_SECRET,
    AUTH_URL: address,
    NOTION_CLIENT_ID: CLIENT_ID,
    NOTION_CLIENT_SECRET,
    NOTION_API_URL: notion,
    TOKEN_KEYS,
    LOG_LEVEL: process.env.LOG_LEVEL || 'info',
    // Nothing is in front of it.
    STOP_GRACE_SECONDS: '0',
    PORT: String(appPort),
  })
  await migrate(env)

  await step('Starting the Notion emulator and the app', async () => {
    const emulator = startEmulator({
      port: notionPort,
      data: place('notion'),
      log: place('notion.log'),
      clientId: CLIENT_ID,
      clientSecret: NOTION_CLIENT_SECRET,
      redirectUri: `${address}/api/auth/callback/notion`,
      limits: true,
    })
    const app = service('The app', ['scripts/start.mjs', '--hostname', '127.0.0.1'], {
      env,
      log: place('app.log'),
    })
    services.push(emulator, app)
    await Promise.all([
      ready(notion, emulator, { anyAnswer: true }),
      ready(`http://127.0.0.1:${appPort}/api/health/ready`, app),
    ])
    for (const each of services)
      each.exited.then((how) => {
        if (stopping === null)
          stop(1, `\n${each.name} stopped by itself (${how}). Its last words:\n${each.lastLines()}`)
      })
  })

  console.log(`\n  Open  ${address}\n`)
  console.log(
    '  Try: "Continue with Notion", choose a person and pages, then Check access and Disconnect under Settings.',
  )
  console.log(`  Data and logs: .data/demo (delete it to start afresh).  Stop: Ctrl-C.\n`)
}

demo().catch((error) => {
  if (stopping !== null) return
  stop(1, `\n${error.message}${error.output ? `\n\n${error.output.trimEnd()}` : ''}\n`)
})
