import type { Database } from '@/lib/database'

/** Every row of every table, by table. */
export async function tablesOf(database: Database): Promise<Record<string, unknown[]>> {
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables)
    all[name] = (
      await database.$queryRawUnsafe<{ row: unknown }[]>(`SELECT to_jsonb(t) AS row FROM "${name}" t`)
    ).map(({ row }) => row)
  return all
}

/** The whole database as text, with the readable headers of sealed tokens decoded. */
export async function dumpOf(database: Database): Promise<string> {
  const text = JSON.stringify(await tablesOf(database))
  const headers = [...text.matchAll(/"(eyJ[\w-]+)\.\.?/g)].map(([, header = '']) =>
    Buffer.from(header, 'base64url').toString(),
  )
  return [text, ...headers].join('\n')
}
