import { setTimeout as pause } from 'node:timers/promises'
import type { IssuedTokens } from '../../notion'
import type { VaultContext } from '../context'
import { open, reseal, seal } from '../crypto'
import { keepForRevocation } from '../revocation/pending-revocations'
import { settleEnded } from '../revocation/worker'
import { type Lease, releaseLease, type SealedPair, storeRefreshed } from './connection-state'

const FIRST_PAUSE_MS = 100
const MAX_PAUSE_MS = 5_000

interface Sealed {
  readonly pair: SealedPair
  readonly replaced: { readonly access: boolean; readonly refresh: boolean }
}

/** Seals what a refresh brought. A token that the answer repeats or leaves out is not replaced. */
async function sealMinted(
  vault: VaultContext,
  lease: Lease,
  minted: IssuedTokens,
  refreshToken: string,
): Promise<Sealed> {
  const pairId = crypto.randomUUID()
  const bound = { pairId, botId: lease.botId, owner: lease.ownerPersonId }
  const oldAccess = await open(vault.keys, lease.pair.access, {
    use: 'access',
    ...bound,
    pairId: lease.pair.pairId,
  }).catch(() => null)
  const oldRefresh = { use: 'refresh' as const, ...bound, pairId: lease.pair.pairId }
  const refresh = minted.refreshToken
    ? await seal(vault.keys, minted.refreshToken, { use: 'refresh', ...bound })
    : lease.pair.refresh && (await reseal(vault.keys, lease.pair.refresh, oldRefresh, { pairId }))
  return {
    pair: {
      pairId,
      access: await seal(vault.keys, minted.accessToken, { use: 'access', ...bound }),
      refresh,
      mintedAfter: lease.takenAt,
    },
    replaced: {
      access: oldAccess !== minted.accessToken,
      refresh: Boolean(minted.refreshToken) && minted.refreshToken !== refreshToken,
    },
  }
}

export type KeptPair = 'stored' | 'superseded' | 'foreign'

/**
 * Writes the pair that a refresh brought, for as long as it takes: this process holds the only copy of
 * the only pair that lives (docs/architecture.md, invariant 4). `stored`: the connection has it. `superseded`: the
 * connection is gone or has a newer one, and the pair waits for revocation. `foreign`: Notion answered with another
 * bot's pair, which waits for revocation; the lease is kept, because the connection's refresh token is used up.
 */
export function keepPair(
  vault: VaultContext,
  lease: Lease,
  minted: IssuedTokens,
  refreshToken: string,
): Promise<KeptPair> {
  return vault.tasks.holding({ issuedBy: 'refresh', connection: lease.id, bot: lease.botId }, () =>
    writePair(vault, lease, minted, refreshToken),
  )
}

async function writePair(
  vault: VaultContext,
  lease: Lease,
  minted: IssuedTokens,
  refreshToken: string,
): Promise<KeptPair> {
  const foreign = minted.botId !== null && minted.botId !== lease.botId
  if (foreign)
    vault.log.error(
      { connection: lease.id },
      'Notion answered a refresh with the pair of another bot: it is not stored',
    )
  const sealed = foreign
    ? await sealForeign(vault, minted, lease)
    : await sealMinted(vault, lease, minted, refreshToken)
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, MAX_PAUSE_MS)) {
    try {
      if (foreign) {
        await keepLate(vault, lease, sealed.pair, minted.botId)
        return 'foreign'
      }
      if (await store(vault, lease, sealed)) return 'stored'
      await supersede(vault, lease, sealed.pair)
      return 'superseded'
    } catch (error) {
      vault.log.error(
        { err: error, connection: lease.id },
        'a refreshed pair could not be written yet; trying again',
      )
      await pause(wait)
    }
  }
}

async function sealForeign(vault: VaultContext, minted: IssuedTokens, lease: Lease): Promise<Sealed> {
  const bound = { pairId: crypto.randomUUID(), botId: minted.botId, owner: lease.ownerPersonId }
  return {
    pair: {
      pairId: bound.pairId,
      access: await seal(vault.keys, minted.accessToken, { use: 'access', ...bound }),
      refresh: minted.refreshToken
        ? await seal(vault.keys, minted.refreshToken, { use: 'refresh', ...bound })
        : null,
    },
    replaced: { access: false, refresh: false },
  }
}

async function store(vault: VaultContext, lease: Lease, { pair, replaced }: Sealed): Promise<boolean> {
  const database = await vault.database()
  const rows = await vault.transaction(async (tx) => {
    const changed = await storeRefreshed(vault, tx, lease, pair, replaced)
    const { owner, id: connectionId, workspaceName } = lease
    if (changed === 1) await vault.onEvent({ kind: 'refreshed', tx, owner, connectionId, workspaceName })
    return changed
  })
  if (rows === 1) return true
  // An earlier try may have been committed although its answer was lost.
  const [row] = await database.$queryRaw<{ mine: boolean; unmoved: boolean }[]>`
    SELECT "pairId" = ${pair.pairId} AS "mine", "generation" = ${lease.generation} AND "state" = 'active' AS "unmoved"
    FROM "Connection" WHERE "id" = ${lease.id} AND "userId" = ${lease.owner}`
  // The refresh token of this generation is used up: it must not be given free while the row still names it.
  if (row?.unmoved) throw new Error('the connection still has the generation that was refreshed')
  return row?.mine === true
}

/** Puts a pair that no connection has among the pending revocations. */
const keepLate = async (
  vault: VaultContext,
  lease: Lease,
  pair: SealedPair,
  botId: string | null,
): Promise<void> =>
  keepForRevocation(vault, await vault.database(), {
    botId,
    pair,
    reason: 'late',
    connectionId: lease.id,
    userId: lease.owner,
    workspaceName: lease.workspaceName,
  })

async function supersede(vault: VaultContext, lease: Lease, pair: SealedPair): Promise<void> {
  const database = await vault.database()
  await keepLate(vault, lease, pair, lease.botId)
  await releaseLease(database, lease, { settled: true, coolDownMs: 0 })
  // Everything that this attempt minted is in our hands now.
  if (lease.unsettledBefore === null) await settleEnded(database, lease.id)
}
