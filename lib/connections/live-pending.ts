import { db } from '../database'
import { SealBroken } from '../errors'
import { introspect, judgeIntrospection } from '../notion'
import { open, type TokenUse } from '../vault'
import type { Lease, SealedPair } from './life'

interface Row {
  pairId: string
  use: TokenUse
  sealedToken: string
}

/** How many pending pairs are asked about: the newest few are the ones that can live. */
const NEWEST_PAIRS = 3

/**
 * The newest pending pair of the lease's bot that Notion still calls active, or null. Harmless: tokens
 * are only introspected. A pair that belongs to another owner does not open and is passed over.
 */
export async function livePendingPair(lease: Lease): Promise<SealedPair | null> {
  const rows = await (await db()).$queryRaw<Row[]>`
    SELECT "pairId", "use"::text AS "use", "sealedToken" FROM "PendingRevocation"
    WHERE "botId" = ${lease.botId} AND "sealedToken" IS NOT NULL AND "pairId" <> ${lease.pair.pairId}
    ORDER BY "createdAt" DESC`
  const pairIds = [...new Set(rows.map((row) => row.pairId))].slice(0, NEWEST_PAIRS)
  for (const pairId of pairIds) {
    const sealed = (use: TokenUse) =>
      rows.find((row) => row.pairId === pairId && row.use === use)?.sealedToken ?? null
    const access = sealed('access')
    if (access === null) continue
    const bound = { pairId, botId: lease.botId, owner: lease.ownerPersonId }
    try {
      const verdict = judgeIntrospection(await introspect(await open(access, { use: 'access', ...bound })))
      if (verdict.kind === 'active') return { pairId, access, refresh: sealed('refresh') }
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
    }
  }
  return null
}
