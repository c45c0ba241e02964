import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { migrate, migrateOpen, openDatabase } from '@/lib/database'
import { bundleEmulator } from './bundle-emulator'
import { findPostgres } from './find-postgres'
import { createPostgresDatabase, disconnectEveryone, dropPostgresDatabases } from './postgres-databases'

/**
 * Runs before all unit or browser tests. It prepares what many tests start: one migrated PGlite, kept as a file,
 * one migrated PostgreSQL template, and the emulator as a single script. The environment says where they are.
 */
export default async function prepareDatabases(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tests-'))
  const run = `${process.pid}_${Date.now().toString(36)}`

  process.env.LATCHKEY_TEST_EMULATOR = bundleEmulator(run)

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
    rmSync(process.env.LATCHKEY_TEST_EMULATOR ?? '', { force: true })
    await dropPostgresDatabases(`latchkey_${run}_`)
    await postgres.stop()
  }
}
