import { bareNotionId } from './ids'
import type { FileRef, Icon, Picture } from './pictures'

/** URLs of pages in this app. Ids come from Notion and are escaped here. */
export const workspaceHref = (connectionId: string) => `/workspaces/${connectionId}`
export const pageHref = (connectionId: string, pageId: string) =>
  `/workspaces/${connectionId}/pages/${encodeURIComponent(pageId)}`
export const dataSourceHref = (connectionId: string, dataSourceId: string) =>
  `/workspaces/${connectionId}/data-sources/${encodeURIComponent(dataSourceId)}`
export const databaseHref = (connectionId: string, databaseId: string) =>
  `/workspaces/${connectionId}/databases/${encodeURIComponent(databaseId)}`

/** The URL in Notion of a page, database or block whose own URL isn't known; null if this is no id. */
export function notionHref(id: unknown): string | null {
  const bare = bareNotionId(id)
  return bare && `https://www.notion.so/${bare}`
}

/** The API route that returns rows of a data source. `search` is the query string, with its question mark. */
export const rowsHref = (connectionId: string, dataSourceId: string, search: string) =>
  `/api/rows/${connectionId}/${encodeURIComponent(dataSourceId)}${search}`

/** Our own URL for a file that Notion hosts. It doesn't expire, and only its owner can open it. */
export const fileHref = (connectionId: string, ref: FileRef) => `/api/files/${connectionId}/${ref}`

/** The `src` of a picture; null if its URL isn't one that a browser may load. */
export function pictureSource(connectionId: string, picture: Picture | Icon): string | null {
  if (picture?.type === 'hosted') return fileHref(connectionId, picture.ref)
  return picture?.type === 'url' ? httpHref(picture.url) : null
}

/** Notion accepts URLs of up to 2,000 characters; the URL of a hosted file may be longer. */
const MAX_URL_CHARACTERS = 4_000

/** A URL that someone else wrote, if it is absolute, of an allowed scheme and not too long; else null. */
export function safeHref(
  url: unknown,
  schemes: readonly string[] = ['https:', 'http:', 'mailto:', 'tel:'],
): string | null {
  if (typeof url !== 'string' || url.length > MAX_URL_CHARACTERS) return null
  try {
    const parsed = new URL(url)
    return schemes.includes(parsed.protocol) ? parsed.href : null
  } catch {
    return null
  }
}

/** A URL that someone else wrote, if a browser may load it: http or https; else null. */
export const httpHref = (url: unknown): string | null => safeHref(url, ['https:', 'http:'])
