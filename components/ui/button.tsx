import type { ComponentProps } from 'react'

const BASE =
  'inline-flex cursor-pointer items-center justify-center rounded-lg border font-medium whitespace-nowrap transition-[background-color,border-color] duration-120 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:[stroke-width:1.75] aria-disabled:cursor-default aria-disabled:opacity-55 forced-colors:border-[ButtonText]'

const TONES = {
  plain:
    'border-rule bg-raised text-ink hover:border-edge hover:bg-[color-mix(in_oklab,var(--raised),var(--ink)_5%)] [&>svg]:text-dim',
  /** At most one on a screen. */
  primary:
    'border-brass-fill bg-brass-fill text-on-brass hover:bg-[color-mix(in_oklab,var(--brass-fill),var(--ink)_14%)] forced-colors:border-2',
  quiet: 'border-transparent text-soft hover:bg-hover hover:text-ink [&>svg]:text-dim',
  danger: 'border-rule bg-raised text-danger hover:border-danger hover:bg-danger-wash',
  'quiet-danger': 'border-transparent text-danger hover:bg-danger-wash',
  /** Only inside a dialog that asks first. */
  'filled-danger':
    'border-danger bg-danger text-paper hover:bg-[color-mix(in_oklab,var(--danger),var(--ink)_14%)] forced-colors:border-2',
} as const

const SIZES = {
  sm: 'min-h-7 gap-1.5 px-2 text-sm leading-tight max-desk:min-h-11 max-desk:px-3',
  md: 'min-h-control gap-2 px-3.5 text-sm leading-tight',
  lg: 'min-h-12 gap-2 px-5 text-md leading-tight',
} as const

export type ButtonTone = keyof typeof TONES
export type ButtonSize = keyof typeof SIZES

/** The classes of a button, for a link that looks like one. An icon comes before the words. */
export const buttonClass = (tone: ButtonTone = 'plain', more = '', size: ButtonSize = 'md'): string =>
  `${BASE} ${TONES[tone]} ${SIZES[size]} ${more}`

export function Button({
  tone,
  size,
  className,
  type = 'button',
  ...props
}: ComponentProps<'button'> & { tone?: ButtonTone; size?: ButtonSize }) {
  return <button type={type} className={buttonClass(tone, className, size)} {...props} />
}

/** The classes of a button that shows only an icon. It needs an accessible name and a `title`. */
export const iconButtonClass =
  'inline-grid size-8 shrink-0 cursor-pointer place-items-center rounded-lg text-dim hover:bg-hover hover:text-ink max-desk:size-11'
