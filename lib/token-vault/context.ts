import { randomBytes } from 'node:crypto'
import {
  type Database,
  inIdempotentTransaction,
  inTransaction,
  type Prisma,
  type Transaction,
} from '../database'
import { createNotionOAuth, type NotionCredentials, type NotionOAuth } from '../notion'
import { BackgroundTasks } from './background-tasks'
import type { TokenKeys } from './crypto'
import type { VaultEvent } from './events'

/** The logger methods that the vault calls. A pino logger has them. */
export type VaultLog = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>
>

/**
 * Maps a user to a Notion person: an SQL expression for the Notion person id of the user `userId`, NULL if there is
 * no such user. It is part of every statement that reads a sealed token, so that a connection which was moved to
 * another user's row can't be opened. See docs/decisions/019-token-vault-factory.md.
 */
export interface Owners {
  personIdOf(userId: Prisma.Sql): Prisma.Sql
  /**
   * A query that finds the user and keeps them from being deleted until the transaction ends (FOR KEY SHARE): what
   * is written then names nobody who is gone.
   */
  hold(userId: Prisma.Sql): Prisma.Sql
}

export interface TokenVaultOptions {
  /** The Prisma client of the database that has the vault's tables. Called before each query or transaction. */
  readonly database: () => Promise<Database>
  /** The first key seals; any of them opens. */
  readonly keys: TokenKeys
  readonly notion: NotionCredentials
  readonly owners: Owners
  /** A pair older than this is refreshed at its next use. 0: refresh only after a 401. */
  readonly maxTokenAgeDays?: number
  readonly log: VaultLog
  /**
   * Called and awaited for each event. If an event has a `tx`, throwing rolls that transaction back, and the event may
   * be reported again: write only through `tx`.
   */
  readonly onEvent: (event: VaultEvent) => void | Promise<void>
}

/** Dependencies and state that all functions of one vault share. */
export interface VaultContext extends Required<Omit<TokenVaultOptions, 'notion'>> {
  readonly notion: NotionOAuth
  readonly apiUrl: string
  /** Unique per vault and process. Identifies the holder of a lease. */
  readonly instanceId: string
  readonly tasks: BackgroundTasks
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  idempotentTransaction<Result>(work: (tx: Transaction, again: boolean) => Promise<Result>): Promise<Result>
}

export function createContext(options: TokenVaultOptions): VaultContext {
  const { database, notion, maxTokenAgeDays = 0 } = options
  return {
    ...options,
    maxTokenAgeDays,
    notion: createNotionOAuth(notion),
    apiUrl: notion.apiUrl,
    instanceId: `${process.pid}-${randomBytes(6).toString('hex')}`,
    tasks: new BackgroundTasks(),
    transaction: (work) => inTransaction(work, database),
    idempotentTransaction: (work) => inIdempotentTransaction(work, database),
  }
}
