// `npm run db:reset`: empties the development database and applies all migrations. It refuses a PostgreSQL database
// unless you pass that database's name: npm run db:reset -- --drop latchkey_dev
import './lib/dotenv'
import { parseArgs } from 'node:util'
import { configuredLocation, type DatabaseLocation, migrate, openDatabase } from '@/lib/database'
import { runCommand } from './lib/command'

const databaseName = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1))

/** Why the database must not be emptied; null if it may. */
function refusal(location: DatabaseLocation, drop: string | undefined): string | null {
  if (process.env.NODE_ENV === 'production') return 'NODE_ENV is production. Nothing was changed.'
  if (!('url' in location) || databaseName(location.url) === drop) return null
  const name = databaseName(location.url)
  return `DATABASE_URL names the PostgreSQL database "${name}". Nothing was changed. To empty it: npm run db:reset -- --drop ${name}`
}

await runCommand(async () => {
  const { drop } = parseArgs({ options: { drop: { type: 'string' } } }).values
  const place = configuredLocation(true)
  const reason = refusal(place, drop)
  if (reason !== null) {
    console.error(reason)
    process.exit(1)
  }
  const opened = await openDatabase(place, null)
  try {
    await opened.database.$executeRaw`DROP SCHEMA public CASCADE`
    await opened.database.$executeRaw`CREATE SCHEMA public`
  } finally {
    await opened.close()
  }
  const applied = await migrate(place)
  console.log(
    `Emptied the database and applied ${applied.length} migrations. Its tokens were not revoked in Notion: remove the connections there, or run npm run revocations:drain before the next reset.`,
  )
})
