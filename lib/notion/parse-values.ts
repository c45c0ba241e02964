import { log } from '../config'
import { isLatchkeyError } from '../errors'

/**
 * Reads one thing out of an answer. Null: a member of it is missing or of another kind than Notion documents, so that
 * this one thing cannot be shown; the rest of the answer can.
 *
 * @param what for the log, such as "row"
 */
export function readOrNull<Value>(what: string, read: () => Value): Value | null {
  try {
    return read()
  } catch (error) {
    if (isLatchkeyError(error)) throw error
    log.debug({ err: error, what }, 'a member of an answer of Notion is not of the documented kind')
    return null
  }
}

/** An object that is not a list. @throws {TypeError} it is something else */
export function asObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new TypeError('not an object')
}

/** A text. @throws {TypeError} it is something else */
export function asString(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('not a text')
}

/** A list. @throws {TypeError} it is something else */
export function asArray(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new TypeError('not a list')
}

/** A moment; null when it is none. */
export function toDate(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}

const stringOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The name that lists know something unreadable by: its own id, else its place in the answer. */
export const idOrIndex = (value: unknown, place: number): string =>
  (typeof value === 'object' && value !== null && stringOrNull(Reflect.get(value, 'id'))) ||
  `unreadable-${place}`
