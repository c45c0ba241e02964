import { randomBytes } from 'node:crypto'
import pg from 'pg'

async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.LATCHKEY_TEST_POSTGRES })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Creates a database for this run, from a template or empty, and returns its URL. */
export async function createPostgresDatabase(name: string, template?: string): Promise<string> {
  const database = `latchkey_${process.env.LATCHKEY_TEST_RUN}_${name}`
  await asAdministrator((client) =>
    client.query(
      `CREATE DATABASE ${client.escapeIdentifier(database)} TEMPLATE ${client.escapeIdentifier(template ?? 'template0')}`,
    ),
  )
  const url = new URL(process.env.LATCHKEY_TEST_POSTGRES ?? '')
  url.pathname = `/${database}`
  return url.href
}

/** Closes every connection to a database: PostgreSQL copies only a template without connections. */
export async function disconnectEveryone(url: string): Promise<void> {
  await asAdministrator((client) =>
    client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      new URL(url).pathname.slice(1),
    ]),
  )
}

/** Drops every database whose name has this prefix, even with open connections. */
export async function dropPostgresDatabases(prefix: string): Promise<void> {
  await asAdministrator(async (client) => {
    const found = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    )
    for (const { datname } of found.rows)
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`)
  })
}

/** A separate, migrated PostgreSQL database for tests with several processes. */
export async function aPostgresDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const url = await createPostgresDatabase(randomBytes(6).toString('hex'), process.env.LATCHKEY_TEST_TEMPLATE)
  return { url, drop: () => dropPostgresDatabases(new URL(url).pathname.slice(1)) }
}
