import type { ReactNode } from 'react'
import { Card, type CardTone } from './card'

/** A message with a heading and controls. */
export function Panel({
  tone = 'plain',
  title,
  children,
  heading: Heading = 'h2',
}: {
  tone?: CardTone
  title: string
  children: ReactNode
  heading?: 'h1' | 'h2' | 'h3'
}) {
  return (
    <Card as="section" tone={tone} className="border-l-4">
      <Heading className="text-base">{title}</Heading>
      <div className="mt-1 max-w-[68ch] space-y-3 text-dim">{children}</div>
    </Card>
  )
}

/** Announces to screen readers what has just happened. */
export function StatusMessage({ tone = 'good', children }: { tone?: CardTone; children: ReactNode }) {
  return (
    <Card role="status" tone={tone} className="border-l-4 py-3">
      {children}
    </Card>
  )
}
