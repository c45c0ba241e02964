import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { aPostgresDatabase } from '@/test-support/postgres-databases'

export type StoreKind = 'PGlite' | 'PostgreSQL'

export interface AppStore {
  /** The variables that make an app use it. */
  readonly variables: Record<string, string>
  /** One statement. On PGlite the app must have stopped: the folder is for one process. */
  query<Row extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Everything in it as text. On PGlite the app must have stopped: the folder is for one process. */
  dump(): Promise<string>
  drop(): Promise<void>
}

const TABLES = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"

/** A migrated database of its own for an app. */
export async function anAppStore(kind: StoreKind): Promise<AppStore> {
  if (kind === 'PostgreSQL') {
    const { url, drop } = await aPostgresDatabase()
    return {
      variables: { DATABASE_URL: url },
      async query<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) {
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        try {
          const { rows } = await client.query<Row>(sql, values)
          return rows
        } finally {
          await client.end()
        }
      },
      async dump() {
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        try {
          const { rows: tables } = await client.query<{ name: string }>(TABLES)
          const rows: unknown[] = []
          for (const { name } of tables) rows.push((await client.query(`SELECT * FROM "${name}"`)).rows)
          return JSON.stringify(rows)
        } finally {
          await client.end()
        }
      },
      drop,
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-app-'))
  const place = join(folder, 'db')
  const snapshot = process.env.LATCHKEY_TEST_PGLITE
  if (!snapshot) throw new Error('test-support/global-setup.ts did not run')
  const made = await PGlite.create(place, { loadDataDir: new Blob([new Uint8Array(readFileSync(snapshot))]) })
  await made.close()
  return {
    variables: { LATCHKEY_DATA_DIR: place },
    async query<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) {
      const opened = await PGlite.create(place)
      try {
        return (await opened.query<Row>(sql, values)).rows
      } finally {
        await opened.close()
      }
    },
    async dump() {
      const opened = await PGlite.create(place)
      try {
        const { rows: tables } = await opened.query<{ name: string }>(TABLES)
        const rows: unknown[] = []
        for (const { name } of tables) rows.push((await opened.query(`SELECT * FROM "${name}"`)).rows)
        return JSON.stringify(rows)
      } finally {
        await opened.close()
      }
    },
    async drop() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
