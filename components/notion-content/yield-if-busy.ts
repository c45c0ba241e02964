/** Bytes of markup that may be rendered before other requests get a turn: a few milliseconds of work. */
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
 * Limits how much is rendered in one turn of the event loop. Rendering is cut into pieces, however many pages render at
 * once, so that other requests are answered in between.
 *
 * @param bytes the estimated size of the markup
 * @returns null to render now, or a promise to wait for
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
