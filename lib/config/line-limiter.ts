import { LRUCache } from 'lru-cache'

/** Beyond this number of identical lines per minute, they are only counted. */
const MAX_REPEATS_PER_MINUTE = 20
const MINUTE_MS = 60_000
/** How many different lines are tracked. */
const MAX_LINES = 2_000

interface LineCount {
  times: number
  readonly ends: NodeJS.Timeout
}

/**
 * Limits how often the same line is written, so that a repeated failure can't fill the disk.
 *
 * @param summarize called after each minute in which lines were suppressed
 * @returns a function that decides whether to write a line
 */
export function createLineLimiter(summarize: (line: string, suppressed: number) => void) {
  const counts = new LRUCache<string, LineCount>({
    max: MAX_LINES,
    dispose: ({ ends }) => clearTimeout(ends),
  })
  const startCount = (line: string): LineCount => {
    const ends = setTimeout(() => {
      const suppressed = (counts.peek(line)?.times ?? 0) - MAX_REPEATS_PER_MINUTE
      counts.delete(line)
      if (suppressed > 0) summarize(line, suppressed)
    }, MINUTE_MS)
    ends.unref()
    const entry = { times: 0, ends }
    counts.set(line, entry)
    return entry
  }
  return (line: string): boolean => {
    const entry = counts.get(line) ?? startCount(line)
    entry.times += 1
    return entry.times <= MAX_REPEATS_PER_MINUTE
  }
}
