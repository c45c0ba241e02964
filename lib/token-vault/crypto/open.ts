import { compactDecrypt, decodeProtectedHeader } from 'jose'
import { SealBroken } from '../../errors'
import { keyRing } from './key-ring'
import { type Binding, CONTENT_ENCRYPTION, FORMAT, KEY_MANAGEMENT, seal } from './seal'

/** What a row demands of a sealed token. `botId` and `owner` may be left out only where the row can't know them. */
export type Demand = Pick<Binding, 'use' | 'pairId'> & Partial<Pick<Binding, 'botId' | 'owner'>>

const decoder = new TextDecoder('utf-8', { fatal: true })

async function decrypt(sealed: string, demand: Demand): Promise<{ token: string; binding: Binding }> {
  const keyId = sealingKeyOf(sealed)
  const entry = keyId === null ? undefined : keyRing().find(keyId)
  if (keyId === null) throw new SealBroken()
  if (!entry) throw new SealBroken(true)
  try {
    const { plaintext, protectedHeader: header } = await compactDecrypt(sealed, entry.key, {
      keyManagementAlgorithms: [KEY_MANAGEMENT],
      contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
    })
    // A valid seal proves only that we made it; that it belongs to this row is what the comparison proves.
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
 * @throws {SealBroken} it was changed, belongs to another row, use, bot or owner, or its key is not in the
 *   ring (`keyMissing`); the message never says more
 */
export async function open(sealed: string, demand: Demand): Promise<string> {
  return (await decrypt(sealed, demand)).token
}

/**
 * The same token sealed anew: under the ring's first key and, where `next` says so, another pair, bot and owner.
 *
 * @throws {SealBroken} as `open`
 */
export async function reseal(
  sealed: string,
  demand: Demand,
  next: Partial<Pick<Binding, 'pairId' | 'botId' | 'owner'>> = {},
): Promise<string> {
  const { token, binding } = await decrypt(sealed, demand)
  return seal(token, { ...binding, ...next })
}

/** Whether two sealed tokens are the same token. A seal that does not open is the same as nothing. */
export async function sameToken(
  one: string,
  demand: Demand,
  other: string,
  otherDemand: Demand,
): Promise<boolean> {
  try {
    return (await open(one, demand)) === (await open(other, otherDemand))
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
