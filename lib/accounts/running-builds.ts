import { buildId, log, PROCESS_NAME } from '../config'
import { type Database, db } from '../database'

const SIGN_EVERY_MS = 30_000
/** Three missed signs, and some time for a busy database. */
const GONE_AFTER_SECONDS = 120

export interface RunningBuild {
  readonly build: string
  readonly processes: number
}

/** The builds that processes of this database run now, the most common first. */
export async function runningBuilds(database: Database): Promise<RunningBuild[]> {
  return database.$queryRaw<RunningBuild[]>`
    SELECT "build", count(*)::int AS "processes" FROM "RunningProcess"
    WHERE "seenAt" > clock_timestamp() - make_interval(secs => ${GONE_AFTER_SECONDS}::int)
    GROUP BY "build" ORDER BY "processes" DESC, "build"`
}

/** This process serves: written down now, with the build that it runs. Processes that ended are forgotten. */
async function giveSign(): Promise<void> {
  const database = await db()
  await database.$executeRaw`
    INSERT INTO "RunningProcess" ("id", "build", "startedAt", "seenAt")
    VALUES (${PROCESS_NAME}, ${buildId()}, clock_timestamp(), clock_timestamp())
    ON CONFLICT ("id") DO UPDATE SET "seenAt" = clock_timestamp()`
  await database.$executeRaw`
    DELETE FROM "RunningProcess"
    WHERE "seenAt" < clock_timestamp() - make_interval(secs => ${GONE_AFTER_SECONDS}::int)`
}

/**
 * Writes down every half minute that this process runs, and says on the log when other processes of this database
 * run another build: right during a deployment, a mistake after it.
 *
 * @returns ends it, and forgets this process; safe to call when the database does not answer
 */
export function startBuildRegistry(): () => Promise<void> {
  let told = ''
  const round = async () => {
    await giveSign()
    const builds = await runningBuilds(await db())
    const now = builds.length > 1 ? builds.map((one) => one.build).join(' ') : ''
    if (now !== told && now !== '')
      log.warn(
        { build: buildId(), builds },
        'processes of this database run different builds: pages of one send forms to the other',
      )
    told = now
  }
  const quietly = () =>
    round().catch((error: unknown) => log.warn({ err: error }, 'the running builds could not be compared'))
  let current = quietly()
  const timer = setInterval(() => {
    current = quietly()
  }, SIGN_EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await current
    await (await db()).$executeRaw`DELETE FROM "RunningProcess" WHERE "id" = ${PROCESS_NAME}`.catch(() => {})
  }
}
