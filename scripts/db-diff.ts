// `npm run db:diff`: prints the SQL that the migrations lack to match prisma/schema.prisma, for the next migration. It
// needs no configuration and no database: the migrations run on an empty one in memory.
import { PGlite } from '@electric-sql/pglite'
import { driftFromMigrations, openDatabase } from '@/lib/database'
import { runCommand } from './lib/command'

await runCommand(async () => {
  const opened = await openDatabase({ pglite: new PGlite() })
  const sql = await driftFromMigrations(opened).finally(() => opened.close())
  if (sql !== '') return console.log(sql)
  console.error('The migrations match prisma/schema.prisma.')
})
