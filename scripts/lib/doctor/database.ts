import { existsSync } from 'node:fs'
import { runningBuilds } from '@/lib/accounts'
import type { Config } from '@/lib/config'
import { configuredLocation, missingMigrations, type OpenDatabase, openDatabase } from '@/lib/database'
import { ConfigurationError, DatabaseInUse } from '@/lib/errors'
import { sealingKeyOf } from '@/lib/token-vault'
import { bad, type Finding, good } from './finding'

async function migrations(opened: OpenDatabase): Promise<Finding> {
  const missing = await missingMigrations(opened)
  return missing.length === 0
    ? good('All migrations are applied.')
    : bad(`The database lacks ${missing.join(', ')}.`, 'npm run db:migrate')
}

async function builds({ database }: OpenDatabase): Promise<Finding> {
  const running = await runningBuilds(database)
  const told = running.map(({ build, processes }) => `${build} (${processes})`).join(', ')
  return running.length > 1
    ? bad(
        `Processes of this database run different builds: ${told}. Pages of one send forms to the other.`,
        'Finish the deployment: build the same sources on each machine, and restart each process.',
      )
    : good(
        running.length === 0 ? 'No process runs on this database.' : `Running processes by build: ${told}.`,
      )
}

async function keys(opened: OpenDatabase, { tokenKeys }: Config): Promise<Finding> {
  const ids = new Set(tokenKeys.map(({ id }) => id))
  const rows = await opened.database.connection.findMany({ select: { sealedAccessToken: true } })
  const lost = rows.filter(({ sealedAccessToken }) => !ids.has(sealingKeyOf(sealedAccessToken) ?? ''))
  if (lost.length > 0)
    return bad(
      `${lost.length} connections are sealed with a key that is not in TOKEN_KEYS.`,
      'Put that key back, after the first one; then npm run vault:rotate, and only then take it out.',
    )
  const more = ids.size > 1 ? `; ${ids.size - 1} more only open` : ''
  return good(`Keys: "${tokenKeys[0].id}" seals${more}. Every stored connection's key is there.`)
}

/** Opens the database and looks: does it answer, is it up to date, are the keys of its tokens there. */
export async function database(config: Config): Promise<Finding[]> {
  const place = configuredLocation()
  const name =
    'url' in place ? `PostgreSQL on ${new URL(place.url).host}` : `The embedded database in ${config.dataDir}`
  if ('folder' in place && !existsSync(place.folder))
    return [bad(`${name} does not exist yet.`, 'npm run db:migrate')]
  let opened: OpenDatabase | undefined
  try {
    opened = await openDatabase(place)
    await opened.database.$queryRaw`SELECT 1`
  } catch (error) {
    await opened?.close()
    if (error instanceof DatabaseInUse)
      return [good(`${name} is in use by the running app. For more, stop the app and ask again.`)]
    if (error instanceof ConfigurationError) throw error
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    return [
      bad(
        `${name} does not answer${code}.`,
        'url' in place
          ? 'Check DATABASE_URL: host, port, user, password and database name; is the server running and reachable from here?'
          : 'Check that the folder can be written by this user and its disk is not full.',
      ),
    ]
  }
  try {
    const schema = await migrations(opened)
    return [
      good(`${name} answers.`),
      schema,
      ...(schema.good ? [await keys(opened, config), await builds(opened)] : []),
    ]
  } finally {
    await opened.close()
  }
}
