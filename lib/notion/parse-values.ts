import { log } from '../config'
import { isLatchkeyError } from '../errors'

/**
 * Reads one part of a response. Null when it isn't as Notion documents it; the rest of the response can still be shown.
 *
 * @param what for the log, such as "row"
 */
export function readOrNull<Value>(what: string, read: () => Value): Value | null {
  try {
    return read()
  } catch (error) {
    if (isLatchkeyError(error)) throw error
    log.debug({ err: error, what }, 'a part of a Notion response does not match its documentation')
    return null
  }
}

/** An object that is not an array. @throws {TypeError} */
export function asObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new TypeError('not an object')
}

/** A string. @throws {TypeError} */
export function asString(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('not a string')
}

/** An array. @throws {TypeError} */
export function asArray(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new TypeError('not an array')
}

/** A date; null when the value isn't one. */
export function toDate(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}

const stringOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** A key for an unreadable item: its id, otherwise its index. */
export const idOrIndex = (value: unknown, index: number): string =>
  (typeof value === 'object' && value !== null && stringOrNull(Reflect.get(value, 'id'))) ||
  `unreadable-${index}`
