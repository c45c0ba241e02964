'use client'
import { useRouter } from 'next/navigation'
import { useCountdown } from './use-countdown'

/** Countdowns that end within this time cause one refresh. */
const TOGETHER_MS = 1000
let refreshedAt = Number.NEGATIVE_INFINITY

function refreshTogether(refresh: () => void): void {
  const now = performance.now()
  if (now - refreshedAt < TOGETHER_MS) return
  refreshedAt = now
  refresh()
}

/**
 * Counts down, then refreshes the page's content. Without JavaScript it says how long to wait. It counts down once; a
 * new countdown needs a new key, because a refresh keeps mounted components.
 */
export function Countdown({ seconds }: { seconds: number }) {
  const router = useRouter()
  const left = useCountdown(seconds, () => refreshTogether(() => router.refresh()))
  return (
    <span className="tabular-nums">
      {left > 0 ? `Retrying in ${left} ${left === 1 ? 'second' : 'seconds'}.` : 'Retrying …'}
    </span>
  )
}
