import type { SerializedElement } from './serialize-element'

/** A row whose cells are rendered. */
export interface RenderedRow {
  readonly id: string
  readonly cells: SerializedElement
}

/** One page of rows from Notion, rendered. */
export interface RenderedBatch {
  readonly rows: readonly RenderedRow[]
  readonly nextCursor: string | null
  readonly incomplete: boolean
}

/** The response of `GET /api/rows`. */
export type RowsResponse =
  | { readonly outcome: 'rows'; readonly batch: RenderedBatch }
  /** Notion asked us to wait. */
  | { readonly outcome: 'wait'; readonly seconds: number }
  /** A rendered error message. */
  | { readonly outcome: 'error'; readonly shown: SerializedElement }
  | { readonly outcome: 'signed_out' }

interface RowPage {
  /** The cursor that loads it again. */
  readonly cursor: string | null
  readonly size: number
  /** Null if evicted, because it is far from the visible rows. */
  readonly rows: readonly RenderedRow[] | null
}

/** All pages that were loaded; only those near the visible rows are kept in memory. */
export interface RowPages {
  readonly pages: readonly RowPage[]
  readonly nextCursor: string | null
  readonly incomplete: boolean
}

/** Pages kept before and after the visible ones. */
export const PAGES_KEPT_AROUND = 2
/** The next page is requested when this many rows are left before it. */
const PREFETCH_ROWS = 40
/** After this many empty pages in a row, the person decides whether to continue. */
const MAX_EMPTY_PAGES = 5

export const initialPages = (first: RenderedBatch, cursor: string | null): RowPages => ({
  pages: [{ cursor, size: first.rows.length, rows: first.rows }],
  nextCursor: first.nextCursor,
  incomplete: first.incomplete,
})

/** The pages without their rows: enough to load them again. */
export interface RowOutline {
  readonly pages: readonly Pick<RowPage, 'cursor' | 'size'>[]
  readonly nextCursor: string | null
  readonly incomplete: boolean
}

export const toOutline = ({ pages, nextCursor, incomplete }: RowPages): RowOutline => ({
  pages: pages.map(({ cursor, size }) => ({ cursor, size })),
  nextCursor,
  incomplete,
})

const isCursor = (value: unknown): value is string | null => value === null || typeof value === 'string'

export function isRowOutline(value: unknown): value is RowOutline {
  const { pages, nextCursor, incomplete } = (value ?? {}) as Partial<RowOutline>
  return (
    Array.isArray(pages) &&
    pages.every((one: Partial<RowPage> | null) => isCursor(one?.cursor) && Number.isInteger(one?.size)) &&
    isCursor(nextCursor) &&
    typeof incomplete === 'boolean'
  )
}

/** A cursor ends with the id of the row before it. Notion's part of the cursor changes; the id doesn't. */
const rowBefore = (cursor: string) => cursor.slice(cursor.lastIndexOf('~') + 1)

const samePosition = (one: string | null | undefined, other: string | null) =>
  one === other || (!!one && !!other && rowBefore(one) === rowBefore(other))

/** Restores the pages of an outline, which load as they become visible; null if the rows have changed. */
export function restore({ pages, nextCursor }: RowPages, outline: RowOutline): RowPages | null {
  const [first, ...further] = outline.pages
  const second = further.length > 0 ? further[0]?.cursor : outline.nextCursor
  if (pages.length !== 1 || first?.size !== pages[0]?.size || !samePosition(second, nextCursor)) return null
  return { ...outline, pages: [...pages, ...further.map((one) => ({ ...one, rows: null }))] }
}

export const rowCount = ({ pages }: RowPages): number => pages.reduce((sum, { size }) => sum + size, 0)

/** The page that holds a row, and the row's offset in it; null beyond the last loaded row. */
export function locateRow({ pages }: RowPages, row: number): { page: number; offset: number } | null {
  let before = 0
  for (const [page, { size }] of pages.entries()) {
    if (row < before + size) return { page, offset: row - before }
    before += size
  }
  return null
}

export function rowAt(state: RowPages, row: number): RenderedRow | null {
  const at = locateRow(state, row)
  return at ? (state.pages[at.page]?.rows?.[at.offset] ?? null) : null
}

/** The number of the page to load while rows `first` to `last` are visible; null if none is missing. */
export function nextPage(state: RowPages, first: number, last: number): number | null {
  const from = locateRow(state, Math.max(0, first))?.page ?? state.pages.length
  const to = locateRow(state, last)?.page ?? state.pages.length - 1
  for (let page = from; page <= to; page++) if (state.pages[page]?.rows === null) return page
  return state.nextCursor !== null && last + PREFETCH_ROWS >= rowCount(state) ? state.pages.length : null
}

/** The cursor of a page that {@link nextPage} returned. */
export const pageCursor = (state: RowPages, page: number): string | null =>
  page < state.pages.length ? (state.pages[page]?.cursor ?? null) : state.nextCursor

/** Inserts a loaded page. A page that is loaded again may have a different number of rows. */
export function insertPage(state: RowPages, page: number, batch: RenderedBatch): RowPages {
  const pages = [...state.pages]
  pages[page] = { cursor: pageCursor(state, page), size: batch.rows.length, rows: batch.rows }
  if (page < state.pages.length - 1) return { ...state, pages }
  return { pages, nextCursor: batch.nextCursor, incomplete: batch.incomplete }
}

/**
 * Whether Notion's latest pages lead nowhere: page after page is empty, or the cursor points back to an earlier page.
 * If the person continues, as many pages are tried again.
 */
export function makesNoProgress({ pages, nextCursor }: RowPages): boolean {
  if (nextCursor === null) return false
  if (pages.some(({ cursor }) => cursor === nextCursor)) return true
  const empty = pages.length - 1 - pages.findLastIndex(({ size }) => size > 0)
  return empty > 0 && empty % MAX_EMPTY_PAGES === 0
}

/** Drops the rows of pages far from rows `first` to `last`, except the page of row `kept`. */
export function evict(state: RowPages, first: number, last: number, kept: number | null = null): RowPages {
  const end = state.pages.length - 1
  const from = (locateRow(state, first)?.page ?? end) - PAGES_KEPT_AROUND
  const to = (locateRow(state, last)?.page ?? end) + PAGES_KEPT_AROUND
  const keep = kept === null ? null : (locateRow(state, kept)?.page ?? null)
  const far = (page: number) => (page < from || page > to) && page !== keep
  if (!state.pages.some(({ rows }, page) => rows !== null && far(page))) return state
  return {
    ...state,
    pages: state.pages.map((one, page) => (far(page) ? { ...one, rows: null } : one)),
  }
}
