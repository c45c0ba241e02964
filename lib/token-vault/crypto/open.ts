import { compactDecrypt, decodeProtectedHeader } from 'jose'
import { SealBroken } from '../../errors'
import type { TokenKeys } from './key-ring'
import { type Binding, CONTENT_ENCRYPTION, FORMAT, KEY_MANAGEMENT, seal } from './seal'

/** The binding that a row expects of its token. `botId` and `owner` are absent only if the row can't know them. */
export type ExpectedBinding = Pick<Binding, 'use' | 'pairId'> & Partial<Pick<Binding, 'botId' | 'owner'>>

const decoder = new TextDecoder('utf-8', { fatal: true })

async function decrypt(
  keys: TokenKeys,
  sealed: string,
  expected: ExpectedBinding,
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
    const requiredHeader: Record<string, unknown> = { typ: FORMAT, ...expected }
    for (const [name, value] of Object.entries(requiredHeader))
      if (value !== undefined && header[name] !== value) throw new SealBroken()
    const binding = {
      use: expected.use,
      pairId: expected.pairId,
      botId: stringOrNull(header['botId']),
      owner: stringOrNull(header['owner']),
    }
    return { token: decoder.decode(plaintext), binding }
  } catch {
    throw new SealBroken()
  }
}

const stringOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

/**
 * Decrypts a sealed token for the one request that needs it.
 *
 * @throws {SealBroken} the text was changed, belongs to another row, use, bot or owner, or its key is not in `keys`
 *   (`keyMissing`)
 */
export async function open(keys: TokenKeys, sealed: string, expected: ExpectedBinding): Promise<string> {
  return (await decrypt(keys, sealed, expected)).token
}

/**
 * Seals a token again with the first key and, if `next` says so, for another pair, bot or owner.
 *
 * @throws {SealBroken} as `open`
 */
export async function reseal(
  keys: TokenKeys,
  sealed: string,
  expected: ExpectedBinding,
  next: Partial<Pick<Binding, 'pairId' | 'botId' | 'owner'>> = {},
): Promise<string> {
  const { token, binding } = await decrypt(keys, sealed, expected)
  return seal(keys, token, { ...binding, ...next })
}

/** Whether two sealed tokens are the same token. False if one can't be opened. */
export async function sameToken(
  keys: TokenKeys,
  one: string,
  demand: ExpectedBinding,
  other: string,
  otherDemand: ExpectedBinding,
): Promise<boolean> {
  try {
    return (await open(keys, one, demand)) === (await open(keys, other, otherDemand))
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}

/** The key id in a sealed token's header; null if there is none. */
export function sealingKeyOf(sealed: string): string | null {
  try {
    return stringOrNull(decodeProtectedHeader(sealed).kid)
  } catch {
    return null
  }
}
