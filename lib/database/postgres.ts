import pg from 'pg'
import { log } from '../config'

/** How long a statement waits for a lock, also for one that a process holds which has gone silent. */
const LOCK_TIMEOUT_MS = 3_000
/** How long a transaction may sit without a statement: the server ends it then, and its locks are free. */
const IDLE_IN_TRANSACTION_MS = 5_000
/** How long the server works on a statement. */
const STATEMENT_TIMEOUT_MS = 8_000
/** How long we wait for the answer to a statement. Longer than the server's own limit: then the server is silent. */
const MAX_SILENCE_MS = 10_000
/** How long a connection attempt takes, and how long a statement waits for a free connection. */
export const CONNECT_TIMEOUT_MS = 10_000
const POOL_SIZE = 10
const KEEP_ALIVE_DELAY_MS = 10_000

export interface PostgresLimits {
  readonly lockMs: number
  readonly idleInTransactionMs: number
  readonly statementMs: number
  readonly silenceMs: number
}

export const LIMITS: PostgresLimits = {
  lockMs: LOCK_TIMEOUT_MS,
  idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
  statementMs: STATEMENT_TIMEOUT_MS,
  silenceMs: MAX_SILENCE_MS,
}

/** The server did not answer a statement in time, and the connection was closed. It may have carried it out. */
class DatabaseSilent extends Error {
  /** Read by Prisma's adapter as a connection that ended. */
  readonly code = 'ECONNRESET'
  readonly syscall = 'read'
  readonly errno = -104
  constructor(milliseconds: number) {
    super(`the database did not answer a statement within ${milliseconds} ms`)
    this.name = 'DatabaseSilent'
  }
}

const settings = (limits: PostgresLimits, scope: 'SESSION' | 'LOCAL') =>
  [
    `SET ${scope} lock_timeout = ${limits.lockMs}`,
    `SET ${scope} idle_in_transaction_session_timeout = ${limits.idleInTransactionMs}`,
    `SET ${scope} statement_timeout = ${limits.statementMs}`,
  ].join('; ')

/** node-postgres has no type for this: the socket under a client. */
const destroy = (client: pg.Client, error: Error) =>
  (
    client as unknown as { connection: { stream: { destroy(error: Error): void } } }
  ).connection.stream.destroy(error)

type Callback = (error: Error | null, result: unknown) => void

/**
 * A client class for one pool. A statement that is not answered in time closes its connection, so that it does not
 * go back to the pool (node-postgres' own query_timeout leaves it open, with the statement still under way).
 * Idle connections of the pool are then closed as well: their sockets have probably gone silent with it.
 *
 * Each BEGIN carries the limits of its transaction in the same message. Behind PgBouncer in transaction mode this is
 * what holds: there a setting of the session may end up at another session, and startup parameters are refused.
 */
function boundedClient(limits: PostgresLimits): new () => pg.Client {
  const clients = new Set<BoundedClient>()
  const begin = `BEGIN; ${settings(limits, 'LOCAL')}`

  class BoundedClient extends pg.Client {
    private unanswered = 0
    private inTransaction = false

    constructor(config?: pg.ClientConfig) {
      super(config)
      clients.add(this)
      this.once('end', () => clients.delete(this))
      // While Prisma is between two statements nobody else listens, and an unheard error ends the process.
      this.on('error', () => {})
    }

    // The overloads of pg.Client are for its users; the pool and Prisma's adapter call it in two ways.
    override query(...given: never[]): never {
      const [first, ...others] = given as unknown as [unknown, ...unknown[]]
      const text = typeof first === 'string' ? first : (first as { text?: unknown } | null)?.text
      const statement =
        text === 'BEGIN' && typeof first === 'object' ? { ...first, text: begin, values: undefined } : first
      if (text === 'BEGIN') this.inTransaction = true
      if (text === 'COMMIT' || text === 'ROLLBACK') this.inTransaction = false
      const answered = this.waitForAnswer()
      const callback = others.at(-1)
      const parameters =
        typeof callback === 'function'
          ? [
              ...others.slice(0, -1),
              (error: Error | null, result: unknown) => {
                answered()
                ;(callback as Callback)(error, result)
              },
            ]
          : others
      const result: unknown = (super.query as (...all: unknown[]) => unknown)(statement, ...parameters)
      if (result instanceof Promise) result.then(answered, answered)
      return result as never
    }

    /** @returns to be called when the answer is there */
    private waitForAnswer(): () => void {
      this.unanswered++
      const timer = setTimeout(() => {
        const silent = new DatabaseSilent(limits.silenceMs)
        log.warn({ err: silent }, 'a database connection has gone silent and is replaced')
        destroy(this, silent)
        for (const client of clients)
          if (client.unanswered === 0 && !client.inTransaction) destroy(client, silent)
      }, limits.silenceMs)
      let over = false
      return () => {
        if (over) return
        over = true
        clearTimeout(timer)
        this.unanswered--
      }
    }
  }
  return BoundedClient
}

/**
 * Options of a pool whose statements, locks, transactions and connection attempts all have a time limit.
 *
 * @param limits null for migrations, which may take long: only connecting has a limit then
 */
export function poolOptions(url: string, limits: PostgresLimits | null): pg.PoolConfig {
  const common = {
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
  }
  if (!limits) return common
  return {
    ...common,
    Client: boundedClient(limits),
    // For statements outside a transaction. The pool waits for it.
    onConnect: (client) => client.query(settings(limits, 'SESSION')) as unknown as undefined,
  }
}
