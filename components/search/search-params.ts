import { workspaceHref } from '@/lib/shared/urls'

/** A longer query matches no title and would waste a call. */
export const MAX_QUERY = 200
/** Notion's cursors are opaque; current ones have at most 75 characters. */
const MAX_CURSOR = 2_000

/** The query from a URL or a field; empty for no search. */
export const parseSearchQuery = (value: string | string[] | null | undefined): string =>
  typeof value === 'string' ? [...value.trim()].slice(0, MAX_QUERY).join('').trim() : ''

/** The cursor from a URL. */
export const parseSearchCursor = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' && value.length <= MAX_CURSOR ? value : null

/** The URL of a search. */
export function searchHref(connectionId: string, words: string, cursor: string | null = null): string {
  const query = new URLSearchParams()
  if (words) query.set('q', words)
  if (words && cursor) query.set('cursor', cursor)
  return `${workspaceHref(connectionId)}/search${query.size > 0 ? `?${query}` : ''}`
}
