import type { FileRef, Icon, Picture } from '@/lib/notion'

/** Where things of a connected workspace are shown. Ids come from Notion's answers and are escaped here. */
export const workspaceHref = (connectionId: string) => `/workspaces/${connectionId}`
export const pageHref = (connectionId: string, pageId: string) =>
  `/workspaces/${connectionId}/pages/${encodeURIComponent(pageId)}`
export const dataSourceHref = (connectionId: string, dataSourceId: string) =>
  `/workspaces/${connectionId}/data-sources/${encodeURIComponent(dataSourceId)}`
export const databaseHref = (connectionId: string, databaseId: string) =>
  `/workspaces/${connectionId}/databases/${encodeURIComponent(databaseId)}`

const NOTION_ID = /^[0-9a-f]{32}$/

/** A page, database or block in Notion by its id, where Notion's own address of it is not known; null for no id. */
export function notionHref(id: unknown): string | null {
  const bare = typeof id === 'string' ? id.replaceAll('-', '').toLowerCase() : ''
  return NOTION_ID.test(bare) ? `https://www.notion.so/${bare}` : null
}

/** Where the rows of a data source are loaded from; `search` says which, from its question mark on. */
export const rowsHref = (connectionId: string, dataSourceId: string, search: string) =>
  `/api/rows/${connectionId}/${encodeURIComponent(dataSourceId)}${search}`

/** Our address of a file that Notion hosts: it stays valid, and works for its person alone. */
export const fileHref = (connectionId: string, ref: FileRef) => `/api/files/${connectionId}/${ref}`

/** Where a picture is loaded from; null when its address is none that a browser may load. */
export function pictureSource(connectionId: string, picture: Picture | Icon): string | null {
  if (picture?.type === 'hosted') return fileHref(connectionId, picture.ref)
  return picture?.type === 'url' ? safeHref(picture.url, ['https:', 'http:']) : null
}

/** Notion takes addresses of 2,000 characters; a file's own may be longer. */
const MAX_ADDRESS_CHARACTERS = 4_000

/** An address from a stranger, if it is no longer than this, absolute and of a harmless scheme; else null. */
export function safeHref(
  address: string | null | undefined,
  schemes: readonly string[] = ['https:', 'http:', 'mailto:', 'tel:'],
): string | null {
  if (!address || address.length > MAX_ADDRESS_CHARACTERS) return null
  try {
    const url = new URL(address)
    return schemes.includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
