import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { startEmulator } from '../packages/notion-emulator'

const CALLS = 200
const STORM = 100
const APP = 'http://localhost:3000'
const folder = `.data/bench-${process.pid}`
const client = { id: 'bench', secret: randomBytes(16).toString('hex') }

const emulator = await startEmulator({
  port: 0,
  data: folder,
  client: { ...client, redirectUris: [`${APP}/api/auth/callback/notion`] },
})
const secret = () => randomBytes(32).toString('base64url')
Object.assign(process.env, {
  AUTH_URL: APP,
  AUTH_SECRET: secret(),
  TOKEN_KEYS: `bench:${secret()}`,
  NOTION_API_URL: emulator.url,
  NOTION_CLIENT_ID: client.id,
  NOTION_CLIENT_SECRET: client.secret,
  NOTION_REDIRECT_URI: '',
  LOG_LEVEL: 'silent',
})
const { bench } = await import('./authorized-client')
try {
  await bench({ emulator: emulator.url, calls: CALLS, storm: STORM })
} finally {
  await emulator.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
