import { afterAll, beforeAll, expect, it } from 'vitest'
import { CALLBACK_PATH } from '@/lib/config'
import { startProcess } from '@/test-support/child-process'
import { type EmulatorProcess, startEmulator } from '@/test-support/emulator'

const APP = 'http://localhost:9'
let emulator: EmulatorProcess

beforeAll(async () => {
  emulator = await startEmulator(APP)
}, 60_000)
afterAll(() => emulator.end())

it('connects, reads, refreshes and revokes in a plain Node.js process with no configuration', async () => {
  const { PATH, HOME } = process.env
  const example = startProcess(['examples/token-vault.ts'], {
    tsx: true,
    env: { PATH, HOME, ...emulator.variables, NOTION_REDIRECT_URI: `${APP}${CALLBACK_PATH}` },
  })
  expect(await example.exited, example.output()).toBe(0)
  expect(example.output().split('\n')).toEqual([
    '1. Connect a workspace',
    expect.stringMatching(/^ {2}connected: .+; the database has eyJ.{9}…, not the token$/),
    '2. Read through the official client',
    '  read: 3 pages and databases',
    '3. Read with an expired token',
    '  event: refreshed',
    expect.stringMatching(/^ {2}20 calls at once succeeded as .+; generation 2$/),
    '4. Disconnect',
    '  event: disconnected',
    '  event: disconnect_committed',
    '  event: revocation_confirmed',
    '  revocation: confirmed; tokens that still wait: 0',
    expect.stringMatching(/^ {2}a call after it: ConnectionGone/),
    '',
  ])
  const counts = await emulator.admin<Record<string, number>>('GET', '/log/counts')
  expect(counts['POST /v1/oauth/token refresh_token']).toBe(1)
}, 150_000)
