import { CircleAlert, CircleCheck, type IconNode, Info } from 'lucide'
import type { ReactNode } from 'react'
import { Card, type CardTone, cardClass } from './card'
import { Icon } from './icon'

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
    <Card as="section" tone={tone}>
      <Heading className="text-md">{title}</Heading>
      <div className="mt-1 max-w-[68ch] space-y-3 text-dim">{children}</div>
    </Card>
  )
}

const ICONS: Readonly<Record<CardTone, IconNode>> = {
  plain: Info,
  brass: Info,
  good: CircleCheck,
  danger: CircleAlert,
}

const ICON_COLORS: Readonly<Record<CardTone, string>> = {
  plain: 'text-dim',
  brass: 'text-brass-text',
  good: 'text-good',
  danger: 'text-danger',
}

/** A box with an icon and a sentence. */
export function Notice({
  tone = 'plain',
  icon,
  className = '',
  children,
  ...props
}: {
  tone?: CardTone
  /** Instead of the one of its tone. */
  icon?: IconNode
  className?: string
  children: ReactNode
  role?: 'status' | 'alert'
  id?: string
  tabIndex?: number
}) {
  return (
    <div className={cardClass(tone, `flex gap-3 px-4 py-3 text-soft ${className}`)} {...props}>
      <Icon icon={icon ?? ICONS[tone]} className={`mt-0.5 shrink-0 ${ICON_COLORS[tone]}`} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}

/** Announces to screen readers what has just happened. Inside a `FocusOnArrival` where it follows an action. */
export function StatusMessage({
  tone = 'plain',
  icon,
  children,
}: {
  /** `good` only for what Notion confirmed. */
  tone?: CardTone
  icon?: IconNode
  children: ReactNode
}) {
  return (
    <Notice role="status" tone={tone} icon={icon}>
      {children}
    </Notice>
  )
}
