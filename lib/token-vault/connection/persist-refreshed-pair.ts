import { setTimeout as pause } from 'node:timers/promises'
import type { IssuedTokens } from '../../notion'
import type { VaultContext } from '../context'
import { open, reseal, seal } from '../crypto'
import { addPendingRevocations } from '../revocation/pending-revocations'
import { settleEndedConnection } from '../revocation/worker'
import { type Lease, releaseLease, type SealedPair, storeRefreshed } from './connection-state'

const FIRST_PAUSE_MS = 100
const MAX_PAUSE_MS = 5_000

interface SealedRefresh {
  readonly pair: SealedPair
  readonly replaced: { readonly access: boolean; readonly refresh: boolean }
}

/** Seals the pair from a refresh. A token that the response repeats or leaves out is not replaced. */
async function sealRefreshedPair(
  vault: VaultContext,
  lease: Lease,
  minted: IssuedTokens,
  refreshToken: string,
): Promise<SealedRefresh> {
  const pairId = crypto.randomUUID()
  const binding = { pairId, botId: lease.botId, owner: lease.ownerPersonId }
  const oldAccess = await open(vault.keys, lease.pair.access, {
    use: 'access',
    ...binding,
    pairId: lease.pair.pairId,
  }).catch(() => null)
  const oldRefresh = { use: 'refresh' as const, ...binding, pairId: lease.pair.pairId }
  const refresh = minted.refreshToken
    ? await seal(vault.keys, minted.refreshToken, { use: 'refresh', ...binding })
    : lease.pair.refresh && (await reseal(vault.keys, lease.pair.refresh, oldRefresh, { pairId }))
  return {
    pair: {
      pairId,
      access: await seal(vault.keys, minted.accessToken, { use: 'access', ...binding }),
      refresh,
      mintedAfter: lease.takenAt,
    },
    replaced: {
      access: oldAccess !== minted.accessToken,
      refresh: Boolean(minted.refreshToken) && minted.refreshToken !== refreshToken,
    },
  }
}

export type PersistResult = 'stored' | 'superseded' | 'foreign'

/**
 * Stores the pair from a refresh, and retries until it succeeds: this process has the only copy of the only working
 * pair (docs/architecture.md, invariant 4). `stored`: the connection has it. `superseded`: the connection is gone or
 * has a newer pair, so this one is pending for revocation. `foreign`: Notion returned a pair of another bot, which is
 * pending for revocation; the lease is kept, because the connection's refresh token is used up.
 */
export function persistRefreshedPair(
  vault: VaultContext,
  lease: Lease,
  minted: IssuedTokens,
  refreshToken: string,
): Promise<PersistResult> {
  return vault.tasks.trackUnsavedPair({ issuedBy: 'refresh', connection: lease.id, bot: lease.botId }, () =>
    writePair(vault, lease, minted, refreshToken),
  )
}

async function writePair(
  vault: VaultContext,
  lease: Lease,
  minted: IssuedTokens,
  refreshToken: string,
): Promise<PersistResult> {
  const foreign = minted.botId !== null && minted.botId !== lease.botId
  if (foreign)
    vault.log.error(
      { connection: lease.id },
      'Notion answered a refresh with a pair of another bot, which is not stored',
    )
  const sealed = foreign
    ? await sealForeignPair(vault, minted, lease)
    : await sealRefreshedPair(vault, lease, minted, refreshToken)
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
    try {
      if (foreign) {
        await addLatePair(vault, lease, sealed.pair, minted.botId)
        return 'foreign'
      }
      if (await storeInConnection(vault, lease, sealed)) return 'stored'
      await addSupersededPair(vault, lease, sealed.pair)
      return 'superseded'
    } catch (error) {
      vault.log.error({ err: error, connection: lease.id }, 'a refreshed pair could not be stored; retrying')
      await pause(pauseMs)
    }
  }
}

async function sealForeignPair(
  vault: VaultContext,
  minted: IssuedTokens,
  lease: Lease,
): Promise<SealedRefresh> {
  const binding = { pairId: crypto.randomUUID(), botId: minted.botId, owner: lease.ownerPersonId }
  return {
    pair: {
      pairId: binding.pairId,
      access: await seal(vault.keys, minted.accessToken, { use: 'access', ...binding }),
      refresh: minted.refreshToken
        ? await seal(vault.keys, minted.refreshToken, { use: 'refresh', ...binding })
        : null,
    },
    replaced: { access: false, refresh: false },
  }
}

async function storeInConnection(
  vault: VaultContext,
  lease: Lease,
  { pair, replaced }: SealedRefresh,
): Promise<boolean> {
  const database = await vault.database()
  const rows = await vault.transaction(async (tx) => {
    const changed = await storeRefreshed(vault, tx, lease, pair, replaced)
    const { owner, id: connectionId, workspaceName } = lease
    if (changed === 1) await vault.onEvent({ kind: 'refreshed', tx, owner, connectionId, workspaceName })
    return changed
  })
  if (rows === 1) return true
  // An earlier attempt may have committed although its response was lost.
  const [row] = await database.$queryRaw<{ mine: boolean; unmoved: boolean }[]>`
    SELECT "pairId" = ${pair.pairId} AS "mine", "generation" = ${lease.generation} AND "state" = 'active' AS "unmoved"
    FROM "Connection" WHERE "id" = ${lease.id} AND "userId" = ${lease.owner}`
  // The refresh token of this generation is used up, so the lease must not be released while the row still has it.
  if (row?.unmoved) throw new Error('the connection still has the generation that was refreshed')
  return row?.mine === true
}

/** Adds a pair that belongs to no connection to the pending revocations. */
const addLatePair = (
  vault: VaultContext,
  lease: Lease,
  pair: SealedPair,
  botId: string | null,
): Promise<void> =>
  vault.transaction((tx) =>
    addPendingRevocations(vault, tx, {
      botId,
      pair,
      reason: 'late',
      connectionId: lease.id,
      userId: lease.owner,
      workspaceName: lease.workspaceName,
    }),
  )

async function addSupersededPair(vault: VaultContext, lease: Lease, pair: SealedPair): Promise<void> {
  const database = await vault.database()
  await addLatePair(vault, lease, pair, lease.botId)
  await releaseLease(database, lease, { settled: true, coolDownMs: 0 })
  // This attempt has no tokens that we don't know.
  if (lease.unsettledBefore === null) await settleEndedConnection(database, lease.id)
}
