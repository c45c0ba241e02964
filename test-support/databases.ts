import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { closeDatabase, type Database, type OpenDatabase, openDatabase, setDatabase } from '@/lib/database'
import { aPostgresDatabase } from './postgres-databases'

/**
 * Opens the test's database: migrated, and empty at the first call of a test, which also makes it the
 * database of this process (`db()`). On PostgreSQL a further call is a further client of the same
 * database, as another process would have; PGlite has only one, which is given again.
 */
export type Open = () => Promise<OpenDatabase>

async function empty(database: Database): Promise<void> {
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
  const names = tables.map(({ name }) => `"${name}"`).join(', ')
  await database.$executeRawUnsafe(`TRUNCATE ${names} CASCADE`)
}

interface Prepared {
  readonly open: Open
  end(): Promise<void>
}

function suiteOn(prepare: () => Promise<Prepared>, suite: (open: Open) => void): void {
  let prepared: Prepared | undefined
  let first: OpenDatabase | undefined
  let used = false
  const further = new Set<OpenDatabase>()

  beforeAll(async () => {
    prepared = await prepare()
  }, 60_000)
  afterEach(async () => {
    // The first one stays open for the next test, which empties it.
    for (const one of further) if (one !== first) await one.close()
    further.clear()
    used = false
  })
  afterAll(async () => {
    await closeDatabase()
    await prepared?.end()
  }, 60_000)

  suite(async () => {
    if (prepared === undefined) throw new Error('open the database in a test or in beforeEach')
    if (used) {
      const next = await prepared.open()
      further.add(next)
      return next
    }
    used = true
    first ??= await prepared.open()
    await empty(first.database)
    setDatabase(first)
    return first
  })
}

/** A migrated PGlite in memory, cloned from the one that the global set-up made. */
export function anEmbeddedDatabase(): Promise<PGlite> {
  const snapshot = process.env.LATCHKEY_TEST_PGLITE
  if (!snapshot) throw new Error('test-support/global-setup.ts did not run')
  return PGlite.create({ loadDataDir: new Blob([new Uint8Array(readFileSync(snapshot))]) })
}

/** The same tests on PGlite and on PostgreSQL. */
export function describeStore(name: string, suite: (open: Open) => void): void {
  describe(`${name} (PGlite)`, () => {
    suiteOn(async () => {
      const opened = await openDatabase({ pglite: await anEmbeddedDatabase() })
      return { open: async () => opened, end: () => opened.close() }
    }, suite)
  })
  describe(`${name} (PostgreSQL)`, () => {
    suiteOn(async () => {
      const { url, drop } = await aPostgresDatabase()
      return { open: () => openDatabase({ url }), end: drop }
    }, suite)
  })
}
