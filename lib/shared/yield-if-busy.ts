/** Bytes of markup that may be rendered before other requests get a turn: a few milliseconds of work. */
export const MAX_BYTES_PER_TURN = 120_000

interface Waiting {
  readonly bytes: number
  readonly go: () => void
}

interface Turns {
  readonly waiting: Waiting[]
  used: number
  scheduled: boolean
}

// On globalThis because Next.js bundles this module more than once, and all of a process shares one event loop.
const globalState = globalThis as typeof globalThis & { latchkeyTurns?: Turns }

function turns(): Turns {
  globalState.latchkeyTurns ??= { waiting: [], used: 0, scheduled: false }
  return globalState.latchkeyTurns
}

function schedule(state: Turns): void {
  if (state.scheduled) return
  state.scheduled = true
  setImmediate(() => {
    state.scheduled = false
    state.used = 0
    const { waiting } = state
    for (
      let next = waiting.shift();
      next;
      next = state.used < MAX_BYTES_PER_TURN ? waiting.shift() : undefined
    ) {
      state.used += next.bytes
      next.go()
    }
    if (waiting.length > 0 || state.used > 0) schedule(state)
  })
}

/**
 * Limits how much is done in one turn of the event loop. Work on large content is cut into pieces, however many
 * requests cause it at once, so that other requests are answered in between.
 *
 * @param bytes how much work it is, as the size of the markup whose rendering takes as long
 * @returns null to start now, or a promise to wait for
 */
export function yieldIfBusy(bytes: number): Promise<void> | null {
  const state = turns()
  if (state.waiting.length === 0 && state.used < MAX_BYTES_PER_TURN) {
    state.used += bytes
    schedule(state)
    return null
  }
  return new Promise((go) => {
    state.waiting.push({ bytes, go })
    schedule(state)
  })
}
