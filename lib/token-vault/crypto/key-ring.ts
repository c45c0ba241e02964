import { createHmac } from 'node:crypto'

/** A key that seals or opens tokens. */
export interface TokenKey {
  readonly id: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** At least one key: the first seals, all of them open. */
export type TokenKeys = readonly [TokenKey, ...TokenKey[]]

/**
 * For each key id, a value that shows whether the id still names the same bytes, without revealing them. The app
 * stores it, and refuses to start with other bytes under a known id.
 */
export function keyChecks(keys: TokenKeys): Record<string, string> {
  return Object.fromEntries(
    keys.map(({ id, key }) => [
      id,
      createHmac('sha256', key).update('latchkey key check').digest('base64url').slice(0, 16),
    ]),
  )
}
