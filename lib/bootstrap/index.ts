import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { checkInstallation, purgeExpired, startBuildRegistry } from '../accounts'
import { config, log } from '../config'
import { connectDatabase, db, missingMigrations } from '../database'
import { ConfigurationError, DatabaseInUse } from '../errors'
import { startRateLimits } from '../rate-limits'
import { appVault } from './app-vault'
import { stopGracefully } from './graceful-stop'
import { prepareResponses } from './http-server'
import { redirectToAuthUrl } from './redirect-to-auth-url'

export { appVault } from './app-vault'

const PURGE_INTERVAL_MS = 3_600_000

function exitWithMessage(message: string): never {
  // Plain text, because the person who starts the app has to read it without a log viewer.
  process.stderr.write(`\n${message}\n\n`)
  process.exit(1)
}

/**
 * Checks the configuration, the database, and which installation the database belongs to. Then starts the background
 * work and registers the shutdown handlers. A failed check ends the process with a message that says how to fix it.
 */
export async function start(): Promise<void> {
  try {
    config()
    prepareResponses()
    // For scripts/start.mjs, which has the HTTP server.
    Object.assign(globalThis, { latchkeyRedirectToAuthUrl: redirectToAuthUrl })
    const opened = await connectDatabase()
    const missing = await missingMigrations(opened)
    if (missing.length > 0)
      exitWithMessage(
        `The database lacks ${missing.length} migration(s): ${missing.join(', ')}. Run: npm run db:migrate`,
      )
    await checkInstallation(appVault())
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof DatabaseInUse) exitWithMessage(error.message)
    log.error({ err: error }, 'the database did not respond')
    exitWithMessage(
      `${PRODUCT_NAME} cannot start: its database does not respond. Check DATABASE_URL and that the server runs; the log line above says more.`,
    )
  }
  const vault = appVault()
  startRateLimits(async (text, values) => (await db()).$queryRawUnsafe(text, ...values))
  const stopWorker = vault.startRevocationWorker()
  const endBuildRegistry = startBuildRegistry()
  const purge = setInterval(() => {
    purgeExpired().catch((error: unknown) => log.warn({ err: error }, 'expired rows could not be deleted'))
  }, PURGE_INTERVAL_MS)
  purge.unref()

  const stop = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (vault.tasks.isStopping) return
    clearInterval(purge)
    stopWorker()
    // Not awaited: without it the registry drops this process within two minutes.
    void endBuildRegistry().catch(() => {})
    // After Ctrl-C there is no load balancer that has to notice.
    await stopGracefully(vault, signal === 'SIGINT' ? 0 : config().stopGraceSeconds * 1000)
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
}
