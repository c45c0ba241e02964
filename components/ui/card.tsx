import type { ComponentProps } from 'react'

const TONES = {
  plain: 'border-line',
  danger: 'border-danger',
  good: 'border-good',
  brass: 'border-brass',
} as const

export type CardTone = keyof typeof TONES

/** A bordered box. */
export function Card({
  as: Element = 'div',
  tone = 'plain',
  className = '',
  ...props
}: ComponentProps<'div'> & { as?: 'div' | 'li' | 'section'; tone?: CardTone }) {
  // The three elements take the same attributes; React's types differ in the ref alone.
  const Box = Element as 'div'
  return <Box className={`rounded-card border bg-raised p-5 ${TONES[tone]} ${className}`} {...props} />
}
