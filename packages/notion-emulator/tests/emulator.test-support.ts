import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@notionhq/client'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type RunningEmulator, startEmulator } from '..'
import { makeWorld } from '../world'
import { isDataSource, type WorldDataSource } from '../world/schema'

const REDIRECT = 'http://localhost:3000/cb'
export const VERSION = '2026-03-11'
const credentials = { client_id: 'client', client_secret: 'secret' }

/**
 * An emulator of its own for the tests of one file, forgotten between them; they drive it over HTTP. A `large` one
 * connects the workspace of 10,000 pages.
 */
export function emulatorForTests({ large = false } = {}) {
  const world = makeWorld(1, { large })
  const [first] = world.persons
  const main = world.workspaces.at(large ? -1 : 0)
  if (!first || !main) throw new Error('the world is too small')
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'))
  let running: RunningEmulator | undefined
  const url = () => running?.url ?? ''
  beforeAll(async () => {
    running = await startEmulator({
      port: 0,
      large,
      data: folder,
      client: { id: credentials.client_id, secret: credentials.client_secret, redirectUris: [REDIRECT] },
    })
  })
  afterAll(async () => {
    await running?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function admin(method: string, path: string, body?: unknown) {
    const response = await fetch(`${url()}/_admin${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return response.json()
  }
  beforeEach(() => admin('POST', '/reset', {}))

  const sdk = (auth?: string, notionVersion = VERSION) =>
    new Client({
      baseUrl: url(),
      notionVersion,
      retry: false,
      logger: () => {},
      ...(auth ? { auth } : {}),
    })

  /** A connection with these switches and these pages; everything by default. */
  async function connected({
    switches,
    pageIds = 'all',
  }: {
    switches?: object
    pageIds?: readonly string[] | 'all'
  } = {}) {
    if (switches) await admin('PUT', '/switches', switches)
    const { code } = await admin('POST', '/approve', {
      client_id: credentials.client_id,
      redirect_uri: REDIRECT,
      personId: first?.id,
      workspaceId: main?.id,
      pageIds,
    })
    const pair = await sdk().oauth.token({
      ...credentials,
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
    })
    const headers = { authorization: `Bearer ${pair.access_token}`, 'notion-version': VERSION }
    return {
      token: pair.access_token,
      botId: pair.bot_id,
      notion: sdk(pair.access_token),
      /** A request without the SDK: its status and its JSON. */
      async ask(
        method: string,
        path: string,
        { body, ...more }: { body?: unknown } & Record<string, unknown> = {},
      ) {
        const response = await fetch(`${url()}${path}`, {
          method,
          headers: { ...headers, ...more },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        })
        return { status: response.status, headers: response.headers, body: await response.json() }
      },
    }
  }

  const dataSource = (title: string): WorldDataSource => {
    const found = main.pages.filter(isDataSource).find((one) => one.title === title)
    if (!found) throw new Error(`no data source is called ${title}`)
    return found
  }
  return { world, main, first, url, admin, sdk, connected, dataSource }
}
