import { type ReactNode, Suspense } from 'react'
import { SkeletonLines } from '@/components/skeleton'
import { WaitNotice } from '@/components/wait-notice'
import { NotionUnavailable } from '@/lib/errors'

/** Notion's window is a minute; what asks for more is told to the person instead. */
const LONGEST_WAIT_SECONDS = 90
/** A connection that others use too may be refused again right after a wait. */
const MOST_WAITS = 8

/** How long to wait before asking again, where waiting helps; null where it does not. */
function waitSeconds(error: unknown): number | null {
  if (!(error instanceof NotionUnavailable) || error.why !== 'rate_limited') return null
  const seconds = error.retryAfterSeconds
  return seconds !== null && seconds <= LONGEST_WAIT_SECONDS ? Math.max(1, seconds) : null
}

/** Not all in the very moment in which Notion lets us in again. */
const pause = (seconds: number) =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000 + Math.random() * 500))

/** Says that Notion asks to wait once at a time, however many parts of one page wait. */
export class WaitTold {
  private until = 0

  tell(seconds: number): boolean {
    if (Date.now() < this.until) return false
    this.until = Date.now() + seconds * 1000
    return true
  }
}

/**
 * The answer, waited for as long as Notion asks to: for what has no place of its own to say so in.
 *
 * @throws what `ask` throws, when waiting does not help
 */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let waits = 0; ; waits++) {
    try {
      return await ask()
    } catch (error) {
      const seconds = waits < MOST_WAITS ? waitSeconds(error) : null
      if (seconds === null) throw error
      await pause(seconds)
    }
  }
}

/**
 * A part of a page that goes on by itself: while Notion asks to wait it says so in its place, then asks
 * again, and what was shown before stays. The answer's stream is held open for it.
 *
 * @throws what `show` throws, when waiting does not help
 */
export async function Patient({
  show,
  told,
  lines,
  label,
  after = 0,
  waits = 0,
}: {
  show: () => Promise<ReactNode>
  told: WaitTold
  lines: number
  label: string
  after?: number
  waits?: number
}): Promise<ReactNode> {
  if (after > 0) await pause(after)
  try {
    return await show()
  } catch (error) {
    const seconds = waits < MOST_WAITS ? waitSeconds(error) : null
    if (seconds === null) throw error
    return (
      <Suspense
        fallback={
          <>
            {told.tell(seconds) && <WaitNotice seconds={seconds} />}
            <SkeletonLines count={lines} label={label} />
          </>
        }
      >
        <Patient show={show} told={told} lines={lines} label={label} after={seconds} waits={waits + 1} />
      </Suspense>
    )
  }
}
