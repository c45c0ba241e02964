import { log } from '../config'
import { db } from '../database'
import { SealBroken } from '../errors'
import { reseal, sealingKeyId, sealingKeyOf, type TokenUse } from '../vault'

export interface Rotation {
  readonly resealed: number
  /** Tokens that do not open: their key is not in the ring, or they were changed. */
  readonly broken: number
}

/**
 * Seals every stored token anew under the first key of TOKEN_KEYS. The app may run meanwhile: each write
 * compares with the text that was read, so a pair that was refreshed in between is left as it is. One
 * token that does not open does not stop the others.
 */
export async function rotateKeys(): Promise<Rotation> {
  const database = await db()
  let resealed = 0
  let broken = 0
  const stale = (sealed: string | null): sealed is string =>
    sealed !== null && sealingKeyOf(sealed) !== sealingKeyId()
  const tryReseal = async (sealed: string, demand: Parameters<typeof reseal>[1], row: string) => {
    try {
      return await reseal(sealed, demand)
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      log.error({ err: error, row }, 'a sealed token does not open and is left as it is')
      broken++
      return null
    }
  }

  for (const row of await database.connection.findMany({ include: { user: true } })) {
    const bound = { pairId: row.pairId, botId: row.botId, owner: row.user.notionPersonId }
    for (const [use, column] of [
      ['access', 'sealedAccessToken'],
      ['refresh', 'sealedRefreshToken'],
    ] as const) {
      const sealed = row[column]
      if (!stale(sealed)) continue
      const next = await tryReseal(sealed, { use: use satisfies TokenUse, ...bound }, row.id)
      if (next === null) continue
      const { count } = await database.connection.updateMany({
        where: { id: row.id, pairId: row.pairId, [column]: sealed },
        data: { [column]: next },
      })
      resealed += count
    }
  }
  for (const row of await database.pendingRevocation.findMany({ where: { sealedToken: { not: null } } })) {
    const { sealedToken: sealed } = row
    if (!stale(sealed)) continue
    const demand = { use: row.use, pairId: row.pairId, ...(row.botId ? { botId: row.botId } : {}) }
    const next = await tryReseal(sealed, demand, row.id)
    if (next === null) continue
    const { count } = await database.pendingRevocation.updateMany({
      where: { id: row.id, sealedToken: sealed },
      data: { sealedToken: next },
    })
    resealed += count
  }
  return { resealed, broken }
}
