import { setTimeout as delay } from 'node:timers/promises'
import { CommitUnknown, isLatchkeyError } from '../errors'
import { type Database, db, type Transaction } from './database'

/** No attempt begins later than this after the first one began. */
const MAX_RETRY_MS = 10_000
const MAX_ATTEMPTS = 5
const FIRST_PAUSE_MS = 20
const MAX_PAUSE_MS = 500

/**
 * SQLSTATEs after which PostgreSQL has rolled back what it was asked, and the same may succeed a moment later:
 * serialization_failure, deadlock_detected, lock_not_available, idle_in_transaction_session_timeout.
 */
const ROLLED_BACK = new Set(['40001', '40P01', '55P03', '25P03'])
/** The connection ended: admin_shutdown, crash_shutdown, cannot_connect_now, and SQLSTATE class 08. */
const CONNECTION_ENDED = /^(57P01|57P02|57P03|08...)$/
/** What node-postgres says of a connection that ended before a statement was sent on it. */
const NOT_SENT = /is not queryable$/

interface DriverCause {
  readonly originalCode?: string
  readonly code?: string
  readonly kind?: string
}

function driverCause(error: unknown): DriverCause | null {
  if (!(error instanceof Error)) return null
  // Prisma hands the driver's error on inside its own, or as it came.
  const meta = 'meta' in error ? (error.meta as { driverAdapterError?: Error } | undefined) : undefined
  const cause = meta?.driverAdapterError?.cause ?? (error.name === 'DriverAdapterError' ? error.cause : null)
  return typeof cause === 'object' ? (cause as DriverCause | null) : null
}

/** The SQLSTATE behind an error of a query, or null: `40P01`, `55P03`. */
export function sqlState(error: unknown): string | null {
  const cause = driverCause(error)
  return cause?.originalCode ?? cause?.code ?? null
}

/** PostgreSQL rolled the statement and its transaction back, and the same may succeed now. */
function wasRolledBack(error: unknown): boolean {
  return ROLLED_BACK.has(sqlState(error) ?? '')
}

/** The connection ended under a statement. Whether the server carried it out is not known. */
function connectionEnded(error: unknown): boolean {
  if (CONNECTION_ENDED.test(sqlState(error) ?? '')) return true
  if (driverCause(error)?.kind === 'ConnectionClosed') return true
  return (
    error instanceof Error && (NOT_SENT.test(error.message) || /^Connection terminated/.test(error.message))
  )
}

/** Repeats `attempt` while it fails with an error that `again` accepts, within the bounds above. */
async function repeat<Result>(
  attempt: () => Promise<Result>,
  again: (error: unknown) => boolean,
): Promise<Result> {
  const until = performance.now() + MAX_RETRY_MS
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      if (count >= MAX_ATTEMPTS || performance.now() > until || !again(error)) throw error
      // With some chance in it, so that two that met do not meet again.
      await delay(Math.min(FIRST_PAUSE_MS * 2 ** count, MAX_PAUSE_MS) * (0.5 + Math.random()))
    }
  }
}

/**
 * Runs one statement outside a transaction, again when a concurrent transaction was in its way
 * (serialization failure, deadlock, lock timeout): at most 5 times, none begun later than 10 s after the first.
 *
 * @throws what the last attempt threw
 */
export function retried<Result>(statement: () => Promise<Result>): Promise<Result> {
  return repeat(statement, wasRolledBack)
}

/**
 * Runs `work` in a transaction and commits it. When PostgreSQL rolls it back because of a concurrent
 * transaction (serialization failure, deadlock, lock timeout), or the connection ends before COMMIT is sent,
 * the whole of `work` runs again in a new transaction: at most 5 times, none begun later than 10 s after the
 * first. So `work` may do nothing but query through the transaction that it is given.
 *
 * @param on the database; this process's own if left out
 * @throws {CommitUnknown} COMMIT was sent and not answered. Look whether it happened before you say that it did not
 * @throws what `work` throws; nothing was written then
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
  return repeat(
    () =>
      attempt().catch((error: unknown) => {
        if (finished && commitUnknown(error)) throw new CommitUnknown()
        throw error
      }),
    (error) => !isLatchkeyError(error) && (wasRolledBack(error) || connectionEnded(error)),
  )
}

/** Whether COMMIT, which failed with this error, may have happened all the same. */
function commitUnknown(error: unknown): boolean {
  if (sqlState(error) !== null) return CONNECTION_ENDED.test(sqlState(error) ?? '')
  if (!(error instanceof Error)) return true
  // Prisma did not send it: the transaction had been open for too long.
  if ('code' in error && error.code === 'P2028') return false
  return !NOT_SENT.test(error.message)
}
