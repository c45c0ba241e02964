import type { BackgroundTasks } from './background-tasks'
import { notionClientFor } from './connection/authorized-client'
import { checkAccess, readAccess } from './connection/check-access'
import { storeAuthorized } from './connection/connection-state'
import { disconnect } from './connection/disconnect'
import {
  claimedRevocationsDone,
  findConnection,
  listConnections,
  openRevocations,
} from './connection/find-connections'
import { releasePair } from './connection/receive-pair'
import { redeemCode } from './connection/redeem-code'
import { refresh } from './connection/refresh'
import { createContext, type TokenVaultOptions, type VaultContext } from './context'
import { keyChecks } from './crypto'
import { rotateKeys } from './crypto/rotate-keys'
import { drainRevocations, revocationFigures, startRevocationWorker } from './revocation/worker'

/** Each takes its vault's context first; a vault has them without it. */
const operations = {
  redeemCode,
  releasePair,
  storeAuthorized,
  findConnection,
  listConnections,
  notionClientFor,
  refresh,
  readAccess,
  checkAccess,
  disconnect,
  openRevocations,
  claimedRevocationsDone,
  drainRevocations,
  revocationFigures,
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

/** Keeps the tokens of Notion connections: sealed, refreshed once, revoked when nobody needs them any more. */
export type TokenVault = {
  readonly [Name in keyof Operations]: WithoutContext<Operations[Name]>
} & {
  /** Work that a shutdown has to wait for. */
  readonly tasks: BackgroundTasks
}

/** The vault around a context. */
export function vaultOf(context: VaultContext): TokenVault {
  const bound = Object.entries(operations).map(([name, operation]) => [
    name,
    (operation as (vault: VaultContext, ...rest: unknown[]) => unknown).bind(null, context),
  ])
  return { ...Object.fromEntries(bound), tasks: context.tasks }
}

/**
 * Makes a vault. It has no state outside of itself and its database, so that one process can have several, with
 * different keys and databases.
 */
export function createTokenVault(options: TokenVaultOptions): TokenVault {
  return vaultOf(createContext(options))
}
