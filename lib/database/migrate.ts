import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { type DatabaseLocation, type OpenDatabase, openDatabase } from './database'
import { CONNECT_TIMEOUT_MS } from './postgres'
import { schemaEngine } from './schema-engine'

const NO_FILTERS = { externalTables: [], externalEnums: [] }
/** An arbitrary key: processes that migrate the same PostgreSQL database wait for each other on this advisory lock. */
const MIGRATION_LOCK = 7_164_211_501
/** A process that has been migrating for longer than this is probably stuck. */
const MAX_WAIT_FOR_OTHERS_MS = 15 * 60_000

function migrationList(prismaFolder: string): MigrationList {
  const baseDir = join(prismaFolder, 'migrations')
  const names = existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : []
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
        },
      })),
  }
}

async function engineFor(opened: OpenDatabase, prismaFolder: string) {
  return schemaEngine(opened.adapters, readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8'))
}

/** Applies the missing migrations to an open database. @returns the names of the applied migrations */
export async function migrateOpen(opened: OpenDatabase, prismaFolder = 'prisma'): Promise<string[]> {
  const engine = await engineFor(opened, prismaFolder)
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: migrationList(prismaFolder),
    filters: NO_FILTERS,
  })
  return appliedMigrationNames
}

/**
 * Applies the missing migrations. If several processes do so at once, on PostgreSQL one migrates and the others wait; on
 * PGlite the second one throws.
 *
 * @throws {DatabaseInUse}
 */
export async function migrate(location: DatabaseLocation, prismaFolder = 'prisma'): Promise<string[]> {
  const lock =
    'url' in location
      ? new pg.Client({
          connectionString: location.url,
          connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
          keepAlive: true,
        })
      : null
  await lock?.connect()
  try {
    await lock?.query(`SET lock_timeout = ${MAX_WAIT_FOR_OTHERS_MS}`)
    await lock?.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const opened = await openDatabase(location, null)
    try {
      return await migrateOpen(opened, prismaFolder)
    } finally {
      await opened.close()
    }
  } finally {
    await lock?.end()
  }
}

/** The migrations that are missing in an open database. */
export async function missingMigrations(opened: OpenDatabase, prismaFolder = 'prisma'): Promise<string[]> {
  const names = migrationList(prismaFolder).migrationDirectories.map((directory) => directory.path)
  const applied = await opened.database.$queryRaw<
    { name: string }[]
  >`SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`.catch(
    (error: unknown) => {
      if (error instanceof Error && /_prisma_migrations/.test(error.message)) return []
      throw error
    },
  )
  const known = new Set(applied.map((row) => row.name))
  return names.filter((name) => !known.has(name))
}

/** The SQL that the migrations lack to match the schema; empty if they match. */
export async function driftFromMigrations(opened: OpenDatabase, prismaFolder = 'prisma'): Promise<string> {
  const engine = await engineFor(opened, prismaFolder)
  const schema = { path: 'schema.prisma', content: readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8') }
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...migrationList(prismaFolder) },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: null,
    filters: NO_FILTERS,
  })
  return (stdout ?? '').replace(/^--.*$/gm, '').trim()
}
