import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startEmulator as startTestEmulator } from '@/test-support/emulator'
import { freePort } from '@/test-support/free-port'
import { startEmulator } from './emulator.mjs'

/** The arguments of every visible process, one per line after its id. */
function argumentsOfAll(): string {
  if (!existsSync('/proc/self/cmdline'))
    return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' })
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`
      } catch {
        // The process has ended.
        return ''
      }
    })
    .join('\n')
}

/** Whether the emulator accepts these credentials. It checks them before the token. */
async function accepts(url: string, id: string, secret: string) {
  const response = await fetch(`${url}/v1/oauth/introspect`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ token: 'none' }),
  })
  return response.ok
}

test('the demo emulator gets its secret without showing it in the process list', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-emulator-'))
  const [port, clientId, clientSecret] = [await freePort(), 'client', randomBytes(24).toString('base64url')]
  const emulator = startEmulator({
    port,
    data: join(folder, 'notion'),
    log: join(folder, 'log'),
    clientId,
    clientSecret,
    redirectUri: 'http://localhost:3000/api/auth/callback/notion',
  })
  try {
    const url = `http://127.0.0.1:${port}`
    await expect
      .poll(
        () =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true)
    expect(await accepts(url, clientId, clientSecret)).toBe(true)
    expect(await accepts(url, clientId, 'another')).toBe(false)
    const list = argumentsOfAll()
    expect(list).toMatch(new RegExp(`^\\s*${emulator.pid} .*packages/notion-emulator/cli\\.ts`, 'm'))
    expect(list.includes(clientSecret)).toBe(false)
    expect(readFileSync(join(folder, 'log'), 'utf8')).not.toContain(clientSecret)
  } finally {
    await emulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)

test('so does the emulator of the tests', async () => {
  const emulator = await startTestEmulator('http://localhost:3000')
  try {
    expect(await accepts(emulator.url, emulator.clientId, emulator.clientSecret)).toBe(true)
    const list = argumentsOfAll()
    expect(list).toContain(emulator.clientId)
    expect(list.includes(emulator.clientSecret)).toBe(false)
  } finally {
    await emulator.end()
  }
}, 60_000)
