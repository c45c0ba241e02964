import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** A pair of tokens that Notion issued and that exists only in this process's memory. Contains no token. */
export interface UnsavedPair {
  readonly issuedBy: 'refresh' | 'sign-in'
  readonly connection: string | null
  readonly bot: string | null
}

/**
 * Work that outlives the request that started it, such as a running refresh or a pair that is not stored yet.
 * Each vault has its own.
 */
export class BackgroundTasks {
  private readonly running = new Set<Promise<unknown>>()
  private readonly flights = new Map<string, Promise<unknown>>()
  private readonly unsaved = new Set<UnsavedPair>()
  private readonly stop = new AbortController()

  constructor() {
    // Any number of requests may wait at the same time.
    setMaxListeners(0, this.stop.signal)
  }

  /** Whether the process is shutting down. */
  get isStopping(): boolean {
    return this.stop.signal.aborted
  }

  /** Marks the process as shutting down. */
  beginStop(): void {
    this.stop.abort()
  }

  /** The pairs that would be lost if the process ended now. */
  get unsavedPairs(): readonly UnsavedPair[] {
    return [...this.unsaved]
  }

  /** Makes a shutdown wait for `promise`. */
  track<Result>(promise: Promise<Result>): Promise<Result> {
    this.running.add(promise)
    const untrack = () => void this.running.delete(promise)
    promise.then(untrack, untrack)
    return promise
  }

  /**
   * Runs `write`, which stores a pair that Notion issued. A shutdown waits for it, and logs the pair as lost if it runs
   * out of time.
   */
  async trackUnsavedPair<Result>(pair: UnsavedPair, write: () => Promise<Result>): Promise<Result> {
    this.unsaved.add(pair)
    try {
      return await this.track(write())
    } finally {
      this.unsaved.delete(pair)
    }
  }

  /** Runs `begin`, or shares the result if the same work is already running. */
  singleFlight<Result>(key: string, start: () => Promise<Result>): Promise<Result> {
    const running = this.flights.get(key) as Promise<Result> | undefined
    if (running) return running
    const started = this.track(start())
    this.flights.set(key, started)
    const remove = () => void this.flights.delete(key)
    started.then(remove, remove)
    return started
  }

  /** Waits, or returns at once when the process is shutting down. */
  async delayUnlessStopping(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.stop.signal }).catch(() => {})
  }

  /** Resolves when no task is running, or after `milliseconds`. @returns whether all tasks finished */
  async waitUntilIdle(milliseconds: number): Promise<boolean> {
    const until = Date.now() + milliseconds
    while (this.running.size > 0) {
      const left = until - Date.now()
      if (left <= 0) return false
      await withTimeout(Promise.allSettled(this.running), left)
    }
    return true
  }
}

/** The promise's value, or undefined after `milliseconds`. The promise continues. */
export async function withTimeout<Result>(
  promise: Promise<Result>,
  milliseconds: number,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
