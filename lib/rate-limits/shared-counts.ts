import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { log } from '../config'

/** Runs one statement. `values` contains only integers and text. */
export type RunStatement = (text: string, values: readonly unknown[]) => Promise<unknown[]>

/** A slower database must not delay the response. */
const STATEMENT_TIMEOUT_MS = 500
/** How long to wait after a failure before querying the database again. */
const RETRY_DATABASE_AFTER_MS = 10_000
const MAX_INT32 = 2 ** 31 - 1

/**
 * Adapts our database client to the limiter library. While the database is unavailable it fails at once, and the
 * library counts in memory.
 */
export function createStatementClient(run: RunStatement) {
  let unavailableUntil = 0
  return {
    async query({ text, values }: { text: string; values: readonly unknown[] }) {
      if (Date.now() < unavailableUntil) throw new Error('the database was unavailable a moment ago')
      let timer: ReturnType<typeof setTimeout> | undefined
      const statement = run(
        text,
        values.map((value) => (typeof value === 'number' && value > MAX_INT32 ? BigInt(value) : value)),
      )
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the database was too slow')), STATEMENT_TIMEOUT_MS)
      })
      try {
        const rows = await Promise.race([statement, timeout])
        return { rows: rows.map(bigIntsToNumbers), rowCount: rows.length }
      } catch (error) {
        statement.catch(() => {})
        unavailableUntil = Date.now() + RETRY_DATABASE_AFTER_MS
        log.warn({ err: error }, 'the database did not respond: this process counts requests on its own')
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

const bigIntsToNumbers = (row: unknown) =>
  Object.fromEntries(
    Object.entries(row as object).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value,
    ]),
  )

/** Takes points of a key. Returns how many it has used in this window, and how long until the window ends. */
export type TakePoints = (key: string, points: number) => Promise<{ consumed: number; resetMs: number }>

/** Counts that all processes of an installation share, in a table of its database. */
export function createSharedCounts(
  client: ReturnType<typeof createStatementClient>,
  options: { readonly name: string; readonly points: number; readonly seconds: number },
): TakePoints {
  const { name: keyPrefix, points, seconds: duration } = options
  const limiter = new RateLimiterPostgres({
    storeClient: client,
    storeType: 'client',
    tableName: 'RateLimit',
    // A migration creates the table, and our own purge deletes expired rows.
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
  })
  return async (key, taken) => {
    const result = await limiter.consume(key, taken).catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal
      throw refusal
    })
    return { consumed: result.consumedPoints, resetMs: result.msBeforeNext }
  }
}
