import type { SerializedElement } from './serialize-element'

/** A row whose cells are drawn already. */
export interface RenderedRow {
  readonly id: string
  readonly cells: SerializedElement
}

/** One answer of Notion's. */
export interface RenderedBatch {
  readonly rows: readonly RenderedRow[]
  readonly nextCursor: string | null
  readonly incomplete: boolean
}

/** What the server gives for one page of rows. */
export type RowsResponse =
  | { readonly outcome: 'rows'; readonly batch: RenderedBatch }
  /** Notion asks to wait. */
  | { readonly outcome: 'wait'; readonly seconds: number }
  /** What is wrong and what to do about it, drawn. */
  | { readonly outcome: 'trouble'; readonly shown: SerializedElement }
  | { readonly outcome: 'signed_out' }

interface RowPage {
  /** Where it begins, to ask for it again. */
  readonly cursor: string | null
  readonly size: number
  /** Null: let go of, since it is far from what is looked at. */
  readonly rows: readonly RenderedRow[] | null
}

/** Rows from the first to the furthest that was looked at; only those near to what is looked at are held. */
export interface RowPages {
  readonly pages: readonly RowPage[]
  readonly nextCursor: string | null
  readonly incomplete: boolean
}

/** Pages held before and after those in sight. */
export const PAGES_KEPT_AROUND = 2
/** The next page is asked for when so few rows are left before it. */
const PREFETCH_ROWS = 40
/** So many pages without a row in a row, and a person is asked whether to go on. */
const MAX_EMPTY_PAGES = 5

export const initialPages = (first: RenderedBatch, cursor: string | null): RowPages => ({
  pages: [{ cursor, size: first.rows.length, rows: first.rows }],
  nextCursor: first.nextCursor,
  incomplete: first.incomplete,
})

/** Where rows are to be found again, without the rows. */
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

/** A cursor names the row that it follows, which stays while Notion's part of it does not. */
const rowBefore = (cursor: string) => cursor.slice(cursor.lastIndexOf('~') + 1)

const samePosition = (one: string | null | undefined, other: string | null) =>
  one === other || (!!one && !!other && rowBefore(one) === rowBefore(other))

/** What was known once, to be asked for again as it comes in sight; null: the rows are no longer the same. */
export function restore({ pages, nextCursor }: RowPages, outline: RowOutline): RowPages | null {
  const [first, ...further] = outline.pages
  const second = further.length > 0 ? further[0]?.cursor : outline.nextCursor
  if (pages.length !== 1 || first?.size !== pages[0]?.size || !samePosition(second, nextCursor)) return null
  return { ...outline, pages: [...pages, ...further.map((one) => ({ ...one, rows: null }))] }
}

export const rowCount = ({ pages }: RowPages): number => pages.reduce((sum, { size }) => sum + size, 0)

/** Which page holds a row, and where in it; null beyond the last that is known. */
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

/** The page to ask for while rows `first` to `last` are in sight, by its number; null: all is there. */
export function nextPage(state: RowPages, first: number, last: number): number | null {
  const from = locateRow(state, Math.max(0, first))?.page ?? state.pages.length
  const to = locateRow(state, last)?.page ?? state.pages.length - 1
  for (let page = from; page <= to; page++) if (state.pages[page]?.rows === null) return page
  return state.nextCursor !== null && last + PREFETCH_ROWS >= rowCount(state) ? state.pages.length : null
}

/** Where a page begins, of those that {@link nextPage} names. */
export const pageCursor = (state: RowPages, page: number): string | null =>
  page < state.pages.length ? (state.pages[page]?.cursor ?? null) : state.nextCursor

/** Puts an answer in its place. One that was asked for again may have another number of rows by now. */
export function insertPage(state: RowPages, page: number, batch: RenderedBatch): RowPages {
  const pages = [...state.pages]
  pages[page] = { cursor: pageCursor(state, page), size: batch.rows.length, rows: batch.rows }
  if (page < state.pages.length - 1) return { ...state, pages }
  return { pages, nextCursor: batch.nextCursor, incomplete: batch.incomplete }
}

/**
 * Whether what Notion sent last leads nowhere: page after page without a row, or on to where rows began
 * already. Asked for again, it may be tried as often once more.
 */
export function makesNoProgress({ pages, nextCursor }: RowPages): boolean {
  if (nextCursor === null) return false
  if (pages.some(({ cursor }) => cursor === nextCursor)) return true
  const empty = pages.length - 1 - pages.findLastIndex(({ size }) => size > 0)
  return empty > 0 && empty % MAX_EMPTY_PAGES === 0
}

/** Lets go of what is far from rows `first` to `last`, and from `kept`. */
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
