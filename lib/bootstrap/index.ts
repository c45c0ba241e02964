import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { checkInstallation, purgeExpired, startBuildRegistry } from '../accounts'
import { config, log } from '../config'
import { connectDatabase, db, missingMigrations } from '../database'
import { ConfigurationError, DatabaseInUse } from '../errors'
import { startRateLimits } from '../rate-limits'
import { sendToAuthUrl } from './another-host'
import { appVault } from './app-vault'
import { prepareAnswers } from './http-server'
import { stopInOrder } from './stop'

export { appVault } from './app-vault'

const PURGE_EVERY_MS = 3_600_000

function refuse(message: string): never {
  // Plain text: this is for the person who starts the program, and must be readable without a log viewer.
  process.stderr.write(`\n${message}\n\n`)
  process.exit(1)
}

/**
 * Checks the configuration, the database and whose it is, then starts the revocation worker and the
 * graceful stop. What is wrong stops the start with a sentence that says how to mend it.
 */
export async function start(): Promise<void> {
  try {
    config()
    prepareAnswers()
    // For scripts/start.mjs, which has the HTTP server.
    Object.assign(globalThis, { latchkeySendToAuthUrl: sendToAuthUrl })
    const opened = await connectDatabase()
    const missing = await missingMigrations(opened)
    if (missing.length > 0)
      refuse(
        `The database lacks ${missing.length} migration(s): ${missing.join(', ')}. Run: npm run db:migrate`,
      )
    await checkInstallation(appVault())
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof DatabaseInUse) refuse(error.message)
    log.error({ err: error }, 'the database does not answer')
    refuse(
      `${PRODUCT_NAME} cannot start: its database does not answer. Check DATABASE_URL and that the server runs; the log line above says more.`,
    )
  }
  const vault = appVault()
  startRateLimits(async (text, values) => (await db()).$queryRawUnsafe(text, ...values))
  const stopWorker = vault.startRevocationWorker()
  const endBuildRegistry = startBuildRegistry()
  const purge = setInterval(() => {
    purgeExpired().catch((error: unknown) => log.warn({ err: error }, 'expired rows could not be deleted'))
  }, PURGE_EVERY_MS)
  purge.unref()

  const stop = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (vault.tasks.isStopping) return
    clearInterval(purge)
    stopWorker()
    // Nobody waits for it: without it the process is forgotten within two minutes.
    void endBuildRegistry().catch(() => {})
    // Who presses Ctrl-C has no balancer that must notice.
    await stopInOrder(vault, signal === 'SIGINT' ? 0 : config().stopGraceSeconds * 1000)
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
}
