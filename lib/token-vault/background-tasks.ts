import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Work that belongs to the process and not to the request that began it: a refresh that is under way, a
 * pair that is not written yet. Kept on globalThis because Next bundles this module more than once.
 */
interface Work {
  readonly running: Set<Promise<unknown>>
  readonly refreshes: Map<string, Promise<unknown>>
  readonly heldPairs: Set<HeldPair>
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortController
}

/** A pair of tokens that Notion issued and that only this process's memory holds. Never holds a token. */
export interface HeldPair {
  readonly issuedBy: 'refresh' | 'sign-in'
  readonly connection: string | null
  readonly bot: string | null
}

const shared = globalThis as typeof globalThis & { latchkeyWork?: Work }

function work(): Work {
  if (!shared.latchkeyWork) {
    const stop = new AbortController()
    // Any number of requests may wait at the same time.
    setMaxListeners(0, stop.signal)
    shared.latchkeyWork = { running: new Set(), refreshes: new Map(), heldPairs: new Set(), stop }
  }
  return shared.latchkeyWork
}

/** From now on this process is stopping: it is not ready for new requests. */
export function beginStop(): void {
  work().stop.abort()
}

/** Whether this process has been asked to stop. */
export const isStopping = (): boolean => work().stop.signal.aborted

/**
 * Runs `write`, which stores a pair that Notion issued. A stop waits for it, and names the pair on the log
 * if its time runs out first.
 */
export async function holdingPair<Result>(held: HeldPair, write: () => Promise<Result>): Promise<Result> {
  const { heldPairs } = work()
  heldPairs.add(held)
  try {
    return await trackTask(write())
  } finally {
    heldPairs.delete(held)
  }
}

/** The pairs that would be lost if the process ended now. */
export const heldPairs = (): readonly HeldPair[] => [...work().heldPairs]

/** Makes a shutdown wait for `promise`. */
export function trackTask<Result>(promise: Promise<Result>): Promise<Result> {
  const { running } = work()
  running.add(promise)
  const forget = () => void running.delete(promise)
  promise.then(forget, forget)
  return promise
}

/** Runs `begin` unless the same work is under way in this process; then shares that one. */
export function singleFlight<Result>(key: string, begin: () => Promise<Result>): Promise<Result> {
  const { refreshes } = work()
  const running = refreshes.get(key) as Promise<Result> | undefined
  if (running) return running
  const started = trackTask(begin())
  refreshes.set(key, started)
  const forget = () => void refreshes.delete(key)
  started.then(forget, forget)
  return started
}

/** Resolves when no such work is left, or after `milliseconds`; says which. */
export async function workDone(milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds
  while (work().running.size > 0) {
    const left = until - Date.now()
    if (left <= 0) return false
    await within(Promise.allSettled(work().running), left)
  }
  return true
}

/** The promise's value, or undefined after `milliseconds`. The promise goes on. */
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

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/**
 * Like {@link pause}, but ends at once when the process is asked to stop: for the waits of a request, which would
 * outlast the time that a stop gives to running requests.
 */
export async function pauseUntilStop(milliseconds: number): Promise<void> {
  await delay(milliseconds, undefined, { signal: work().stop.signal }).catch(() => {})
}
