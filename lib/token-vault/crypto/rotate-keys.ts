import { Prisma } from '../../database'
import { SealBroken } from '../../errors'
import type { VaultContext } from '../context'
import { type ExpectedBinding, reseal, sealingKeyOf } from '.'

/** How many tokens of each table are sealed with one key. */
export interface SealedWith {
  /** The key id in the header; null if there is none. */
  readonly keyId: string | null
  readonly connections: number
  readonly pendingRevocations: number
}

export interface RotationResult {
  readonly resealed: number
  /** Tokens that can't be opened: their key is missing, or they were changed. */
  readonly broken: number
  /** Tokens that are still sealed with another key than the first, counted at the end. */
  readonly remaining: readonly SealedWith[]
}

const BATCH_SIZE = 500
/** A refresh may move a token to the other table during a pass. The next pass finds it. */
const MAX_PASSES = 10

/** One sealed token, and how to replace it. */
interface StoredToken {
  readonly row: string
  readonly sealed: string
  readonly expected: ExpectedBinding
  /** Compare-and-set. @returns the number of changed rows */
  replace(next: string): Promise<number>
}

type Table = 'connections' | 'pendingRevocations'

/** The Notion person ids of the owners, by connection id. */
async function readOwnerPersonIds(
  vault: VaultContext,
  connections: readonly { id: string }[],
): Promise<Map<string, string | null>> {
  if (connections.length === 0) return new Map()
  const rows = await (await vault.database()).$queryRaw<{ id: string; personId: string | null }[]>`
    SELECT c."id", ${vault.owners.personIdOf(Prisma.sql`c."userId"`)} AS "personId"
    FROM "Connection" c WHERE c."id" IN (${Prisma.join(connections.map(({ id }) => id))})`
  return new Map(rows.map(({ id, personId }) => [id, personId]))
}

async function* iterateConnectionTokens(vault: VaultContext): AsyncGenerator<StoredToken> {
  const database = await vault.database()
  for (let last = ''; ; ) {
    const rows = await database.connection.findMany({
      where: { id: { gt: last } },
      orderBy: { id: 'asc' },
      take: BATCH_SIZE,
    })
    const personIds = await readOwnerPersonIds(vault, rows)
    for (const row of rows) {
      const binding = { pairId: row.pairId, botId: row.botId, owner: personIds.get(row.id) ?? null }
      for (const [use, column] of [
        ['access', 'sealedAccessToken'],
        ['refresh', 'sealedRefreshToken'],
      ] as const) {
        const sealed = row[column]
        if (sealed === null) continue
        yield {
          row: row.id,
          sealed,
          expected: { use, ...binding },
          replace: async (next) => {
            const where = { id: row.id, pairId: row.pairId, [column]: sealed }
            return (await database.connection.updateMany({ where, data: { [column]: next } })).count
          },
        }
      }
    }
    if (rows.length < BATCH_SIZE) return
    last = rows.at(-1)?.id ?? last
  }
}

async function* iteratePendingTokens(vault: VaultContext): AsyncGenerator<StoredToken> {
  const database = await vault.database()
  for (let last = ''; ; ) {
    const rows = await database.pendingRevocation.findMany({
      where: { sealedToken: { not: null }, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: BATCH_SIZE,
    })
    for (const { id, use, pairId, botId, sealedToken: sealed } of rows) {
      if (sealed === null) continue
      yield {
        row: id,
        sealed,
        expected: { use, pairId, ...(botId ? { botId } : {}) },
        replace: async (next) =>
          (
            await database.pendingRevocation.updateMany({
              where: { id, sealedToken: sealed },
              data: { sealedToken: next },
            })
          ).count,
      }
    }
    if (rows.length < BATCH_SIZE) return
    last = rows.at(-1)?.id ?? last
  }
}

const TOKEN_ITERATORS: Readonly<Record<Table, (vault: VaultContext) => AsyncGenerator<StoredToken>>> = {
  connections: iterateConnectionTokens,
  pendingRevocations: iteratePendingTokens,
}

/** How many tokens of a table are sealed with each key other than the first. */
async function countUnderOtherKeys(vault: VaultContext, table: Table): Promise<Map<string | null, number>> {
  const counts = new Map<string | null, number>()
  for await (const { sealed } of TOKEN_ITERATORS[table](vault)) {
    const keyId = sealingKeyOf(sealed)
    if (keyId !== vault.keys[0].id) counts.set(keyId, (counts.get(keyId) ?? 0) + 1)
  }
  return counts
}

async function countRemaining(vault: VaultContext): Promise<SealedWith[]> {
  // A token that moves between the tables is in one of the three counts.
  const before = await countUnderOtherKeys(vault, 'connections')
  const pending = await countUnderOtherKeys(vault, 'pendingRevocations')
  const now = await countUnderOtherKeys(vault, 'connections')
  const keyIds = new Set([...before.keys(), ...pending.keys(), ...now.keys()])
  return [...keyIds].map((keyId) => ({
    keyId,
    connections: Math.max(before.get(keyId) ?? 0, now.get(keyId) ?? 0),
    pendingRevocations: pending.get(keyId) ?? 0,
  }))
}

/**
 * Reseals every stored token with the vault's first key, and counts the tokens that remain under other keys. Safe while
 * the app is running and after an interruption: tokens under the first key are skipped, and each write is a
 * compare-and-set, so a pair that was refreshed in the meantime is not overwritten. A token that can't be opened
 * doesn't stop the others.
 */
export async function rotateKeys(vault: VaultContext): Promise<RotationResult> {
  let resealed = 0
  const broken = new Set<string>()
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let changed = 0
    for (const table of ['connections', 'pendingRevocations'] as const)
      for await (const { row, sealed, expected, replace } of TOKEN_ITERATORS[table](vault)) {
        if (sealingKeyOf(sealed) === vault.keys[0].id || broken.has(sealed)) continue
        try {
          changed += await replace(await reseal(vault.keys, sealed, expected))
        } catch (error) {
          if (!(error instanceof SealBroken)) throw error
          vault.log.error({ err: error, row }, 'a sealed token could not be opened and is unchanged')
          broken.add(sealed)
        }
      }
    resealed += changed
    if (changed === 0) break
  }
  return { resealed, broken: broken.size, remaining: await countRemaining(vault) }
}
