import { bareNotionId, notionIdAtEnd, parseNotionId } from '@/lib/shared/ids'
import { databaseHref, pageHref, safeHref } from '@/lib/shared/urls'

const NOTION_HOST = /^(?:(?:www\.)?notion\.so|app\.notion\.com|[a-z0-9-]+\.notion\.site)$/
/** Links within a workspace have no origin. */
const WITHIN = 'https://www.notion.so'

/**
 * Our URL for a Notion URL such as `/<id>`, `/<id>?v=<view>` or `https://www.notion.so/acme/Plan-<id>`; null for any
 * other URL. With a view it is a database. Without one it may still be: the page route redirects to the database
 * route.
 */
export function internalHref(href: string | null | undefined, connectionId: string): string | null {
  const relative = href?.startsWith('/') && !href.startsWith('//')
  if (!href || !URL.canParse(href, relative ? WITHIN : undefined)) return null
  const url = new URL(href, relative ? WITHIN : undefined)
  if (!/^https?:$/.test(url.protocol) || !NOTION_HOST.test(url.host)) return null
  const id = notionIdAtEnd(url.pathname.replace(/\/$/, ''))
  if (!id) return null
  // A row, opened as a side peek of its database.
  const beside = parseNotionId(url.searchParams.get('p'))
  if (url.searchParams.has('v') && !beside) return databaseHref(connectionId, id)
  const block = bareNotionId(url.hash.slice(1))
  return `${pageHref(connectionId, beside ?? id)}${block ? `#${block}` : ''}`
}

/**
 * Where a link in content leads: to our own page for a Notion URL, else to the URL itself; null if the URL isn't
 * safe.
 */
export const contentHref = (href: string | null | undefined, connectionId: string): string | null =>
  internalHref(href, connectionId) ?? safeHref(href)

/** Whether a URL is one of ours. */
export const isInternalHref = (href: string) => href.startsWith('/')

/** Our URL of a page or database. */
export const mentionHref = (connectionId: string, kind: 'page' | 'database', id: string) =>
  kind === 'page' ? pageHref(connectionId, id) : databaseHref(connectionId, id)

/** The host of a URL, without `www.`; the URL itself if it has none, such as `mailto:`. */
export function hostOf(href: string): string {
  try {
    return new URL(href).host.replace(/^www\./, '') || href
  } catch {
    return href
  }
}
