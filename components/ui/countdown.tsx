'use client'
import { useRouter } from 'next/navigation'
import { useCountdown } from './use-countdown'

/** Parts of a page that end together ask for it once. */
const TOGETHER_MS = 1000
let refreshedAt = Number.NEGATIVE_INFINITY

function refreshTogether(refresh: () => void): void {
  const now = performance.now()
  if (now - refreshedAt < TOGETHER_MS) return
  refreshedAt = now
  refresh()
}

/**
 * Counts down, then loads the page's content anew. Without JavaScript it says how long to wait. It counts once:
 * the next one needs another key, since what is loaded anew keeps what stands in the same place.
 */
export function Countdown({ seconds }: { seconds: number }) {
  const router = useRouter()
  const left = useCountdown(seconds, () => refreshTogether(() => router.refresh()))
  return (
    <span className="figures">
      {left > 0 ? `It goes on by itself in ${left} ${left === 1 ? 'second' : 'seconds'}.` : 'Trying again …'}
    </span>
  )
}
