import type { ComponentProps } from 'react'

const TONES = {
  plain: 'border-line',
  danger: 'border-[color-mix(in_oklab,var(--danger)_45%,transparent)]',
  good: 'border-[color-mix(in_oklab,var(--good)_45%,transparent)]',
  brass: 'border-brass',
} as const

export type CardTone = keyof typeof TONES

/** The classes of a card's surface, without padding. */
export const cardClass = (tone: CardTone = 'plain', more = ''): string =>
  `rounded-xl border bg-raised ${TONES[tone]} ${more}`

/** A bordered box. */
export function Card({
  as: Element = 'div',
  tone = 'plain',
  className = '',
  ...props
}: ComponentProps<'div'> & { as?: 'div' | 'li' | 'section' | 'article'; tone?: CardTone }) {
  // The elements take the same attributes; React's types differ in the ref alone.
  const Box = Element as 'div'
  return <Box className={cardClass(tone, `px-6 py-5 max-desk:p-4 ${className}`)} {...props} />
}
