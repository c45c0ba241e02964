import { createHmac } from 'node:crypto'
import { config, type KeyRingEntry } from '../../config'

/** The key that seals, and how to find the one that opens. */
export interface KeyRing {
  readonly sealing: KeyRingEntry
  find(id: string): KeyRingEntry | undefined
}

/** The ring of this process, from TOKEN_KEYS. */
export function keyRing(): KeyRing {
  const { tokenKeys } = config()
  return { sealing: tokenKeys[0], find: (id) => tokenKeys.find((entry) => entry.id === id) }
}

/**
 * For each key id a value that tells whether an id still stands for the same bytes, without telling the
 * bytes. Kept in the database, so that a start with other bytes under a known id is refused.
 */
export function keyChecks(): Record<string, string> {
  return Object.fromEntries(
    config().tokenKeys.map(({ id, key }) => [
      id,
      createHmac('sha256', key).update('latchkey key check').digest('base64url').slice(0, 16),
    ]),
  )
}

/** The id of the key that seals. */
export const sealingKeyId = (): string => keyRing().sealing.id
