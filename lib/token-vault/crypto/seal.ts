import { CompactEncrypt } from 'jose'
import type { TokenKeys } from './key-ring'

export type TokenUse = 'access' | 'refresh'

/** What a sealed token is bound to. Null: unknown when it was sealed, because Notion's response lacked it. */
export interface Binding {
  readonly use: TokenUse
  readonly pairId: string
  readonly botId: string | null
  /** The Notion id of the person who authorized. */
  readonly owner: string | null
}

export const FORMAT = 'latchkey-token-1'
export const KEY_MANAGEMENT = 'dir'
export const CONTENT_ENCRYPTION = 'A256GCM'

const encoder = new TextEncoder()

/**
 * Encrypts a token with the first key, as a compact JWE. Its authenticated header contains the format, the key id and
 * the binding, so that the token can't be opened for another row.
 *
 * @see RFC 7516 section 3.1, compact serialization
 */
export async function seal(keys: TokenKeys, token: string, binding: Binding): Promise<string> {
  const [sealing] = keys
  return new CompactEncrypt(encoder.encode(token))
    .setProtectedHeader({
      alg: KEY_MANAGEMENT,
      enc: CONTENT_ENCRYPTION,
      typ: FORMAT,
      kid: sealing.id,
      use: binding.use,
      pairId: binding.pairId,
      botId: binding.botId,
      owner: binding.owner,
    })
    .encrypt(sealing.key)
}
