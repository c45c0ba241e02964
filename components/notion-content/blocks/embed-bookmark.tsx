import { AppWindow, Bookmark, Link2 } from 'lucide'
import { plainText } from '@/lib/shared/plain-text'
import { httpHref } from '@/lib/shared/urls'
import type { BlockProps } from '../content-context'
import { hostOf, internalHref } from '../content-href'
import { LoadOnClick } from '../external-media'
import { embedHref } from '../media'
import { MediaCard, UnsafeAddress } from './media-card'

export function EmbedBlock({ block, context }: BlockProps<'embed'>) {
  const { url, caption } = block.embed
  const href = httpHref(url)
  if (!href) return <UnsafeAddress what="An embedded page" />
  const src = embedHref(href)
  return (
    <MediaCard glyph={AppWindow} href={href} name={href} caption={caption} context={context}>
      {src && (
        <LoadOnClick
          kind="frame"
          src={src}
          title={plainText(caption).trim() || `Embedded from ${hostOf(src)}`}
          label={`Load from ${hostOf(src)}`}
        />
      )}
    </MediaCard>
  )
}

export function BookmarkBlock({ block, context }: BlockProps<'bookmark'>) {
  const href = internalHref(block.bookmark.url, context.connectionId) ?? httpHref(block.bookmark.url)
  if (!href) return <UnsafeAddress what="A bookmark" />
  return (
    <MediaCard
      glyph={Bookmark}
      href={href}
      name={block.bookmark.url}
      caption={block.bookmark.caption}
      context={context}
    />
  )
}

export function LinkPreviewBlock({ block, context }: BlockProps<'link_preview'>) {
  const href = internalHref(block.link_preview.url, context.connectionId) ?? httpHref(block.link_preview.url)
  if (!href) return <UnsafeAddress what="A link" />
  return <MediaCard glyph={Link2} href={href} name={block.link_preview.url} caption={[]} context={context} />
}
