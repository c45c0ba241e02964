import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RichText } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { Caption } from '../block-parts'
import type { ContentContext } from '../content-context'
import { hostOf, isInternalHref } from '../content-href'

/** Something that lies elsewhere, as a card: its name, whose it is, and a link. Loads nothing by itself. */
export function MediaCard({
  glyph: Glyph,
  href,
  name,
  caption,
  context,
  children,
}: {
  glyph: LucideIcon
  href: string
  name: string
  caption: readonly RichText[]
  context: ContentContext
  /** What can be done beside following the link. */
  children?: ReactNode
}) {
  const host = isInternalHref(href) ? '' : hostOf(href)
  return (
    <figure className="block">
      <div className="media-card">
        <Glyph size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-dim" />
        <div className="min-w-0 flex-1 basis-48">
          <a href={href} className="link" rel="noreferrer noopener nofollow" target="_blank">
            <bdi>{truncate(name || host)}</bdi>
            <span className="sr-only"> (new tab)</span>
          </a>
          {host && host !== name && <p className="note">{host}</p>}
        </div>
        {children}
      </div>
      <Caption text={caption} context={context} />
    </figure>
  )
}

/** In the place of something whose address no link may lead to. */
export const UnsafeAddress = ({ what }: { what: string }) => (
  <p className="note">{what} whose address can’t be opened safely.</p>
)
