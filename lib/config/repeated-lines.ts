import { LRUCache } from 'lru-cache'

/** The same line is written this often in a minute; then it is counted. */
const MAX_SAME_PER_MINUTE = 20
const MINUTE_MS = 60_000
/** Different lines that are told apart. */
const MAX_LINES = 2_000

interface Seen {
  times: number
}

/**
 * Bounds how often the same line is written, so that nobody fills the disk by failing again and again.
 *
 * @param summarize called when a minute is over in which lines were left out
 */
export function repeatedLines(summarize: (line: string, leftOut: number) => void) {
  const seen = new LRUCache<string, Seen>({ max: MAX_LINES })
  return (line: string): boolean => {
    const entry = seen.get(line) ?? { times: 0 }
    entry.times += 1
    if (entry.times === 1) {
      seen.set(line, entry)
      setTimeout(() => {
        if (seen.peek(line) === entry) seen.delete(line)
        if (entry.times > MAX_SAME_PER_MINUTE) summarize(line, entry.times - MAX_SAME_PER_MINUTE)
      }, MINUTE_MS).unref()
    }
    return entry.times <= MAX_SAME_PER_MINUTE
  }
}
