import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { migrate, migrateOpen, openDatabase } from '@/lib/database'
import { findPostgres } from './find-postgres'
import { createPostgresDatabase, disconnectEveryone, dropPostgresDatabases } from './postgres-databases'

/**
 * Before all unit or browser tests: one migrated PGlite, kept as a file, and one migrated PostgreSQL
 * template, both cloned by the tests. What they are is handed on in the environment.
 */
export default async function prepareDatabases(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tests-'))
  const run = `${process.pid}_${Date.now().toString(36)}`

  const pglite = await PGlite.create()
  const opened = await openDatabase({ pglite })
  await migrateOpen(opened)
  const snapshot = join(folder, 'pglite.tar')
  writeFileSync(snapshot, new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()))
  await opened.close()
  process.env.LATCHKEY_TEST_PGLITE = snapshot

  const postgres = await findPostgres()
  process.env.LATCHKEY_TEST_POSTGRES = postgres.url
  process.env.LATCHKEY_TEST_RUN = run
  const template = await createPostgresDatabase('template')
  await migrate({ url: template })
  await disconnectEveryone(template)
  process.env.LATCHKEY_TEST_TEMPLATE = new URL(template).pathname.slice(1)

  return async () => {
    rmSync(folder, { recursive: true, force: true })
    await dropPostgresDatabases(`latchkey_${run}_`)
    await postgres.stop()
  }
}
