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
 * A check value for each key id that changes with the key and doesn't reveal it. The app stores it, and refuses to start
 * when a known id has a different key.
 */
export function keyChecks(keys: TokenKeys): Record<string, string> {
  return Object.fromEntries(
    keys.map(({ id, key }) => [
      id,
      createHmac('sha256', key).update('latchkey key check').digest('base64url').slice(0, 16),
    ]),
  )
}
