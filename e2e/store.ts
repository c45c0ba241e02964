import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

type Query = <Row extends Record<string, unknown>>(
  sql: string,
  values?: unknown[],
) => Promise<{ rows: Row[] }>

/** What can be asked of a database that `opened` opens for the length of one piece of work. */
function reader(
  opened: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>,
): Pick<AppStore, 'query' | 'dump'> {
  return {
    query: async <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
      (await opened((query) => query<Row>(sql, values))).rows,
    dump: () =>
      opened(async (query) => {
        const { rows: tables } = await query<{ name: string }>(TABLES)
        const rows: unknown[] = []
        for (const { name } of tables) rows.push((await query(`SELECT * FROM "${name}"`)).rows)
        return JSON.stringify(rows)
      }),
  }
}

let template: Promise<string> | undefined

/** The folder of a migrated PGlite, made once by each process that tests: copying it is quicker than filling one. */
async function pgliteTemplate(): Promise<string> {
  const snapshot = process.env.LATCHKEY_TEST_PGLITE
  if (!snapshot) throw new Error('test-support/global-setup.ts did not run')
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-template-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const made = await PGlite.create(folder, {
    loadDataDir: new Blob([new Uint8Array(readFileSync(snapshot))]),
  })
  await made.close()
  return folder
}

/** A migrated database of its own for an app. */
export async function anAppStore(kind: StoreKind): Promise<AppStore> {
  if (kind === 'PostgreSQL') {
    const { url, drop } = await aPostgresDatabase()
    return {
      variables: { DATABASE_URL: url },
      ...reader(async (work) => {
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        try {
          return await work((sql, values) => client.query(sql, values))
        } finally {
          await client.end()
        }
      }),
      drop,
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-app-'))
  const place = join(folder, 'db')
  template ??= pgliteTemplate()
  cpSync(await template, place, { recursive: true })
  return {
    variables: { LATCHKEY_DATA_DIR: place },
    ...reader(async (work) => {
      const database = await PGlite.create(place)
      try {
        return await work((sql, values) => database.query(sql, values))
      } finally {
        await database.close()
      }
    }),
    async drop() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
