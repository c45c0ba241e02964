import { record } from '../../activity'
import { log } from '../../config'
import { db, inTransaction } from '../../database'
import type { IssuedTokens } from '../../notion'
import { holdingPair, pause } from '../background-tasks'
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
async function sealMinted(lease: Lease, minted: IssuedTokens, refreshToken: string): Promise<Sealed> {
  const pairId = crypto.randomUUID()
  const bound = { pairId, botId: lease.botId, owner: lease.ownerPersonId }
  const oldAccess = await open(lease.pair.access, {
    use: 'access',
    ...bound,
    pairId: lease.pair.pairId,
  }).catch(() => null)
  const oldRefresh = { use: 'refresh' as const, ...bound, pairId: lease.pair.pairId }
  const refresh = minted.refreshToken
    ? await seal(minted.refreshToken, { use: 'refresh', ...bound })
    : lease.pair.refresh && (await reseal(lease.pair.refresh, oldRefresh, { pairId }))
  return {
    pair: {
      pairId,
      access: await seal(minted.accessToken, { use: 'access', ...bound }),
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
 * the only pair that lives (invariant 4). `stored`: the connection has it. `superseded`: the connection is
 * gone or has a newer one, and the pair waits for revocation. `foreign`: Notion answered with another bot's
 * pair, which waits for revocation; the lease is kept, because the connection's refresh token is used up.
 */
export function keepPair(lease: Lease, minted: IssuedTokens, refreshToken: string): Promise<KeptPair> {
  return holdingPair({ issuedBy: 'refresh', connection: lease.id, bot: lease.botId }, () =>
    writePair(lease, minted, refreshToken),
  )
}

async function writePair(lease: Lease, minted: IssuedTokens, refreshToken: string): Promise<KeptPair> {
  const foreign = minted.botId !== null && minted.botId !== lease.botId
  if (foreign)
    log.error(
      { connection: lease.id },
      'Notion answered a refresh with the pair of another bot: it is not stored',
    )
  const sealed = foreign ? await sealForeign(minted, lease) : await sealMinted(lease, minted, refreshToken)
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, MAX_PAUSE_MS)) {
    try {
      if (foreign) {
        await keepLate(lease, sealed.pair, minted.botId)
        return 'foreign'
      }
      if (await store(lease, sealed)) return 'stored'
      await supersede(lease, sealed.pair)
      return 'superseded'
    } catch (error) {
      log.error(
        { err: error, connection: lease.id },
        'a refreshed pair could not be written yet; trying again',
      )
      await pause(wait)
    }
  }
}

async function sealForeign(minted: IssuedTokens, lease: Lease): Promise<Sealed> {
  const bound = { pairId: crypto.randomUUID(), botId: minted.botId, owner: lease.ownerPersonId }
  return {
    pair: {
      pairId: bound.pairId,
      access: await seal(minted.accessToken, { use: 'access', ...bound }),
      refresh: minted.refreshToken ? await seal(minted.refreshToken, { use: 'refresh', ...bound }) : null,
    },
    replaced: { access: false, refresh: false },
  }
}

async function store(lease: Lease, { pair, replaced }: Sealed): Promise<boolean> {
  const database = await db()
  const rows = await inTransaction(async (tx) => {
    const changed = await storeRefreshed(tx, lease, pair, replaced)
    if (changed === 1)
      await record(tx, lease.owner, 'refreshed', lease.id, { workspaceName: lease.workspaceName })
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
const keepLate = async (lease: Lease, pair: SealedPair, botId: string | null): Promise<void> =>
  keepForRevocation(await db(), {
    botId,
    pair,
    reason: 'late',
    connectionId: lease.id,
    userId: lease.owner,
    workspaceName: lease.workspaceName,
  })

async function supersede(lease: Lease, pair: SealedPair): Promise<void> {
  const database = await db()
  await keepLate(lease, pair, lease.botId)
  await releaseLease(database, lease, { settled: true, coolDownMs: 0 })
  // Everything that this attempt minted is in our hands now.
  if (lease.unsettledBefore === null) await settleEnded(database, lease.id)
}
