import type { BlockOf } from '@/lib/notion'
import { fileHref, httpHref } from '@/lib/shared/urls'

type Media = BlockOf<'image'>['image'] | BlockOf<'file'>['file']

/** Where a file in a page is loaded from. */
interface MediaSource {
  /** Notion keeps it: its address is ours, and asks a fresh one of Notion. */
  readonly hosted: boolean
  readonly href: string
  /** The last part of its address, as a name for what has none. */
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

/** The source of a file in a block; null when a stranger's address is none that may be loaded, or there is none. */
export function mediaSource(media: Media, blockId: string, connectionId: string): MediaSource | null {
  if (media.type === 'file')
    return {
      hosted: true,
      href: fileHref(connectionId, `blocks/${encodeURIComponent(blockId)}/content`),
      name: lastPart(media.file?.url),
    }
  // A kind of a later day has its address elsewhere.
  const href = httpHref(media.external?.url)
  return href ? { hosted: false, href, name: lastPart(href) } : null
}

const MEDIA_FILE = {
  video: /\.(mp4|m4v|webm|mov|ogv)$/i,
  audio: /\.(mp3|m4a|aac|ogg|oga|opus|wav|flac)$/i,
}

/** Whether an address is a film or sound itself, which a browser plays, and no page about one. */
export const isMediaFile = (href: string, kind: 'video' | 'audio') =>
  MEDIA_FILE[kind].test(new URL(href).pathname)

/**
 * The address under which a site lets itself be framed, where that is not the one that people copy. Null for
 * what is not encrypted: it is only linked.
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
