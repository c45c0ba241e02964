/** What may be drawn before others get their turn, in bytes of markup: some milliseconds of work. */
export const MAX_BYTES_PER_TURN = 120_000

interface Waiting {
  readonly bytes: number
  readonly go: () => void
}

const waiting: Waiting[] = []
let used = 0
let scheduled = false

function schedule(): void {
  if (scheduled) return
  scheduled = true
  setImmediate(() => {
    scheduled = false
    used = 0
    for (let next = waiting.shift(); next; next = used < MAX_BYTES_PER_TURN ? waiting.shift() : undefined) {
      used += next.bytes
      next.go()
    }
    if (waiting.length > 0 || used > 0) schedule()
  })
}

/**
 * Room for one piece of drawing in this turn of the event loop, or in a later one: what a page draws is cut into
 * turns, however many pages are drawn at once, so that other requests are answered in between.
 *
 * @param bytes about what it draws
 * @returns null: there is room now; else when there is
 */
export function yieldIfBusy(bytes: number): Promise<void> | null {
  if (waiting.length === 0 && used < MAX_BYTES_PER_TURN) {
    used += bytes
    schedule()
    return null
  }
  return new Promise((go) => {
    waiting.push({ bytes, go })
    schedule()
  })
}
