import { bareNotionId, notionIdAtEnd, parseNotionId } from '@/lib/shared/ids'
import { databaseHref, pageHref, safeHref } from '@/lib/shared/urls'

const NOTION_HOST = /^(?:(?:www\.)?notion\.so|app\.notion\.com|[a-z0-9-]+\.notion\.site)$/
/** Links within a workspace come without an origin. */
const WITHIN = 'https://www.notion.so'

/**
 * Our address of what an address of Notion's names, such as `/<id>`, `/<id>?v=<view>` or
 * `https://www.notion.so/acme/Plan-<id>`; null for any other address. With a view it is a database's. Without one it
 * may still be: whoever asks for it as a page is sent on.
 */
export function internalHref(href: string | null | undefined, connectionId: string): string | null {
  const relative = href?.startsWith('/') && !href.startsWith('//')
  if (!href || !URL.canParse(href, relative ? WITHIN : undefined)) return null
  const url = new URL(href, relative ? WITHIN : undefined)
  if (!/^https?:$/.test(url.protocol) || !NOTION_HOST.test(url.host)) return null
  const id = notionIdAtEnd(url.pathname.replace(/\/$/, ''))
  if (!id) return null
  // A row that is opened beside its database.
  const beside = parseNotionId(url.searchParams.get('p'))
  if (url.searchParams.has('v') && !beside) return databaseHref(connectionId, id)
  const block = bareNotionId(url.hash.slice(1))
  return `${pageHref(connectionId, beside ?? id)}${block ? `#${block}` : ''}`
}

/**
 * Where a link in someone's text leads: to our own page for an address of Notion's; elsewhere as it is; null for what
 * no link should lead to.
 */
export const contentHref = (href: string | null | undefined, connectionId: string): string | null =>
  internalHref(href, connectionId) ?? safeHref(href)

/** Whether an address is one of ours, as `textHref` and its kin make them. */
export const isInternalHref = (href: string) => href.startsWith('/')

/** The address of what a mention or link names, by its kind. */
export const mentionHref = (connectionId: string, kind: 'page' | 'database', id: string) =>
  kind === 'page' ? pageHref(connectionId, id) : databaseHref(connectionId, id)

/** The part of an address that says whose it is; the address itself when it has none, as `mailto:`. */
export function hostOf(href: string): string {
  try {
    return new URL(href).host.replace(/^www\./, '') || href
  } catch {
    return href
  }
}
