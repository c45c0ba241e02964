import { setTimeout as delay } from 'node:timers/promises'
import { CommitUnknown } from '../errors'
import { type Database, db, type Transaction } from './database'
import { inTransaction } from './transaction'

/** After this the database counts as silent: the caller learns that the outcome is not known. */
const MAX_LOOK_MS = 6_000
const PAUSE_MS = 250

/**
 * `inTransaction` for work that may be done twice: when COMMIT was sent and not answered, `work` runs again
 * with `again` set, finds what the first run wrote, if anything, and says what is so. Its first statement
 * must touch the rows that the first run changed: it then waits until that run has ended either way.
 *
 * @throws {CommitUnknown} the database did not answer in time: it may have happened
 * @throws what `work` throws; nothing was written then
 */
export async function inRepeatableTransaction<Result>(
  work: (tx: Transaction, again: boolean) => Promise<Result>,
  on: () => Promise<Database> = db,
): Promise<Result> {
  let unknown: CommitUnknown | null = null
  const until = performance.now() + MAX_LOOK_MS
  for (;;) {
    try {
      const again = unknown !== null
      return await inTransaction((tx) => work(tx, again), on)
    } catch (error) {
      if (error instanceof CommitUnknown) unknown = error
      // What fails from here on says nothing of the COMMIT whose answer is missing.
      if (unknown === null) throw error
      if (performance.now() > until) throw unknown
      await delay(PAUSE_MS)
    }
  }
}
