const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** A date, or a date and time as it was written, in its own time zone. */
export interface WrittenDate {
  readonly day: string
  /** Null for a whole day. */
  readonly time: string | null
  /** Such as "UTC+02:00"; null if there is none. */
  readonly offset: string | null
}

function offsetWords(offset: string | undefined): string | null {
  if (!offset) return null
  return offset === 'Z' || offset === '+00:00' ? 'UTC' : `UTC${offset}`
}

/** Parses a date without converting its time zone; null if it isn't one. */
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
