import { setTimeout as delay } from 'node:timers/promises'
import { CommitUnknown } from '../errors'
import { type Database, db, type Transaction } from './database'
import { inTransaction } from './transaction'

/** After this long the caller learns that the outcome is unknown. */
const MAX_RETRY_MS = 6_000
const PAUSE_MS = 250

/**
 * `inTransaction` for idempotent work: if COMMIT gets no response, `work` runs again with `isRetry`, and detects what the
 * first run wrote. Its first statement must lock the rows that the first run changed, so that it waits until the first
 * transaction has ended.
 *
 * @throws {CommitUnknown} the database didn't respond in time, so the commit may have succeeded
 * @throws what `work` throws; then nothing was written
 */
export async function inIdempotentTransaction<Result>(
  work: (tx: Transaction, isRetry: boolean) => Promise<Result>,
  on: () => Promise<Database> = db,
): Promise<Result> {
  let commitUnknown: CommitUnknown | null = null
  const until = performance.now() + MAX_RETRY_MS
  for (;;) {
    try {
      const isRetry = commitUnknown !== null
      return await inTransaction((tx) => work(tx, isRetry), on)
    } catch (error) {
      if (error instanceof CommitUnknown) commitUnknown = error
      // A later failure says nothing about the commit without a response.
      if (commitUnknown === null) throw error
      if (performance.now() > until) throw commitUnknown
      await delay(PAUSE_MS)
    }
  }
}
