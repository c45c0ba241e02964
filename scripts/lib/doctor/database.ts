import { existsSync } from 'node:fs'
import { runningBuilds } from '@/lib/accounts'
import type { Config } from '@/lib/config'
import { configuredLocation, missingMigrations, type OpenDatabase, openDatabase } from '@/lib/database'
import { ConfigurationError, DatabaseInUse } from '@/lib/errors'
import { sealingKeyOf } from '@/lib/token-vault'
import { type Finding, ok, problem } from './finding'

async function checkMigrations(opened: OpenDatabase): Promise<Finding> {
  const missing = await missingMigrations(opened)
  return missing.length === 0
    ? ok('All migrations are applied.')
    : problem(`The database lacks the migrations ${missing.join(', ')}.`, 'npm run db:migrate')
}

async function checkBuilds({ database }: OpenDatabase): Promise<Finding> {
  const running = await runningBuilds(database)
  const list = running.map(({ build, processes }) => `${build} (${processes})`).join(', ')
  return running.length > 1
    ? problem(
        `Processes of this database run different builds: ${list}. Pages of one send forms to the other.`,
        'Finish the deployment: build the same sources on each machine, and restart each process.',
      )
    : ok(running.length === 0 ? 'No process runs on this database.' : `Running processes by build: ${list}.`)
}

async function checkKeys(opened: OpenDatabase, { tokenKeys }: Config): Promise<Finding> {
  const ids = new Set(tokenKeys.map(({ id }) => id))
  const rows = await opened.database.connection.findMany({ select: { sealedAccessToken: true } })
  const lost = rows.filter(({ sealedAccessToken }) => !ids.has(sealingKeyOf(sealedAccessToken) ?? ''))
  if (lost.length > 0)
    return problem(
      `${lost.length} connections are sealed with a key that is not in TOKEN_KEYS.`,
      'Add that key again, after the first one. Then run npm run vault:rotate, and only then remove it.',
    )
  const more = ids.size > 1 ? `; ${ids.size - 1} more can only open` : ''
  return ok(`Keys: "${tokenKeys[0].id}" seals${more}. The key of every stored connection is present.`)
}

/** Checks that the database responds, has all migrations, and that TOKEN_KEYS has the keys of its tokens. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const location = configuredLocation()
  const name =
    'url' in location
      ? `PostgreSQL on ${new URL(location.url).host}`
      : `The embedded database in ${config.dataDir}`
  if ('folder' in location && !existsSync(location.folder))
    return [problem(`${name} does not exist yet.`, 'npm run db:migrate')]
  let opened: OpenDatabase | undefined
  try {
    opened = await openDatabase(location)
    await opened.database.$queryRaw`SELECT 1`
  } catch (error) {
    await opened?.close()
    if (error instanceof DatabaseInUse)
      return [ok(`${name} is in use by the running app. To check more, stop the app and run this again.`)]
    if (error instanceof ConfigurationError) throw error
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    return [
      problem(
        `${name} does not respond${code}.`,
        'url' in location
          ? 'Check DATABASE_URL: host, port, user, password and database name; is the server running and reachable from here?'
          : 'Check that the folder can be written by this user and its disk is not full.',
      ),
    ]
  }
  try {
    const schema = await checkMigrations(opened)
    return [
      ok(`${name} responds.`),
      schema,
      ...(schema.isOk ? [await checkKeys(opened, config), await checkBuilds(opened)] : []),
    ]
  } finally {
    await opened.close()
  }
}
