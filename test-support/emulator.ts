import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CALLBACK_PATH } from '@/lib/config'
import { type StartedProcess, startProcess, waitUntilReady } from './child-process'
import { freePort } from './free-port'

export interface EmulatorProcess extends StartedProcess {
  /** Its origin, for NOTION_API_URL. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  /** The Notion variables of an app that uses this emulator. */
  readonly variables: Record<'NOTION_API_URL' | 'NOTION_CLIENT_ID' | 'NOTION_CLIENT_SECRET', string>
  /** Asks its admin API, below /_admin. @throws {Error} it did not answer 2xx */
  admin<Answer>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  /** Ends it and forgets its state. */
  end(): Promise<void>
}

/**
 * Starts the Notion emulator on a free port with a client of its own and state in a temporary folder.
 *
 * @param appUrl the app's origin: its callback is the only redirect address that the client has
 * @param large with the workspace of 10,000 pages
 * @param costly with the workspace of pages that cost much to show
 */
export async function startEmulator(
  appUrl: string,
  { large = false, costly = false }: { large?: boolean; costly?: boolean } = {},
): Promise<EmulatorProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-emulator-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const clientId = randomUUID()
  const clientSecret = `secret-${randomBytes(24).toString('base64url')}`
  const options = {
    port: String(port),
    data: folder,
    'client-id': clientId,
    'redirect-uri': `${appUrl}${CALLBACK_PATH}`,
  }
  const bundle = process.env.LATCHKEY_TEST_EMULATOR
  const started = startProcess(
    [
      bundle ?? 'packages/notion-emulator/cli.ts',
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      ...(large ? ['--large'] : []),
      ...(costly ? ['--costly'] : []),
    ],
    // Not as an argument: the arguments of a process can be read by everybody on the machine.
    {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NOTION_CLIENT_SECRET: clientSecret },
      tsx: bundle === undefined,
    },
  )
  await waitUntilReady(url, started, { anyAnswer: true })
  return {
    ...started,
    url,
    clientId,
    clientSecret,
    variables: { NOTION_API_URL: url, NOTION_CLIENT_ID: clientId, NOTION_CLIENT_SECRET: clientSecret },
    async admin(method, path, body) {
      const response = await fetch(`${url}/_admin${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} /_admin${path}: ${response.status} ${text.slice(0, 300)}`)
      return text === '' ? undefined : JSON.parse(text)
    },
    async end() {
      await started.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
