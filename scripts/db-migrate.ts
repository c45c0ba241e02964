// `npm run db:migrate`: brings the database to this version's schema. Safe to run at every deployment and
// on several machines at once: one migrates, the others wait.
import './lib/dotenv'
import { configuredLocation, migrate } from '@/lib/database'
import { command } from './lib/command'

await command(async () => {
  const place = configuredLocation(true)
  const applied = await migrate(place)
  const where = 'url' in place ? `PostgreSQL on ${new URL(place.url).host}` : 'the embedded database'
  console.log(applied.length === 0 ? `${where} is up to date.` : `${where}: applied ${applied.join(', ')}.`)
})
