import type { BackgroundTasks } from './background-tasks'
import { notionClientFor } from './connection/authorized-client'
import { checkAccess, readAccess } from './connection/check-access'
import { storeAuthorized } from './connection/connection-state'
import { disconnect } from './connection/disconnect'
import {
  findConnection,
  listConnections,
  listOpenRevocations,
  waitForClaimedRevocations,
} from './connection/find-connections'
import { drainReceipt, forgetOwner } from './connection/forget-owner'
import { invalidateContent } from './connection/invalidate-content'
import { releasePair } from './connection/receive-pair'
import { redeemCode } from './connection/redeem-code'
import { refresh } from './connection/refresh'
import { createContext, type TokenVaultOptions, type VaultContext } from './context'
import { keyChecks } from './crypto'
import { rotateKeys } from './crypto/rotate-keys'
import { findReceipt } from './revocation/receipts'
import { drainRevocations, readRevocationStats, startRevocationWorker } from './revocation/worker'

/** Each takes the vault's context as its first parameter, which `createTokenVault` binds. */
const operations = {
  redeemCode,
  releasePair,
  storeAuthorized,
  findConnection,
  listConnections,
  invalidateContent,
  notionClientFor,
  refresh,
  readAccess,
  checkAccess,
  disconnect,
  forgetOwner,
  drainReceipt,
  findReceipt,
  listOpenRevocations,
  waitForClaimedRevocations,
  drainRevocations,
  readRevocationStats,
  startRevocationWorker,
  rotateKeys,
  /** The id of the key that seals. */
  sealingKeyId: (vault: VaultContext) => vault.keys[0].id,
  keyChecks: (vault: VaultContext) => keyChecks(vault.keys),
}

type Operations = typeof operations
type WithoutContext<Operation> = Operation extends (vault: VaultContext, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never

/** Stores the tokens of Notion connections sealed, refreshes them once, and revokes them after a disconnect. */
export type TokenVault = {
  readonly [Name in keyof Operations]: WithoutContext<Operations[Name]>
} & {
  /** Work that a shutdown must wait for. */
  readonly tasks: BackgroundTasks
}

/** Binds the operations to a context. */
export function vaultOf(context: VaultContext): TokenVault {
  const bound = Object.entries(operations).map(([name, operation]) => [
    name,
    (operation as (vault: VaultContext, ...rest: unknown[]) => unknown).bind(null, context),
  ])
  return { ...Object.fromEntries(bound), tasks: context.tasks }
}

/**
 * Creates a vault. It has no global state, so one process can have several with different keys and databases.
 */
export function createTokenVault(options: TokenVaultOptions): TokenVault {
  return vaultOf(createContext(options))
}
