const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** A day, or a moment as a clock showed it where it was written. */
export interface WrittenDate {
  readonly day: string
  /** Null: the whole day. */
  readonly time: string | null
  /** Such as "UTC+02:00"; null where none was written. */
  readonly offset: string | null
}

function offsetWords(offset: string | undefined): string | null {
  if (!offset) return null
  return offset === 'Z' || offset === '+00:00' ? 'UTC' : `UTC${offset}`
}

/** Reads a date as it is written: nothing is shifted into another zone. Null: it is none. */
export function parseWrittenDate(text: string): WrittenDate | null {
  const [, year, month, day, hours, minutes, offset] = WRITTEN.exec(text) ?? []
  const name = MONTHS[Number(month) - 1]
  if (!year || !day || !name) return null
  return {
    day: `${name} ${Number(day)}, ${year}`,
    time: hours && minutes ? `${hours}:${minutes}` : null,
    offset: offsetWords(offset),
  }
}
