import { setTimeout as delay } from 'node:timers/promises'
import { CommitUnknown, isLatchkeyError } from '../errors'
import { type Database, db, type Transaction } from './database'

/** No attempt starts later than this after the first one started. */
const MAX_RETRY_MS = 10_000
const MAX_ATTEMPTS = 5
const FIRST_PAUSE_MS = 20
const MAX_PAUSE_MS = 500

/**
 * SQLSTATEs after which PostgreSQL has rolled back the statement or transaction, and a retry may succeed:
 * serialization_failure, deadlock_detected, lock_not_available, idle_in_transaction_session_timeout.
 */
const ROLLED_BACK = new Set(['40001', '40P01', '55P03', '25P03'])
/** The connection ended: admin_shutdown, crash_shutdown, cannot_connect_now, and SQLSTATE class 08. */
const CONNECTION_ENDED = /^(57P01|57P02|57P03|08...)$/
/** The error of node-postgres for a connection that ended before the statement was sent. */
const NOT_SENT = /is not queryable$/

interface DriverCause {
  readonly originalCode?: string
  readonly code?: string
  readonly kind?: string
}

function driverCause(error: unknown): DriverCause | null {
  if (!(error instanceof Error)) return null
  // Prisma wraps the driver's error or throws it unchanged.
  const meta = 'meta' in error ? (error.meta as { driverAdapterError?: Error } | undefined) : undefined
  const cause = meta?.driverAdapterError?.cause ?? (error.name === 'DriverAdapterError' ? error.cause : null)
  return typeof cause === 'object' ? (cause as DriverCause | null) : null
}

/** The SQLSTATE of a failed query, such as `40P01`, or null. */
export function sqlState(error: unknown): string | null {
  const cause = driverCause(error)
  return cause?.originalCode ?? cause?.code ?? null
}

/** Whether PostgreSQL rolled back the statement and its transaction, and a retry may succeed. */
function wasRolledBack(error: unknown): boolean {
  return ROLLED_BACK.has(sqlState(error) ?? '')
}

/** Whether the connection ended during a statement, which may or may not have been executed. */
function connectionEnded(error: unknown): boolean {
  if (CONNECTION_ENDED.test(sqlState(error) ?? '')) return true
  if (driverCause(error)?.kind === 'ConnectionClosed') return true
  return (
    error instanceof Error && (NOT_SENT.test(error.message) || /^Connection terminated/.test(error.message))
  )
}

/** Retries `attempt` while its error is retryable, within the limits above. */
async function retryWhile<Result>(
  attempt: () => Promise<Result>,
  isRetryable: (error: unknown) => boolean,
): Promise<Result> {
  const until = performance.now() + MAX_RETRY_MS
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      if (count >= MAX_ATTEMPTS || performance.now() > until || !isRetryable(error)) throw error
      // With jitter, so that two conflicting transactions don't collide again.
      await delay(Math.min(FIRST_PAUSE_MS * 2 ** count, MAX_PAUSE_MS) * (0.5 + Math.random()))
    }
  }
}

/**
 * Runs one statement outside a transaction, and retries it after a conflict with a concurrent transaction (serialization
 * failure, deadlock, lock timeout): at most 5 attempts, none started later than 10 s after the first.
 *
 * @throws what the last attempt threw
 */
export function withRetries<Result>(statement: () => Promise<Result>): Promise<Result> {
  return retryWhile(statement, wasRolledBack)
}

/**
 * Runs `work` in a transaction and commits it. If PostgreSQL rolls it back because of a concurrent transaction
 * (serialization failure, deadlock, lock timeout), or the connection ends before COMMIT is sent, all of `work` runs again
 * in a new transaction: at most 5 attempts, none started later than 10 s after the first. So `work` must have no side
 * effects other than queries in the given transaction.
 *
 * @param on the database; defaults to this process's own
 * @throws {CommitUnknown} COMMIT was sent but got no response. Check whether it succeeded before reporting a failure
 * @throws what `work` throws; then nothing was written
 */
export function inTransaction<Result>(
  work: (tx: Transaction) => Promise<Result>,
  on: () => Promise<Database> = db,
): Promise<Result> {
  let finished = false
  const attempt = async (): Promise<Result> => {
    finished = false
    return (await on()).$transaction(async (tx) => {
      const result = await work(tx)
      finished = true
      return result
    })
  }
  return retryWhile(
    () =>
      attempt().catch((error: unknown) => {
        if (finished && mayHaveCommitted(error)) throw new CommitUnknown()
        throw error
      }),
    (error) => !isLatchkeyError(error) && (wasRolledBack(error) || connectionEnded(error)),
  )
}

/** Whether a COMMIT that failed with this error may have succeeded. */
function mayHaveCommitted(error: unknown): boolean {
  if (sqlState(error) !== null) return CONNECTION_ENDED.test(sqlState(error) ?? '')
  if (!(error instanceof Error)) return true
  // Prisma didn't send COMMIT because the transaction had been open for too long.
  if ('code' in error && error.code === 'P2028') return false
  return !NOT_SENT.test(error.message)
}
