// `npm run db:migrate`: applies the missing migrations. Safe to run at every deployment and on several machines at once:
// one migrates, the others wait.
import './lib/dotenv'
import { configuredLocation, migrate } from '@/lib/database'
import { runCommand } from './lib/command'

await runCommand(async () => {
  const location = configuredLocation(true)
  const applied = await migrate(location)
  const where = 'url' in location ? `PostgreSQL on ${new URL(location.url).host}` : 'the embedded database'
  console.log(applied.length === 0 ? `${where} is up to date.` : `${where}: applied ${applied.join(', ')}.`)
})
