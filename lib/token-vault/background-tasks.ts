import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** A pair of tokens that Notion issued and that only this process's memory holds. It names no token. */
export interface HeldPair {
  readonly issuedBy: 'refresh' | 'sign-in'
  readonly connection: string | null
  readonly bot: string | null
}

/**
 * Work that outlives the request that began it, such as a refresh under way or a pair that is not written yet.
 * Each vault has its own.
 */
export class BackgroundTasks {
  private readonly running = new Set<Promise<unknown>>()
  private readonly flights = new Map<string, Promise<unknown>>()
  private readonly held = new Set<HeldPair>()
  private readonly stop = new AbortController()

  constructor() {
    // Any number of requests may wait at the same time.
    setMaxListeners(0, this.stop.signal)
  }

  /** Whether the process has been asked to stop. */
  get isStopping(): boolean {
    return this.stop.signal.aborted
  }

  /** From now on the process is stopping. */
  beginStop(): void {
    this.stop.abort()
  }

  /** The pairs that would be lost if the process ended now. */
  get heldPairs(): readonly HeldPair[] {
    return [...this.held]
  }

  /** Makes a shutdown wait for `promise`. */
  track<Result>(promise: Promise<Result>): Promise<Result> {
    this.running.add(promise)
    const forget = () => void this.running.delete(promise)
    promise.then(forget, forget)
    return promise
  }

  /**
   * Runs `write`, which stores a pair that Notion issued. A shutdown waits for it, and logs the pair if its time
   * runs out first.
   */
  async holding<Result>(pair: HeldPair, write: () => Promise<Result>): Promise<Result> {
    this.held.add(pair)
    try {
      return await this.track(write())
    } finally {
      this.held.delete(pair)
    }
  }

  /** Runs `begin`, or shares the result if the same work is already running. */
  singleFlight<Result>(key: string, begin: () => Promise<Result>): Promise<Result> {
    const running = this.flights.get(key) as Promise<Result> | undefined
    if (running) return running
    const started = this.track(begin())
    this.flights.set(key, started)
    const forget = () => void this.flights.delete(key)
    started.then(forget, forget)
    return started
  }

  /** Pauses for a request. Ends at once when the process is told to stop. */
  async pauseUntilStop(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.stop.signal }).catch(() => {})
  }

  /** Resolves when nothing is running, or after `milliseconds`. @returns whether everything finished */
  async finished(milliseconds: number): Promise<boolean> {
    const until = Date.now() + milliseconds
    while (this.running.size > 0) {
      const left = until - Date.now()
      if (left <= 0) return false
      await within(Promise.allSettled(this.running), left)
    }
    return true
  }
}

/** The promise's value, or undefined after `milliseconds`. The promise continues. */
export async function within<Result>(
  promise: Promise<Result>,
  milliseconds: number,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
