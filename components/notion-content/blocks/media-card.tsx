import type { IconNode } from 'lucide'
import type { ReactNode } from 'react'
import type { RichText } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { Icon } from '../../ui/icon'
import { Caption } from '../block-parts'
import type { ContentContext } from '../content-context'
import { hostOf, isInternalHref } from '../content-href'

/** A link to a file or page elsewhere, with its name and host. Loads nothing by itself. */
export function MediaCard({
  glyph,
  href,
  name,
  caption,
  context,
  children,
}: {
  glyph: IconNode
  href: string
  name: string
  caption: readonly RichText[]
  context: ContentContext
  /** Further controls. */
  children?: ReactNode
}) {
  const host = isInternalHref(href) ? '' : hostOf(href)
  return (
    <figure className="notion-block">
      <div className="notion-media">
        <Icon icon={glyph} size={20} className="shrink-0 text-dim" />
        <div className="min-w-0 flex-1 basis-48">
          <a href={href} className="notion-link" rel="noreferrer noopener nofollow" target="_blank">
            <bdi>{truncate(name || host)}</bdi>
            <span className="sr-only"> (new tab)</span>
          </a>
          {host && host !== name && <p className="notion-note">{host}</p>}
        </div>
        {children}
      </div>
      <Caption text={caption} context={context} />
    </figure>
  )
}

/** Replaces content whose URL isn't safe to link to. */
export const UnsafeAddress = ({ what }: { what: string }) => (
  <p className="notion-note">{what} with a URL that can’t be opened safely.</p>
)
