import type { ComponentProps } from 'react'

const BASE =
  'inline-flex min-h-10 cursor-pointer items-center justify-center rounded-lg border px-4 py-2 text-button font-[540] transition-[background-color] duration-120 aria-disabled:cursor-progress aria-disabled:opacity-65 motion-reduce:transition-none'

const TONES = {
  plain: 'border-edge bg-raised text-ink hover:bg-raised-hover',
  primary: 'border-brass-deep bg-brass-deep text-on-brass hover:bg-brass-deep-hover',
  danger: 'border-danger bg-raised text-danger hover:bg-raised-hover',
} as const

export type ButtonTone = keyof typeof TONES

/** The classes of a button, for a link that looks like one. */
export const buttonClass = (tone: ButtonTone = 'plain', more = ''): string => `${BASE} ${TONES[tone]} ${more}`

export function Button({
  tone,
  className,
  type = 'button',
  ...props
}: ComponentProps<'button'> & { tone?: ButtonTone }) {
  return <button type={type} className={buttonClass(tone, className)} {...props} />
}
