import { expect, test } from 'vitest'
import {
  begin,
  cursorOf,
  type DrawnBatch,
  HELD_AROUND,
  isOutline,
  letGo,
  locate,
  makesNoProgress,
  outlineOf,
  put,
  type RowPages,
  rowAt,
  rowCount,
  takeUp,
  wanted,
} from './row-pages'

const PAGE = 100

const batch = (page: number, of: number, size = PAGE): DrawnBatch => ({
  rows: Array.from({ length: size }, (_, row) => ({ id: `${page}/${row}`, cells: '' })),
  nextCursor: page + 1 < of ? `from ${page + 1}` : null,
  incomplete: false,
})

/** Looks at rows from `first` on until all in sight are there; counts what was asked for. */
function look(state: RowPages, first: number, of: number, asked: (string | null)[] = []): RowPages {
  const last = first + 15
  let now = state
  for (let page = wanted(now, first, last); page !== null; page = wanted(now, first, last)) {
    asked.push(cursorOf(now, page))
    now = letGo(put(now, page, batch(page, of)), first, last)
  }
  return now
}

const held = (state: RowPages) => state.pages.filter(({ rows }) => rows !== null).length

test('5,000 rows are walked with one call a page, and few are held at any time', () => {
  const asked: (string | null)[] = []
  let state = begin(batch(0, 50), null)
  let most = 0
  for (let row = 0; row < 50 * PAGE; row += 10) {
    state = look(state, row, 50, asked)
    most = Math.max(most, held(state))
  }
  expect(rowCount(state)).toBe(5000)
  expect(state.nextCursor).toBeNull()
  expect(asked).toHaveLength(49)
  expect(most).toBeLessThanOrEqual(2 * HELD_AROUND + 2)
})

test('scrolling back asks again from the cursors that were remembered', () => {
  let state = begin(batch(0, 10), null)
  for (let row = 0; row < 10 * PAGE; row += 20) state = look(state, row, 10)
  expect(rowAt(state, 0)).toBeNull()
  const asked: (string | null)[] = []
  state = look(state, 0, 10, asked)
  expect(asked).toEqual([null])
  expect(rowAt(state, 5)?.id).toBe('0/5')
  state = look(state, 150, 10, asked)
  expect(asked).toEqual([null, 'from 1'])
  expect(rowAt(state, 150)?.id).toBe('1/50')
})

test('the next page is asked for before its first row is in sight', () => {
  const state = begin(batch(0, 3), null)
  expect(wanted(state, 0, 15)).toBeNull()
  expect(wanted(state, 55, 70)).toBe(1)
})

test('nothing is asked for beyond the last row', () => {
  const state = begin(batch(0, 1), null)
  expect(wanted(state, 90, 120)).toBeNull()
  expect(locate(state, 100)).toBeNull()
})

test('a page that is shorter by now moves those after it', () => {
  let state = begin(batch(0, 3), null)
  state = put(state, 1, batch(1, 3))
  state = put(state, 0, batch(0, 3, 90))
  expect(rowCount(state)).toBe(190)
  expect(rowAt(state, 90)?.id).toBe('1/0')
  expect(state.nextCursor).toBe('from 2')
})

test('the page of the row that has the focus is held', () => {
  let state = begin(batch(0, 10), null)
  for (let page = 1; page < 10; page++) state = put(state, page, batch(page, 10))
  state = letGo(state, 900, 915, 3)
  expect(rowAt(state, 3)?.id).toBe('0/3')
  expect(rowAt(state, 350)).toBeNull()
  expect(held(state)).toBe(HELD_AROUND + 2)
})

test('a page without rows that is not the last is gone past', () => {
  let state = begin(batch(0, 3), null)
  state = put(state, 1, batch(1, 3, 0))
  expect(wanted(state, 85, 100)).toBe(2)
  expect(cursorOf(state, 2)).toBe('from 2')
})

test('page after page without a row is not gone on with for ever, and may be tried again', () => {
  let state = begin(batch(0, 100), null)
  const stops: number[] = []
  for (let page = 1; page <= 12; page++) {
    state = put(state, page, batch(page, 100, 0))
    if (makesNoProgress(state)) stops.push(page)
  }
  expect(stops).toEqual([5, 10])
  expect(makesNoProgress(put(state, 13, batch(13, 100, 1)))).toBe(false)
  expect(makesNoProgress(put(begin(batch(0, 2), null), 1, batch(1, 2, 0)))).toBe(false)
})

test('a page that leads back to where rows began leads nowhere', () => {
  const state = put(begin(batch(0, 3), null), 1, { ...batch(1, 3), nextCursor: 'from 1' })
  expect(makesNoProgress(state)).toBe(true)
  expect(makesNoProgress(begin({ ...batch(0, 3), nextCursor: 'x' }, 'x'))).toBe(true)
})

test('5,000 rows never look like no progress', () => {
  let state = begin(batch(0, 50), null)
  for (let page = 1; page < 50; page++) {
    state = put(state, page, batch(page, 50))
    expect(makesNoProgress(state)).toBe(false)
  }
})

test('rows that were known are taken up again without being held, and come when they are looked at', () => {
  const known = look(look(begin(batch(0, 5), null), 150, 5), 250, 5)
  const outline: unknown = JSON.parse(JSON.stringify(outlineOf(known)))
  if (!isOutline(outline)) throw new Error('an outline is not known again')
  const taken = takeUp(begin(batch(0, 5), null), outline)
  if (!taken) throw new Error('the same rows were not taken up')
  expect(rowCount(taken)).toBe(rowCount(known))
  expect(held(taken)).toBe(1)
  const asked: (string | null)[] = []
  const seen = look(taken, 210, 5, asked)
  expect(asked).toEqual(['from 2'])
  expect(rowAt(seen, 210)?.id).toBe('2/10')
  expect(seen.nextCursor).toBe(known.nextCursor)
})

test('rows that are other ones by now are not taken up', () => {
  const outline = outlineOf(look(begin(batch(0, 5), null), 150, 5))
  expect(takeUp(begin({ ...batch(0, 5), nextCursor: 'from elsewhere' }, null), outline)).toBeNull()
  expect(takeUp(begin(batch(0, 5, 99), null), outline)).toBeNull()
  expect(takeUp(begin(batch(0, 1), null), outline)).toBeNull()
})

test.each([
  null,
  {},
  'rows',
  { pages: [null], nextCursor: null, incomplete: false },
  { pages: [{ cursor: 1, size: 2 }], nextCursor: null, incomplete: false },
  { pages: [], nextCursor: undefined, incomplete: false },
])('what stands in a history entry and is no outline is left alone: %j', (value) => {
  expect(isOutline(value)).toBe(false)
})
