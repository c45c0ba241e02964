import { log } from '../config'
import { connectDatabase, missingMigrations } from '../database'
import type { RevocationStats, TokenVault } from '../token-vault'

/** Beyond this difference the state cookie, which goes by the process's clock, and the database disagree. */
const MAX_CLOCK_DIFFERENCE_SECONDS = 30

export interface Readiness {
  readonly ready: boolean
  /** The process was asked to stop: it finishes its requests and takes no more. */
  readonly stopping: boolean
  readonly database: 'answers' | 'does not answer' | 'lacks migrations'
  readonly clockDifferenceSeconds: number | null
  readonly revocations: RevocationStats | null
}

let counting: Promise<RevocationStats> | null = null

/** The figures read every pending token, so requests that come at the same time share one reading. */
function sharedFigures(vault: TokenVault): Promise<RevocationStats> {
  counting ??= vault.readRevocationStats().finally(() => {
    counting = null
  })
  return counting
}

/** Whether this process can serve, with the figures that tell why not. Holds no secret and no name. */
export async function readiness(vault: TokenVault): Promise<Readiness> {
  const stopping = vault.tasks.isStopping
  try {
    const opened = await connectDatabase()
    const [row] = await opened.database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`
    if ((await missingMigrations(opened)).length > 0)
      return {
        ready: false,
        stopping,
        database: 'lacks migrations',
        clockDifferenceSeconds: null,
        revocations: null,
      }
    const difference = row ? Math.abs(row.now.getTime() - Date.now()) / 1000 : 0
    return {
      ready: !stopping && difference <= MAX_CLOCK_DIFFERENCE_SECONDS,
      stopping,
      database: 'answers',
      clockDifferenceSeconds: Math.round(difference),
      revocations: await sharedFigures(vault),
    }
  } catch (error) {
    log.error({ err: error }, 'not ready')
    return {
      ready: false,
      stopping,
      database: 'does not answer',
      clockDifferenceSeconds: null,
      revocations: null,
    }
  }
}
