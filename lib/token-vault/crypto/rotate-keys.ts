import { Prisma } from '../../database'
import { SealBroken } from '../../errors'
import type { VaultContext } from '../context'
import { type Demand, reseal, sealingKeyOf } from '.'

/** How many tokens of each table are not sealed with the first key. */
export interface SealedWith {
  /** The key id that the seals name; null: they name none. */
  readonly keyId: string | null
  readonly connections: number
  readonly pendingRevocations: number
}

export interface Rotation {
  readonly resealed: number
  /** Tokens that do not open: their key is not in the ring, or they were changed. */
  readonly broken: number
  /** What is still sealed with another key than the first, read after everything else. */
  readonly left: readonly SealedWith[]
}

const BATCH = 500
/** Refreshes may move tokens from one table to the other while the keys are rotated: what was missed is in the next pass. */
const MAX_PASSES = 10

/** One sealed token, and how to replace its text. */
interface Stored {
  readonly row: string
  readonly sealed: string
  readonly demand: Demand
  /** Compares with the text that was read; the number of rows that changed. */
  replace(next: string): Promise<number>
}

type Table = 'connections' | 'pendingRevocations'

/** The Notion person ids of the connections' owners, by connection. */
async function personsOf(
  vault: VaultContext,
  connections: readonly { id: string }[],
): Promise<Map<string, string | null>> {
  if (connections.length === 0) return new Map()
  const rows = await (await vault.database()).$queryRaw<{ id: string; personId: string | null }[]>`
    SELECT c."id", ${vault.owners.personIdOf(Prisma.sql`c."userId"`)} AS "personId"
    FROM "Connection" c WHERE c."id" IN (${Prisma.join(connections.map(({ id }) => id))})`
  return new Map(rows.map(({ id, personId }) => [id, personId]))
}

async function* tokensOfConnections(vault: VaultContext): AsyncGenerator<Stored> {
  const database = await vault.database()
  for (let last = ''; ; ) {
    const rows = await database.connection.findMany({
      where: { id: { gt: last } },
      orderBy: { id: 'asc' },
      take: BATCH,
    })
    const persons = await personsOf(vault, rows)
    for (const row of rows) {
      const bound = { pairId: row.pairId, botId: row.botId, owner: persons.get(row.id) ?? null }
      for (const [use, column] of [
        ['access', 'sealedAccessToken'],
        ['refresh', 'sealedRefreshToken'],
      ] as const) {
        const sealed = row[column]
        if (sealed === null) continue
        yield {
          row: row.id,
          sealed,
          demand: { use, ...bound },
          replace: async (next) => {
            const where = { id: row.id, pairId: row.pairId, [column]: sealed }
            return (await database.connection.updateMany({ where, data: { [column]: next } })).count
          },
        }
      }
    }
    if (rows.length < BATCH) return
    last = rows.at(-1)?.id ?? last
  }
}

async function* tokensOfPendingRevocations(vault: VaultContext): AsyncGenerator<Stored> {
  const database = await vault.database()
  for (let last = ''; ; ) {
    const rows = await database.pendingRevocation.findMany({
      where: { sealedToken: { not: null }, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: BATCH,
    })
    for (const { id, use, pairId, botId, sealedToken: sealed } of rows) {
      if (sealed === null) continue
      yield {
        row: id,
        sealed,
        demand: { use, pairId, ...(botId ? { botId } : {}) },
        replace: async (next) =>
          (
            await database.pendingRevocation.updateMany({
              where: { id, sealedToken: sealed },
              data: { sealedToken: next },
            })
          ).count,
      }
    }
    if (rows.length < BATCH) return
    last = rows.at(-1)?.id ?? last
  }
}

const TOKENS_OF: Readonly<Record<Table, (vault: VaultContext) => AsyncGenerator<Stored>>> = {
  connections: tokensOfConnections,
  pendingRevocations: tokensOfPendingRevocations,
}

/** How many tokens of a table each key but the first seals. */
async function countOthers(vault: VaultContext, table: Table): Promise<Map<string | null, number>> {
  const counts = new Map<string | null, number>()
  for await (const { sealed } of TOKENS_OF[table](vault)) {
    const keyId = sealingKeyOf(sealed)
    if (keyId !== vault.keys[0].id) counts.set(keyId, (counts.get(keyId) ?? 0) + 1)
  }
  return counts
}

async function countLeft(vault: VaultContext): Promise<SealedWith[]> {
  // A token that changes its table between two counts is in one of the three.
  const before = await countOthers(vault, 'connections')
  const pending = await countOthers(vault, 'pendingRevocations')
  const now = await countOthers(vault, 'connections')
  const keyIds = new Set([...before.keys(), ...pending.keys(), ...now.keys()])
  return [...keyIds].map((keyId) => ({
    keyId,
    connections: Math.max(before.get(keyId) ?? 0, now.get(keyId) ?? 0),
    pendingRevocations: pending.get(keyId) ?? 0,
  }))
}

/**
 * Seals every stored token under the vault's first key, and counts at the end what is left under other
 * keys. The app may be running, and the command may be stopped and run again: a token that has the first
 * key's seal is passed over, and each write compares with the text that was read, so a pair that was
 * refreshed in between is left as it is. One token that does not open does not stop the others.
 */
export async function rotateKeys(vault: VaultContext): Promise<Rotation> {
  let resealed = 0
  const broken = new Set<string>()
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let changed = 0
    for (const table of ['connections', 'pendingRevocations'] as const)
      for await (const { row, sealed, demand, replace } of TOKENS_OF[table](vault)) {
        if (sealingKeyOf(sealed) === vault.keys[0].id || broken.has(sealed)) continue
        try {
          changed += await replace(await reseal(vault.keys, sealed, demand))
        } catch (error) {
          if (!(error instanceof SealBroken)) throw error
          vault.log.error({ err: error, row }, 'a sealed token does not open and is left as it is')
          broken.add(sealed)
        }
      }
    resealed += changed
    if (changed === 0) break
  }
  return { resealed, broken: broken.size, left: await countLeft(vault) }
}
