import { workspaceHref } from '@/lib/shared/urls'

/** Notion's titles are shorter; a longer search finds nothing and costs a call. */
export const MAX_QUERY = 200
/** Notion's cursors are opaque; those of today have 75 characters at most. */
const MAX_CURSOR = 2_000

/** The words of a search out of an address or a field; empty: nothing is asked for. */
export const parseSearchQuery = (value: string | string[] | null | undefined): string =>
  typeof value === 'string' ? [...value.trim()].slice(0, MAX_QUERY).join('').trim() : ''

/** Where the next results begin, out of an address. */
export const parseSearchCursor = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' && value.length <= MAX_CURSOR ? value : null

/** The address of a search. */
export function searchHref(connectionId: string, words: string, cursor: string | null = null): string {
  const query = new URLSearchParams()
  if (words) query.set('q', words)
  if (words && cursor) query.set('cursor', cursor)
  return `${workspaceHref(connectionId)}/search${query.size > 0 ? `?${query}` : ''}`
}
