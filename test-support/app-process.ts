import { randomBytes } from 'node:crypto'
import { type StartedProcess, startProcess, waitUntilReady } from './child-process'
import { freePort } from './free-port'

export interface AppProcess extends StartedProcess {
  /** The app's own address, without a trailing slash. */
  readonly url: string
  readonly port: number
}

/** What several processes of one installation share: made once, given to each. */
export function sharedSecrets(): { AUTH_SECRET: string; TOKEN_KEYS: string } {
  const random = () => randomBytes(32).toString('base64url')
  return { AUTH_SECRET: random(), TOKEN_KEYS: `test:${random()}` }
}

/**
 * Starts the production app (`npm run build` first) on a free port with the given variables and nothing of
 * the developer's environment or .env, and waits until it is ready. Its log stays in memory: `output()`.
 *
 * @param variables at least the Notion ones, the database's and the secrets; `AUTH_URL` and `PORT` are
 *   made where they are missing
 */
export async function startApp(
  variables: Readonly<Record<string, string | undefined>>,
  { untilReady = true }: { untilReady?: boolean } = {},
): Promise<AppProcess> {
  const port = Number(variables.PORT ?? (await freePort()))
  const url = `http://localhost:${port}`
  const options = process.env.LATCHKEY_TEST_NODE_OPTIONS?.split(' ') ?? []
  const started = startProcess([...options, 'scripts/start.mjs', '--hostname', '127.0.0.1'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      LATCHKEY_IGNORE_DOTENV: '1',
      NEXT_TELEMETRY_DISABLED: '1',
      LOG_LEVEL: 'info',
      STOP_GRACE_SECONDS: '0',
      // Everybody in a test is at one address. The tests of the limits switch them on.
      RATE_LIMITS: 'off',
      AUTH_URL: url,
      ...variables,
      PORT: String(port),
    },
  })
  if (untilReady) await waitUntilReady(`http://127.0.0.1:${port}/api/health/ready`, started)
  return { ...started, url, port }
}
