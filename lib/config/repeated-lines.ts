import { LRUCache } from 'lru-cache'

/** The same line is written this often in a minute; then it is counted. */
const MAX_SAME_PER_MINUTE = 20
const MINUTE_MS = 60_000
/** Different lines that are told apart. */
const MAX_LINES = 2_000

interface Seen {
  times: number
  readonly ends: NodeJS.Timeout
}

/**
 * Bounds how often the same line is written, so that nobody fills the disk by failing again and again.
 *
 * @param summarize called when a minute is over in which lines were left out
 */
export function repeatedLines(summarize: (line: string, leftOut: number) => void) {
  const seen = new LRUCache<string, Seen>({ max: MAX_LINES, dispose: ({ ends }) => clearTimeout(ends) })
  const begin = (line: string): Seen => {
    const ends = setTimeout(() => {
      const leftOut = (seen.peek(line)?.times ?? 0) - MAX_SAME_PER_MINUTE
      seen.delete(line)
      if (leftOut > 0) summarize(line, leftOut)
    }, MINUTE_MS)
    ends.unref()
    const entry = { times: 0, ends }
    seen.set(line, entry)
    return entry
  }
  return (line: string): boolean => {
    const entry = seen.get(line) ?? begin(line)
    entry.times += 1
    return entry.times <= MAX_SAME_PER_MINUTE
  }
}
