'use client'
import { useCountdown } from '../ui/use-countdown'

/** Counts down while Notion asks to wait. What it stands for goes on by itself. */
export function RateLimitNotice({ seconds }: { seconds: number }) {
  const left = useCountdown(seconds)
  return (
    <div className="card pointer-events-none fixed inset-x-4 bottom-4 z-10 mx-auto max-w-md border-l-4 border-brass py-3">
      <p role="status">Notion asks us to wait. The rest comes by itself.</p>
      <p aria-hidden="true" className="figures text-sm text-dim">
        {left > 0 ? `${left} s` : 'Asking again …'}
      </p>
    </div>
  )
}
