import type { BlockOf } from '@/lib/notion'
import { fileHref, httpHref } from '@/lib/shared/urls'

type Media = BlockOf<'image'>['image'] | BlockOf<'file'>['file']

/** The source of a file in a page. */
interface MediaSource {
  /** Notion hosts it. The URL is ours and redirects to a fresh one from Notion. */
  readonly hosted: boolean
  readonly href: string
  /** The last part of the URL, as a name for a file that has none. */
  readonly name: string
}

function lastPart(address: string | undefined): string {
  if (!address) return ''
  try {
    return decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? '')
  } catch {
    return ''
  }
}

/** The source of a file in a block; null if its URL is missing or unsafe. */
export function mediaSource(media: Media, blockId: string, connectionId: string): MediaSource | null {
  if (media.type === 'file')
    return {
      hosted: true,
      href: fileHref(connectionId, `blocks/${encodeURIComponent(blockId)}/content`),
      name: lastPart(media.file?.url),
    }
  // An unknown type may have no `external`.
  const href = httpHref(media.external?.url)
  return href ? { hosted: false, href, name: lastPart(href) } : null
}

const MEDIA_FILE = {
  video: /\.(mp4|m4v|webm|mov|ogv)$/i,
  audio: /\.(mp3|m4a|aac|ogg|oga|opus|wav|flac)$/i,
}

/** Whether a URL is a media file, which the browser plays, and not a page about one. */
export const isMediaFile = (href: string, kind: 'video' | 'audio') =>
  MEDIA_FILE[kind].test(new URL(href).pathname)

/**
 * The URL of a site's embed page, if it differs from the one that people copy. Null for plain http, which is only
 * linked.
 */
export function embedHref(href: string): string | null {
  const url = new URL(href)
  if (url.protocol !== 'https:') return null
  const host = url.host.replace(/^(www|m)\./, '')
  const [first = '', second = ''] = url.pathname.split('/').filter(Boolean)
  const video =
    host === 'youtube.com' && first === 'watch'
      ? url.searchParams.get('v')
      : host === 'youtube.com' && first === 'shorts'
        ? second
        : host === 'youtu.be'
          ? first
          : null
  if (video) return `https://www.youtube-nocookie.com/embed/${encodeURIComponent(video)}`
  if (host === 'vimeo.com' && /^\d+$/.test(first)) return `https://player.vimeo.com/video/${first}`
  if (host === 'loom.com' && first === 'share')
    return `https://www.loom.com/embed/${encodeURIComponent(second)}`
  return href
}
