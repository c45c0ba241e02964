import { record } from '../activity'
import { config, logSecurityEvent } from '../config'
import { db, Prisma } from '../database'
import type { UserId } from '../token-vault'
import { EXPORT_FORMAT, EXPORT_VERSION, SECTIONS, USER } from './export-format'

/** Rows that are read and written at a time, so that a long history needs no more memory than a short one. */
const BATCH = 500
/** Where the app serves the description of the file. */
export const EXPORT_SCHEMA_PATH = '/account-export.schema.json'

type Row = Readonly<Record<string, unknown>>

interface Rows {
  readonly table: string
  readonly of: string
  readonly order: readonly string[]
  readonly mapped?: Readonly<Record<string, string | undefined>>
  readonly row: { readonly shape: Readonly<Record<string, unknown>> }
}

/** The columns in SQL, each under the name that Prisma gives it. */
const selected = (names: readonly string[], mapped: Rows['mapped'] = {}) =>
  Prisma.raw(names.map((name) => `"${mapped[name] ?? name}" AS "${name}"`).join(', '))

const quoted = (names: readonly string[]) => Prisma.raw(names.map((name) => `"${name}"`).join(', '))

/** A value of an `order` column as a parameter that compares with the column. */
const bound = (value: unknown) =>
  value instanceof Date ? Prisma.sql`${value}::timestamptz` : Prisma.sql`${value}`

/** A person's rows of one table, some at a time. The columns and tables are those of `export-format.ts`, never input. */
async function* batches(owner: UserId, { table, of, order, mapped, row }: Rows): AsyncGenerator<Row[]> {
  const read = [...new Set([...Object.keys(row.shape), ...order])]
  let last: Row | undefined
  do {
    const after = last
      ? Prisma.sql`AND (${quoted(order)}) > (${Prisma.join(order.map((name) => bound(last?.[name])))})`
      : Prisma.empty
    const rows = await (await db()).$queryRaw<Row[]>`
      SELECT ${selected(read, mapped)} FROM ${quoted([table])} WHERE ${quoted([of])} = ${owner} ${after}
      ORDER BY ${quoted(order)} LIMIT ${BATCH}`
    if (rows.length > 0)
      yield rows.map((one) => Object.fromEntries(Object.keys(row.shape).map((name) => [name, one[name]])))
    last = rows.length === BATCH ? rows.at(-1) : undefined
  } while (last)
}

const userOf = async (owner: UserId): Promise<Row> => {
  for await (const [user] of batches(owner, USER)) if (user) return user
  throw new Error('the account was deleted while it was exported')
}

/**
 * Everything that is stored about a person but secrets, as the text of one JSON document, in pieces. Each piece is
 * read when it is asked for.
 *
 * @throws what the database throws, also in the middle: the document is not complete then
 */
export async function* exportAccount(owner: UserId): AsyncGenerator<string> {
  const database = await db()
  await record(database, owner, 'data_exported')
  logSecurityEvent('data_exported', { userId: owner })
  const head = {
    $schema: `${config().authUrl}${EXPORT_SCHEMA_PATH}`,
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: new Date(),
    user: await userOf(owner),
  }
  yield JSON.stringify(head, null, 2).slice(0, -2)
  for (const [name, section] of Object.entries(SECTIONS)) {
    yield `,\n  ${JSON.stringify(name)}: [`
    let isFirst = true
    for await (const rows of batches(owner, section)) {
      yield `${isFirst ? '' : ','}\n    ${rows.map((row) => JSON.stringify(row)).join(',\n    ')}`
      isFirst = false
    }
    yield isFirst ? ']' : '\n  ]'
  }
  await userOf(owner)
  yield '\n}\n'
}
