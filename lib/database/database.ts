import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { config, log } from '../config'
import { lockFolder } from './folder-lock'
import { Prisma, PrismaClient } from './generated/client'
import { LIMITS, type PostgresLimits, poolOptions } from './postgres'

/** Our tables, on PGlite or PostgreSQL. */
export type Database = PrismaClient

/**
 * The same inside a transaction. Whatever runs in one takes this type: on PGlite a query through the
 * outer client would wait forever for the transaction that it is part of.
 */
export type Transaction = Prisma.TransactionClient

/** Where one statement is enough, inside a transaction or not. */
export type Queryable = Database | Transaction

/** Where a database is: a PostgreSQL address, a folder for PGlite, or a PGlite that the caller owns. */
export type DatabasePlace =
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
const TRANSACTION_WAIT_MS = 10_000
/** How long a transaction may take, all of its statements together. On PGlite this is its only limit. */
const TRANSACTION_LIFE_MS = 15_000

function client(adapter: SqlMigrationAwareDriverAdapterFactory): PrismaClient {
  const options = {
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: TRANSACTION_WAIT_MS, timeout: TRANSACTION_LIFE_MS },
  } as const
  if (!log.isLevelEnabled('trace')) return new PrismaClient(options)
  const traced = new PrismaClient({ ...options, log: [{ emit: 'event', level: 'query' }] })
  // Neither the statement nor its values: what a view costs can be counted, and nothing can be read.
  traced.$on('query', ({ duration }) => log.trace({ milliseconds: duration }, 'a query'))
  return traced
}

/**
 * Opens a database. A PGlite folder is created where it is missing and belongs to this process until `close`.
 *
 * @param limits the time limits of PostgreSQL's statements; null for migrations, which may take long
 * @throws {DatabaseInUse} another process has the PGlite folder open
 */
export async function openDatabase(
  place: DatabasePlace,
  limits: PostgresLimits | null = LIMITS,
): Promise<OpenDatabase> {
  if ('url' in place) {
    const adapters = new PrismaPg(poolOptions(place.url, limits), {
      onPoolError: (error) => log.warn({ err: error }, 'an idle database connection was lost'),
      onConnectionError: (error) => log.warn({ err: error }, 'a database connection was lost'),
    })
    const database = client(adapters)
    return { database, adapters, kind: 'postgresql', close: () => database.$disconnect() }
  }
  const release = 'folder' in place ? await lockFolder(place.folder) : () => {}
  const pglite = 'folder' in place ? await PGlite.create(place.folder) : place.pglite
  const adapters = new PrismaPGlite(pglite)
  const database = client(adapters)
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

/** The place that the configuration names. `direct` asks for the way past a pooler. */
export function configuredPlace(direct = false): DatabasePlace {
  const { databaseUrl, databaseDirectUrl, dataDir } = config()
  const url = direct ? (databaseDirectUrl ?? databaseUrl) : databaseUrl
  return url ? { url } : { folder: dataDir }
}

// Kept on globalThis: Next bundles this module more than once (pages, routes, instrumentation), and a
// second PGlite on one folder would destroy it.
const shared = globalThis as typeof globalThis & { latchkeyDatabase?: Promise<OpenDatabase> }

/** This process's database, opened at the first call. @throws {DatabaseInUse} */
export function connectDatabase(): Promise<OpenDatabase> {
  shared.latchkeyDatabase ??= openDatabase(configuredPlace()).catch((error: unknown) => {
    delete shared.latchkeyDatabase
    throw error
  })
  return shared.latchkeyDatabase
}

/** This process's Prisma client. */
export async function db(): Promise<Database> {
  return (await connectDatabase()).database
}

/** Makes `opened` this process's database: for commands and tests that open their own. */
export function setDatabase(opened: OpenDatabase): void {
  shared.latchkeyDatabase = Promise.resolve(opened)
}

/** Closes this process's database, if it was opened. */
export async function closeDatabase(): Promise<void> {
  const opened = shared.latchkeyDatabase
  delete shared.latchkeyDatabase
  await (await opened)?.close()
}

export { Prisma }
