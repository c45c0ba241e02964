import { databaseHref, pageHref, safeHref } from '../addresses'

const PAGE_PATH = /^\/([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})(?:[?#]|$)/i
const BLOCK = /#([0-9a-f]{32})$/i

/**
 * Where a link in someone's text leads: to our own page for an address of Notion's within the workspace
 * ("/<id>", perhaps with a block after "#"); elsewhere as it is; null for what no link should lead to.
 */
export function textHref(href: string | null | undefined, connectionId: string): string | null {
  if (!href) return null
  const page = PAGE_PATH.exec(href)
  if (!page) return safeHref(href)
  const block = BLOCK.exec(href)?.[1]
  return `${pageHref(connectionId, page.slice(1).join('-').toLowerCase())}${block ? `#${block.toLowerCase()}` : ''}`
}

/** Whether an address is one of ours, as `textHref` and its kin make them. */
export const isOurs = (href: string) => href.startsWith('/')

/** The address of what a mention or link names, by its kind. */
export const targetHref = (connectionId: string, kind: 'page' | 'database', id: string) =>
  kind === 'page' ? pageHref(connectionId, id) : databaseHref(connectionId, id)

/** The part of an address that says whose it is; the address itself when it has none, as `mailto:`. */
export function hostOf(href: string): string {
  try {
    return new URL(href).host.replace(/^www\./, '') || href
  } catch {
    return href
  }
}
