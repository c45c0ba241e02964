import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { config, log } from '../config'
import { lockFolder } from './folder-lock'
import { Prisma, PrismaClient } from './generated/client'
import { DEFAULT_LIMITS, type PostgresLimits, poolOptions } from './postgres'

/** Our tables, on PGlite or PostgreSQL. */
export type Database = PrismaClient

/**
 * The client inside a transaction. Code that runs in one must use it: on PGlite, a query through the outer client would
 * wait forever for the transaction that it is part of.
 */
export type Transaction = Prisma.TransactionClient

/** For single statements, inside or outside a transaction. */
export type Queryable = Database | Transaction

/** Where a database is: a PostgreSQL URL, a folder for PGlite, or a PGlite instance that the caller owns. */
export type DatabaseLocation =
  | { readonly url: string }
  | { readonly folder: string }
  | { readonly pglite: PGlite }

export interface OpenDatabase {
  readonly database: Database
  /** For Prisma's schema engine. */
  readonly adapters: SqlMigrationAwareDriverAdapterFactory
  readonly kind: 'postgresql' | 'pglite'
  close(): Promise<void>
}

/** How long a transaction waits for a free connection. */
const MAX_CONNECTION_WAIT_MS = 10_000
/** How long all statements of a transaction may take together. On PGlite this is the only limit. */
const MAX_TRANSACTION_MS = 15_000

function createClient(adapter: SqlMigrationAwareDriverAdapterFactory): PrismaClient {
  const options = {
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: MAX_CONNECTION_WAIT_MS, timeout: MAX_TRANSACTION_MS },
  } as const
  if (!log.isLevelEnabled('trace')) return new PrismaClient(options)
  const traced = new PrismaClient({ ...options, log: [{ emit: 'event', level: 'query' }] })
  // Without the statement and its values: this is for counting queries.
  traced.$on('query', ({ duration }) => log.trace({ milliseconds: duration }, 'a query'))
  return traced
}

/**
 * Opens a database. A PGlite folder is created if it is missing, and locked by this process until `close`.
 *
 * @param limits the time limits of PostgreSQL's statements; null for migrations, which may take long
 * @throws {DatabaseInUse} another process has the PGlite folder open
 */
export async function openDatabase(
  location: DatabaseLocation,
  limits: PostgresLimits | null = DEFAULT_LIMITS,
): Promise<OpenDatabase> {
  if ('url' in location) {
    const adapters = new PrismaPg(poolOptions(location.url, limits), {
      onPoolError: (error) => log.warn({ err: error }, 'an idle database connection was lost'),
      onConnectionError: (error) => log.warn({ err: error }, 'a database connection was lost'),
    })
    const database = createClient(adapters)
    return { database, adapters, kind: 'postgresql', close: () => database.$disconnect() }
  }
  const release = 'folder' in location ? await lockFolder(location.folder) : () => {}
  const pglite = 'folder' in location ? await PGlite.create(location.folder) : location.pglite
  const adapters = new PrismaPGlite(pglite)
  const database = createClient(adapters)
  return {
    database,
    adapters,
    kind: 'pglite',
    close: async () => {
      await database.$disconnect()
      if (!pglite.closed) await pglite.close()
      release()
    },
  }
}

/** The database from the configuration. `direct` bypasses a pooler. */
export function configuredLocation(direct = false): DatabaseLocation {
  const { databaseUrl, databaseDirectUrl, dataDir } = config()
  const url = direct ? (databaseDirectUrl ?? databaseUrl) : databaseUrl
  return url ? { url } : { folder: dataDir }
}

// On globalThis because Next.js bundles this module more than once, and a second PGlite on the same folder would corrupt
// it.
const shared = globalThis as typeof globalThis & { latchkeyDatabase?: Promise<OpenDatabase> }

/** This process's database, opened on first use. @throws {DatabaseInUse} */
export function connectDatabase(): Promise<OpenDatabase> {
  shared.latchkeyDatabase ??= openDatabase(configuredLocation()).catch((error: unknown) => {
    delete shared.latchkeyDatabase
    throw error
  })
  return shared.latchkeyDatabase
}

/** This process's Prisma client. */
export async function db(): Promise<Database> {
  return (await connectDatabase()).database
}

/** Makes `opened` this process's database, for commands and tests that open their own. */
export function setDatabase(opened: OpenDatabase): void {
  shared.latchkeyDatabase = Promise.resolve(opened)
}

/** Closes this process's database if it is open. */
export async function closeDatabase(): Promise<void> {
  const opened = shared.latchkeyDatabase
  delete shared.latchkeyDatabase
  await (await opened)?.close()
}

export { Prisma }
