import { expect, test } from 'vitest'
import {
  evict,
  initialPages,
  insertPage,
  isRowOutline,
  locateRow,
  makesNoProgress,
  nextPage,
  PAGES_KEPT_AROUND,
  pageCursor,
  type RenderedBatch,
  type RowPages,
  restore,
  rowAt,
  rowCount,
  toOutline,
} from './row-pages'

const PAGE = 100

const batch = (page: number, of: number, size = PAGE): RenderedBatch => ({
  rows: Array.from({ length: size }, (_, row) => ({ id: `${page}/${row}`, cells: '' })),
  nextCursor: page + 1 < of ? `from ${page + 1}` : null,
  incomplete: false,
})

/** Scrolls to row `first` and loads every visible page. Records the requested cursors. */
function scrollTo(state: RowPages, first: number, of: number, asked: (string | null)[] = []): RowPages {
  const last = first + 15
  let now = state
  for (let page = nextPage(now, first, last); page !== null; page = nextPage(now, first, last)) {
    asked.push(pageCursor(now, page))
    now = evict(insertPage(now, page, batch(page, of)), first, last)
  }
  return now
}

const held = (state: RowPages) => state.pages.filter(({ rows }) => rows !== null).length

test('5,000 rows are loaded with one call per page, and few are in memory at any time', () => {
  const asked: (string | null)[] = []
  let state = initialPages(batch(0, 50), null)
  let most = 0
  for (let row = 0; row < 50 * PAGE; row += 10) {
    state = scrollTo(state, row, 50, asked)
    most = Math.max(most, held(state))
  }
  expect(rowCount(state)).toBe(5000)
  expect(state.nextCursor).toBeNull()
  expect(asked).toHaveLength(49)
  expect(most).toBeLessThanOrEqual(2 * PAGES_KEPT_AROUND + 2)
})

test('scrolling back loads evicted pages from their cursors', () => {
  let state = initialPages(batch(0, 10), null)
  for (let row = 0; row < 10 * PAGE; row += 20) state = scrollTo(state, row, 10)
  expect(rowAt(state, 0)).toBeNull()
  const asked: (string | null)[] = []
  state = scrollTo(state, 0, 10, asked)
  expect(asked).toEqual([null])
  expect(rowAt(state, 5)?.id).toBe('0/5')
  state = scrollTo(state, 150, 10, asked)
  expect(asked).toEqual([null, 'from 1'])
  expect(rowAt(state, 150)?.id).toBe('1/50')
})

test('the next page is requested before its first row is visible', () => {
  const state = initialPages(batch(0, 3), null)
  expect(nextPage(state, 0, 15)).toBeNull()
  expect(nextPage(state, 55, 70)).toBe(1)
})

test('nothing is requested beyond the last row', () => {
  const state = initialPages(batch(0, 1), null)
  expect(nextPage(state, 90, 120)).toBeNull()
  expect(locateRow(state, 100)).toBeNull()
})

test('a page that became shorter moves the rows after it', () => {
  let state = initialPages(batch(0, 3), null)
  state = insertPage(state, 1, batch(1, 3))
  state = insertPage(state, 0, batch(0, 3, 90))
  expect(rowCount(state)).toBe(190)
  expect(rowAt(state, 90)?.id).toBe('1/0')
  expect(state.nextCursor).toBe('from 2')
})

test('the page of the focused row is kept', () => {
  let state = initialPages(batch(0, 10), null)
  for (let page = 1; page < 10; page++) state = insertPage(state, page, batch(page, 10))
  state = evict(state, 900, 915, 3)
  expect(rowAt(state, 3)?.id).toBe('0/3')
  expect(rowAt(state, 350)).toBeNull()
  expect(held(state)).toBe(PAGES_KEPT_AROUND + 2)
})

test('an empty page that is not the last is skipped', () => {
  let state = initialPages(batch(0, 3), null)
  state = insertPage(state, 1, batch(1, 3, 0))
  expect(nextPage(state, 85, 100)).toBe(2)
  expect(pageCursor(state, 2)).toBe('from 2')
})

test('loading stops after several empty pages, and may be resumed', () => {
  let state = initialPages(batch(0, 100), null)
  const stops: number[] = []
  for (let page = 1; page <= 12; page++) {
    state = insertPage(state, page, batch(page, 100, 0))
    if (makesNoProgress(state)) stops.push(page)
  }
  expect(stops).toEqual([5, 10])
  expect(makesNoProgress(insertPage(state, 13, batch(13, 100, 1)))).toBe(false)
  expect(makesNoProgress(insertPage(initialPages(batch(0, 2), null), 1, batch(1, 2, 0)))).toBe(false)
})

test('a cursor that points back to an earlier page makes no progress', () => {
  const state = insertPage(initialPages(batch(0, 3), null), 1, { ...batch(1, 3), nextCursor: 'from 1' })
  expect(makesNoProgress(state)).toBe(true)
  expect(makesNoProgress(initialPages({ ...batch(0, 3), nextCursor: 'x' }, 'x'))).toBe(true)
})

test('5,000 rows always make progress', () => {
  let state = initialPages(batch(0, 50), null)
  for (let page = 1; page < 50; page++) {
    state = insertPage(state, page, batch(page, 50))
    expect(makesNoProgress(state)).toBe(false)
  }
})

test('an outline is restored without rows, which load as they become visible', () => {
  const known = scrollTo(scrollTo(initialPages(batch(0, 5), null), 150, 5), 250, 5)
  const outline: unknown = JSON.parse(JSON.stringify(toOutline(known)))
  if (!isRowOutline(outline)) throw new Error('the outline is invalid')
  const taken = restore(initialPages(batch(0, 5), null), outline)
  if (!taken) throw new Error('the outline was not restored')
  expect(rowCount(taken)).toBe(rowCount(known))
  expect(held(taken)).toBe(1)
  const asked: (string | null)[] = []
  const seen = scrollTo(taken, 210, 5, asked)
  expect(asked).toEqual(['from 2'])
  expect(rowAt(seen, 210)?.id).toBe('2/10')
  expect(seen.nextCursor).toBe(known.nextCursor)
})

test('an outline of rows that have changed is not restored', () => {
  const outline = toOutline(scrollTo(initialPages(batch(0, 5), null), 150, 5))
  expect(restore(initialPages({ ...batch(0, 5), nextCursor: 'from elsewhere' }, null), outline)).toBeNull()
  expect(restore(initialPages(batch(0, 5, 99), null), outline)).toBeNull()
  expect(restore(initialPages(batch(0, 1), null), outline)).toBeNull()
})

test.each([
  null,
  {},
  'rows',
  { pages: [null], nextCursor: null, incomplete: false },
  { pages: [{ cursor: 1, size: 2 }], nextCursor: null, incomplete: false },
  { pages: [], nextCursor: undefined, incomplete: false },
])('a history entry without a valid outline is ignored: %j', (value) => {
  expect(isRowOutline(value)).toBe(false)
})
