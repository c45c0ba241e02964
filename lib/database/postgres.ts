import pg from 'pg'
import { log } from '../config'

/** How long a statement waits for a lock. */
const LOCK_TIMEOUT_MS = 3_000
/** After this long without a statement, the server ends a transaction and releases its locks. */
const IDLE_IN_TRANSACTION_MS = 5_000
/** How long the server may work on a statement. */
const STATEMENT_TIMEOUT_MS = 8_000
/** How long to wait for the result of a statement. Longer than the server's own limit, so the server is unresponsive then. */
const MAX_SILENCE_MS = 10_000
/** How long to wait for a connection attempt, or for a free connection of the pool. */
export const CONNECT_TIMEOUT_MS = 10_000
const POOL_SIZE = 10
const KEEP_ALIVE_DELAY_MS = 10_000

export interface PostgresLimits {
  readonly lockMs: number
  readonly idleInTransactionMs: number
  readonly statementMs: number
  readonly silenceMs: number
}

export const DEFAULT_LIMITS: PostgresLimits = {
  lockMs: LOCK_TIMEOUT_MS,
  idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
  statementMs: STATEMENT_TIMEOUT_MS,
  silenceMs: MAX_SILENCE_MS,
}

/** The server did not respond to a statement in time, and the connection was closed. The statement may have been executed. */
class DatabaseUnresponsive extends Error {
  /** Prisma's adapter treats this code as a closed connection. */
  readonly code = 'ECONNRESET'
  readonly syscall = 'read'
  readonly errno = -104
  constructor(milliseconds: number) {
    super(`the database did not respond to a statement within ${milliseconds} ms`)
    this.name = 'DatabaseUnresponsive'
  }
}

const settings = (limits: PostgresLimits, scope: 'SESSION' | 'LOCAL') =>
  [
    `SET ${scope} lock_timeout = ${limits.lockMs}`,
    `SET ${scope} idle_in_transaction_session_timeout = ${limits.idleInTransactionMs}`,
    `SET ${scope} statement_timeout = ${limits.statementMs}`,
  ].join('; ')

/** Destroys the socket of a client, for which node-postgres has no type. */
const destroy = (client: pg.Client, error: Error) =>
  (
    client as unknown as { connection: { stream: { destroy(error: Error): void } } }
  ).connection.stream.destroy(error)

type Callback = (error: Error | null, result: unknown) => void

/**
 * Creates a client class for one pool. If a statement gets no response in time, its connection is closed and doesn't
 * return to the pool (query_timeout of node-postgres leaves it open, with the statement still running). Idle connections
 * of the pool are closed too, because their sockets have probably failed with it.
 *
 * Each BEGIN sets the limits of its transaction in the same message. That also works behind PgBouncer in transaction
 * mode, where a session setting may end up in another session and startup parameters are rejected.
 */
function createBoundedClient(limits: PostgresLimits): new () => pg.Client {
  const clients = new Set<BoundedClient>()
  const begin = `BEGIN; ${settings(limits, 'LOCAL')}`

  class BoundedClient extends pg.Client {
    private unanswered = 0
    private inTransaction = false

    constructor(config?: pg.ClientConfig) {
      super(config)
      clients.add(this)
      this.once('end', () => clients.delete(this))
      // Between two statements of Prisma there is no other listener, and an unhandled 'error' event ends the process.
      this.on('error', () => {})
    }

    // The pool and Prisma's adapter use only two of pg.Client's overloads.
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

    /** @returns a function to call when the response has arrived */
    private waitForAnswer(): () => void {
      this.unanswered++
      const timer = setTimeout(() => {
        const silent = new DatabaseUnresponsive(limits.silenceMs)
        log.warn({ err: silent }, 'a database connection is unresponsive and was closed')
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
 * Pool options with time limits for statements, locks, transactions and connection attempts.
 *
 * @param limits null for migrations, which may take long: then only connection attempts have a limit
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
    Client: createBoundedClient(limits),
    // For statements outside a transaction. The pool awaits it.
    onConnect: (client) => client.query(settings(limits, 'SESSION')) as unknown as undefined,
  }
}
