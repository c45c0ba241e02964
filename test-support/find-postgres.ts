import pg from 'pg'
import { startEmbeddedPostgres, type TestPostgres } from './embedded-postgres'

const LOCAL = 'postgresql://postgres@127.0.0.1:5432/postgres'
const CONNECT_TIMEOUT_MS = 3_000

/** Why a server cannot be used; null when it can. */
async function faultOf(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return null
  } catch (error) {
    if (!(error instanceof Error)) return String(error)
    return error.message || ('code' in error ? String(error.code) : error.name)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Finds PostgreSQL in this order: `TEST_DATABASE_URL`, a server on 127.0.0.1:5432 that trusts the user
 * postgres, the binaries of the package embedded-postgres.
 *
 * @throws {Error} none of them answers; the message says why, and what to do
 */
export async function findPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    const fault = await faultOf(given)
    if (fault !== null) throw new Error(`TEST_DATABASE_URL does not answer: ${fault}`)
    return { url: given, found: 'the one of TEST_DATABASE_URL', stop: async () => {} }
  }
  const fault = process.env.LATCHKEY_TEST_EMBEDDED_POSTGRES ? 'not asked' : await faultOf(LOCAL)
  if (fault === null) return { url: LOCAL, found: 'the one on 127.0.0.1:5432', stop: async () => {} }
  return startEmbeddedPostgres().catch((error: Error) => {
    throw new Error(
      'The tests need PostgreSQL 14 or newer, and none answers. Start one, and name it in TEST_DATABASE_URL ' +
        `(the user must be allowed to create databases). 127.0.0.1:5432: ${fault}; embedded-postgres: ${error.message}`,
    )
  })
}
