import { randomBytes } from 'node:crypto'
import {
  type Database,
  inRepeatableTransaction,
  inTransaction,
  type Prisma,
  type Transaction,
} from '../database'
import { createNotionOAuth, type NotionCredentials, type NotionOAuth } from '../notion'
import { BackgroundTasks } from './background-tasks'
import type { TokenKeys } from './crypto'
import type { VaultEvent } from './events'

/** The methods of a logger that the vault calls; pino's fit. */
export type VaultLog = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>
>

/**
 * How the vault finds out whose connections a user may open: an SQL expression for the Notion person id of the
 * user whose id is `userId`, NULL if there is no such user. It is part of the statements that read a sealed token,
 * so that a connection which was moved to another user's row does not open. See
 * docs/decisions/019-token-vault-factory.md.
 */
export interface Owners {
  personIdOf(userId: Prisma.Sql): Prisma.Sql
}

export interface TokenVaultOptions {
  /** The Prisma client of the database that has the vault's tables; called for each piece of work. */
  readonly database: () => Promise<Database>
  /** The first seals, all of them open. */
  readonly keys: TokenKeys
  readonly notion: NotionCredentials
  readonly owners: Owners
  /** A pair older than this is refreshed at its next use; 0: only when Notion refuses a token. */
  readonly maxTokenAgeDays?: number
  readonly log: VaultLog
  /**
   * Called for each event and awaited. An event with a `tx` rolls its transaction back if this throws, and may be
   * reported again: write through `tx` only.
   */
  readonly onEvent: (event: VaultEvent) => void | Promise<void>
}

/** What the functions of one vault share. */
export interface VaultContext extends Required<Omit<TokenVaultOptions, 'notion'>> {
  readonly notion: NotionOAuth
  readonly apiUrl: string
  /** Differs for each vault, on each process: the holder of a lease. */
  readonly name: string
  readonly tasks: BackgroundTasks
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  repeatableTransaction<Result>(work: (tx: Transaction, again: boolean) => Promise<Result>): Promise<Result>
}

export function createContext(options: TokenVaultOptions): VaultContext {
  const { database, notion, maxTokenAgeDays = 0 } = options
  return {
    ...options,
    maxTokenAgeDays,
    notion: createNotionOAuth(notion),
    apiUrl: notion.apiUrl,
    name: `${process.pid}-${randomBytes(6).toString('hex')}`,
    tasks: new BackgroundTasks(),
    transaction: (work) => inTransaction(work, database),
    repeatableTransaction: (work) => inRepeatableTransaction(work, database),
  }
}
