import { describe, expect, test } from 'vitest'
import { FILTERABLE_TYPES, operatorsFor } from './filter-operators'
import { nextSort, parseTableParams, tableSearch } from './table-params'

const read = (search: string) => parseTableParams(Object.fromEntries(new URLSearchParams(search)))
const filter = (filter: string, value?: string) =>
  parseTableParams({ filter, ...(value === undefined ? {} : { value }) })

/** A valid value of each kind. */
const FITTING = {
  text: 'a & b=c',
  option: 'In progress',
  number: '-2.5',
  date: '2026-02-28',
  person: 'me',
  page: '11111111-1111-4111-8111-111111111111',
  verification: 'expired',
}

test('every condition of every type survives a round trip', () => {
  let conditions = 0
  for (const type of FILTERABLE_TYPES)
    for (const { operator, takes, fixed } of operatorsFor(type)) {
      const asked = {
        sort: { propertyId: 'a.b%3A', direction: 'descending' as const },
        filter: { propertyId: '%40.x', type, operator, value: takes ? FITTING[takes] : (fixed ?? '') },
      }
      const again = read(tableSearch(asked, { cursor: 'next:1', noJs: true }))
      expect(again.query).toEqual(asked)
      expect(again).toMatchObject({ cursor: 'next:1', noJs: true })
      expect(again.warnings).toEqual([])
      conditions += 1
    }
  expect(conditions).toBeGreaterThan(150)
})

test('default parameters are an empty query string', () => {
  expect(tableSearch({ sort: null, filter: null })).toBe('')
  expect(read('')).toEqual({
    query: { sort: null, filter: null },
    cursor: null,
    noJs: false,
    formValues: { filter: '', value: '' },
    warnings: [],
  })
})

describe('an invalid value causes a warning, and the typed value is kept', () => {
  test.each([
    ['p.number.equals', 'twelve', /number/],
    ['p.number.equals', 'Infinity', /number/],
    ['p.formula.number:greater_than', 'x', /number/],
    ['p.date.before', '2026-02-30', /day/],
    ['p.date.before', '24.11.2026', /day/],
    ['p.date.before', '2026-13-01', /day/],
    ['p.relation.contains', 'Roadmap', /page/],
    ['p.verification.status', 'perhaps', /verified/],
    ['p.title.contains', '   ', /value/],
    ['p.title.contains', undefined, /value/],
    ['p.title.contains', 'x'.repeat(2001), /too long/],
  ])('%s with “%s”', (name, value, note) => {
    const asked = filter(name, value)
    expect(asked.query.filter).toBeNull()
    expect(asked.warnings).toHaveLength(1)
    expect(asked.warnings[0]).toMatch(note)
    expect(asked.formValues.filter).toBe(name)
  })
})

describe('values in the forms that people write', () => {
  test.each([
    ['p.number.equals', ' 1e3 ', '1000'],
    ['p.date.equals', 'Today', 'today'],
    ['p.date.equals', 'one week ago', 'one_week_ago'],
    ['p.date.after', '2026-11-24T10:00:00+01:00', '2026-11-24T10:00:00+01:00'],
    [
      'p.relation.contains',
      'https://www.notion.so/Plan-11111111111141118111111111111111?pvs=4',
      '11111111111141118111111111111111',
    ],
    ['p.verification.status', 'Verified', 'verified'],
  ])('%s with “%s”', (name, value, expected) => {
    expect(filter(name, value).query.filter?.value).toBe(expected)
  })
})

test.each([
  'p',
  'p.title',
  'p.title.explodes',
  '.title.contains',
  'p.hologram.contains',
  'p.constructor.name',
])('a filter that Notion does not support is ignored, with a warning: %s', (name) => {
  const asked = filter(name, 'x')
  expect(asked.query.filter).toBeNull()
  expect(asked.warnings).toHaveLength(1)
})

test('an invalid sort order and repeated parameters are ignored, with a warning', () => {
  expect(read('sort=p.sideways')).toMatchObject({ query: { sort: null }, warnings: [/order/] })
  expect(parseTableParams({ sort: ['a.asc', 'b.asc'], value: 'x' })).toMatchObject({
    query: { sort: null },
    warnings: [/more than once/],
  })
  expect(read(`cursor=${'x'.repeat(3000)}`)).toMatchObject({ cursor: null, warnings: [/first/] })
})

test('a heading cycles through ascending, descending and Notion’s own order, and keeps the filter', () => {
  const start = filter('p.title.contains', 'x').query
  const up = nextSort(start, 'q')
  const down = nextSort(up, 'q')
  expect(up.sort).toEqual({ propertyId: 'q', direction: 'ascending' })
  expect(down.sort).toEqual({ propertyId: 'q', direction: 'descending' })
  expect(nextSort(down, 'q')).toEqual(start)
  expect(nextSort(up, 'r').sort).toEqual({ propertyId: 'r', direction: 'ascending' })
})
