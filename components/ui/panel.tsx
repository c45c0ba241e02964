import type { ReactNode } from 'react'

const TONES = {
  plain: 'border-line',
  danger: 'border-danger',
  good: 'border-good',
  brass: 'border-brass',
} as const

/** A framed message with what to do about it. */
export function Panel({
  tone = 'plain',
  title,
  children,
  heading: Heading = 'h2',
}: {
  tone?: keyof typeof TONES
  title: string
  children: ReactNode
  heading?: 'h1' | 'h2' | 'h3'
}) {
  return (
    <section className={`card border-l-4 ${TONES[tone]}`}>
      <Heading className="text-base">{title}</Heading>
      <div className="mt-1 max-w-[68ch] space-y-3 text-dim">{children}</div>
    </section>
  )
}

/** Announced to screen readers: something has just happened. */
export function StatusMessage({
  tone = 'good',
  children,
}: {
  tone?: keyof typeof TONES
  children: ReactNode
}) {
  return (
    <div role="status" className={`card border-l-4 py-3 ${TONES[tone]}`}>
      {children}
    </div>
  )
}
