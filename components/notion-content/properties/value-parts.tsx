import type { ReactNode } from 'react'
import { truncate } from '@/lib/shared/truncate'
import { tagClass } from './tag-colors'

export { truncate }

/** An empty value. Table cells stay blank. */
export function EmptyValue({ compact }: { compact: boolean }) {
  if (compact) return null
  return (
    <span className="text-dim">
      <span aria-hidden="true">—</span>
      <span className="sr-only">empty</span>
    </span>
  )
}

/** Text that other people wrote, isolated so that it can't change the direction of the text around it. */
export const PlainText = ({ text, compact }: { text: string; compact: boolean }) => (
  <bdi className={compact ? undefined : 'whitespace-pre-wrap'}>{compact ? truncate(text) : text}</bdi>
)

/** An option of a select. */
export const Tag = ({ name, color }: { name: string; color: string }) => (
  <bdi
    className={`inline-block max-w-full truncate rounded-sm px-1.5 align-bottom text-sm text-ink ${tagClass(color)}`}
  >
    {truncate(name)}
  </bdi>
)

const MAX_URL = 2000
/** Longer URLs aren't linked in table cells; the row's page links them. */
const MAX_CELL_URL = 1000

/** A link to a URL that passed `safeHref`, or only its text. */
export function ExternalLink({
  href,
  text,
  compact,
}: {
  href: string | null
  text: string
  compact: boolean
}) {
  if (!href || (compact && href.length > MAX_CELL_URL)) return <PlainText text={text} compact={compact} />
  return (
    <a href={href} className="notion-link" rel="noreferrer nofollow">
      <bdi>{compact ? truncate(text) : truncate(text, MAX_URL)}</bdi>
    </a>
  )
}

const MAX_IN_A_CELL = 6
const MAX_IN_A_LIST = 1000

/** A list of values. A table cell shows the first ones and the number of others. */
export function ValueList({
  items,
  compact,
  between = ' ',
  more = 0,
}: {
  items: readonly ReactNode[]
  compact: boolean
  between?: string
  /** The number of values beyond `items`. */
  more?: number
}) {
  const shown = items.slice(0, compact ? MAX_IN_A_CELL : MAX_IN_A_LIST)
  const rest = items.length - shown.length + more
  const className = compact ? undefined : 'flex flex-wrap gap-x-2 gap-y-1'
  return (
    <span className={className}>
      {shown.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
        <span key={index} className={compact ? undefined : 'max-w-full min-w-0'}>
          {compact && index > 0 && between}
          {item}
        </span>
      ))}
      {rest > 0 && <span className="text-dim"> +{rest}</span>}
    </span>
  )
}
