import { compactDecrypt, decodeProtectedHeader } from 'jose'
import { SealBroken } from '../../errors'
import type { TokenKeys } from './key-ring'
import { type Binding, CONTENT_ENCRYPTION, FORMAT, KEY_MANAGEMENT, seal } from './seal'

/** What a row requires of a sealed token. `botId` and `owner` are left out only where the row can't know them. */
export type Demand = Pick<Binding, 'use' | 'pairId'> & Partial<Pick<Binding, 'botId' | 'owner'>>

const decoder = new TextDecoder('utf-8', { fatal: true })

async function decrypt(
  keys: TokenKeys,
  sealed: string,
  demand: Demand,
): Promise<{ token: string; binding: Binding }> {
  const keyId = sealingKeyOf(sealed)
  const entry = keys.find(({ id }) => id === keyId)
  if (keyId === null) throw new SealBroken()
  if (!entry) throw new SealBroken(true)
  try {
    const { plaintext, protectedHeader: header } = await compactDecrypt(sealed, entry.key, {
      keyManagementAlgorithms: [KEY_MANAGEMENT],
      contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
    })
    // A valid seal only proves that we made it. The comparison proves that it belongs to this row.
    const demanded: Record<string, unknown> = { typ: FORMAT, ...demand }
    for (const [name, value] of Object.entries(demanded))
      if (value !== undefined && header[name] !== value) throw new SealBroken()
    const binding = {
      use: demand.use,
      pairId: demand.pairId,
      botId: text(header['botId']),
      owner: text(header['owner']),
    }
    return { token: decoder.decode(plaintext), binding }
  } catch {
    throw new SealBroken()
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)

/**
 * Decrypts a sealed token for the one request that needs it.
 *
 * @throws {SealBroken} the text was changed, belongs to another row, use, bot or owner, or its key is not among
 *   `keys` (`keyMissing`); the message never says more
 */
export async function open(keys: TokenKeys, sealed: string, demand: Demand): Promise<string> {
  return (await decrypt(keys, sealed, demand)).token
}

/**
 * Seals the token again under the first key and, where `next` says so, for another pair, bot or owner.
 *
 * @throws {SealBroken} as `open`
 */
export async function reseal(
  keys: TokenKeys,
  sealed: string,
  demand: Demand,
  next: Partial<Pick<Binding, 'pairId' | 'botId' | 'owner'>> = {},
): Promise<string> {
  const { token, binding } = await decrypt(keys, sealed, demand)
  return seal(keys, token, { ...binding, ...next })
}

/** Whether two sealed tokens are the same token. A seal that does not open matches nothing. */
export async function sameToken(
  keys: TokenKeys,
  one: string,
  demand: Demand,
  other: string,
  otherDemand: Demand,
): Promise<boolean> {
  try {
    return (await open(keys, one, demand)) === (await open(keys, other, otherDemand))
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}

/** The key id that a sealed token names, without opening it; null when it names none. */
export function sealingKeyOf(sealed: string): string | null {
  try {
    return text(decodeProtectedHeader(sealed).kid)
  } catch {
    return null
  }
}
