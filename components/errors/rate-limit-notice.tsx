'use client'
import { Card } from '../ui/card'
import { useCountdown } from '../ui/use-countdown'

/** Counts down while Notion asks us to wait. Loading continues by itself. */
export function RateLimitNotice({ seconds }: { seconds: number }) {
  const left = useCountdown(seconds)
  return (
    <Card
      tone="brass"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-10 mx-auto max-w-md border-l-4 py-3"
    >
      <p role="status">Notion asks us to wait. Loading continues automatically.</p>
      <p aria-hidden="true" className="tabular-nums text-sm text-dim">
        {left > 0 ? `${left} s` : 'Retrying …'}
      </p>
    </Card>
  )
}
