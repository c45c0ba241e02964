import { describe, expect, test } from 'vitest'
import type { RowQuery } from '@/lib/notion'
import { FILTERABLE_TYPES, operatorsFor } from './filter-operators'
import {
  MAX_CONDITIONS,
  NO_QUERY,
  nextSort,
  parseTableParams,
  tableSearch,
  withCondition,
  withoutCondition,
} from './table-params'

/** As Next.js gives a page its search parameters. */
function read(search: string) {
  const given = new URLSearchParams(search)
  const parameters: Record<string, string | string[]> = {}
  for (const name of given.keys()) {
    const values = given.getAll(name)
    parameters[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return parseTableParams(parameters)
}

const condition = (filter: string) => parseTableParams({ filter }).query.conditions[0]

/** Valid values of each kind. */
const FITTING = {
  text: ['a & b=c.d, \\ e'],
  option: ['In progress', 'Done, really', 'back\\slash'],
  number: ['-2.5'],
  date: ['2026-02-28'],
  person: ['me', '11111111-1111-4111-8111-111111111111', 'Ada, of all people'],
  page: ['11111111-1111-4111-8111-111111111111'],
  verification: ['expired', 'none'],
}

const everyCondition = FILTERABLE_TYPES.flatMap((type) =>
  operatorsFor(type).map(({ operator, takes, fixed }) => ({
    propertyId: '%40.x',
    type,
    operator,
    values: takes ? FITTING[takes] : fixed === undefined ? [] : [fixed],
  })),
)

test('every condition of every type survives a round trip', () => {
  for (const one of everyCondition) {
    const query: RowQuery = {
      sorts: [
        { propertyId: 'a.b%3A', direction: 'descending' },
        { propertyId: 'title', direction: 'ascending' },
      ],
      match: 'any',
      conditions: [one, { propertyId: 'p', type: 'title', operator: 'is_empty', values: [] }],
    }
    const again = read(tableSearch(query, { cursor: 'next:1', noJs: true, edit: 1 }))
    expect(again.query).toEqual(query)
    expect(again).toMatchObject({ cursor: 'next:1', noJs: true, edit: { index: 1 }, warnings: [] })
  }
  expect(everyCondition.length).toBeGreaterThan(250)
})

test('default parameters are an empty query string, and a short condition reads well', () => {
  expect(tableSearch(NO_QUERY)).toBe('')
  expect(read('')).toEqual({
    query: NO_QUERY,
    cursor: null,
    noJs: false,
    edit: null,
    applied: null,
    warnings: [],
  })
  expect(
    tableSearch({
      sorts: [{ propertyId: 'due', direction: 'ascending' }],
      match: 'all',
      conditions: [{ propertyId: 's1', type: 'status', operator: 'does_not_equal', values: ['Done'] }],
    }),
  ).toBe('?sort=due.asc&filter=s1.status.does_not_equal.Done')
})

describe('an invalid value causes a warning, and the other conditions apply', () => {
  test.each([
    ['p.number.equals.twelve', /number/],
    ['p.number.equals.Infinity', /number/],
    ['p.formula.number:greater_than.x', /number/],
    ['p.date.before.2026-02-30', /date/],
    ['p.date.before.24.11.2026', /date/],
    ['p.date.before.2026-13-01', /date/],
    ['p.relation.contains.Roadmap', /page/],
    ['p.relation.contains.11111111-1111-4111-8111-111111111111,Roadmap', /page/],
    ['p.verification.status.perhaps', /verified/],
    ['p.title.contains.   ', /value/],
    ['p.title.contains', /value/],
    ['p.select.equals.', /value/],
    ['p.select.equals.,,,', /value/],
    [`p.title.contains.${'x'.repeat(2001)}`, /2000/],
  ])('%s', (text, warning) => {
    const asked = parseTableParams({ filter: [text, 'q.checkbox.equals'] })
    expect(asked.query.conditions.map(({ propertyId }) => propertyId)).toEqual(['q'])
    expect(asked.warnings).toHaveLength(1)
    expect(asked.warnings[0]).toMatch(warning)
  })
})

describe('values in the forms that people write', () => {
  test.each([
    ['p.number.equals. 1e3 ', ['1000']],
    ['p.date.equals.Today', ['today']],
    ['p.date.equals.one week ago', ['one_week_ago']],
    ['p.date.after.2026-11-24T10:00:00+01:00', ['2026-11-24T10:00:00+01:00']],
    [
      'p.relation.contains.https://www.notion.so/Plan-11111111111141118111111111111111?pvs=4',
      ['11111111-1111-4111-8111-111111111111'],
    ],
    ['p.verification.status.Verified,none', ['verified', 'none']],
    ['p.people.contains.ME,Ada', ['me', 'Ada']],
    ['p.select.equals.Low,High,Low', ['Low', 'High']],
    ['p.select.equals.a\\,b,c', ['a,b', 'c']],
    ['p.title.contains.a\\,b', ['a\\,b']],
  ])('%s', (text, expected) => {
    expect(condition(text)?.values).toEqual(expected)
  })
})

test.each([
  'p',
  'p.title',
  'p.title.explodes',
  '.title.contains.x',
  'p.hologram.contains.x',
  'p.constructor.name.x',
  'p.title.constructor.x',
  `${'p'.repeat(201)}.title.contains.x`,
])('a filter that Notion does not support is ignored, with a warning: %s', (text) => {
  const asked = parseTableParams({ filter: text })
  expect(asked.query.conditions).toEqual([])
  expect(asked.warnings).toHaveLength(1)
})

test('too many conditions and sorts are cut, and the page says so', () => {
  const many = parseTableParams({
    filter: Array.from({ length: 200 }, (_, index) => `p.title.contains.${index}`),
    sort: Array.from({ length: 30 }, (_, index) => `p${index}.asc`),
  })
  expect(many.query.conditions).toHaveLength(MAX_CONDITIONS)
  expect(many.query.sorts).toHaveLength(10)
  expect(many.warnings).toEqual([
    'The address sorts by 30 columns. Only the first 10 were applied.',
    'The address has 200 filters. Only the first 100 were applied.',
  ])
  const values = Array.from({ length: 300 }, (_, index) => String(index)).join(',')
  expect(condition(`p.select.equals.${values}`)?.values).toHaveLength(100)
  // The same warning once.
  expect(parseTableParams({ filter: Array<string>(50).fill('nonsense') }).warnings).toHaveLength(1)
})

test('an invalid sort order, match and repeated parameters are ignored, with a warning', () => {
  expect(read('sort=p.sideways')).toMatchObject({ query: { sorts: [] }, warnings: [/order/] })
  expect(read('sort=p.asc&sort=p.desc').query.sorts).toEqual([{ propertyId: 'p', direction: 'ascending' }])
  expect(read('match=none')).toMatchObject({ query: { match: 'all' }, warnings: [/“all”/] })
  expect(read('match=any&match=all')).toMatchObject({ query: { match: 'all' }, warnings: [/more than once/] })
  expect(read(`cursor=${'x'.repeat(3000)}`)).toMatchObject({ cursor: null, warnings: [/first/] })
})

test('a heading cycles through ascending, descending and none, and keeps the filter', () => {
  const start = read('filter=p.title.contains.x').query
  const up = nextSort(start, 'q')
  const down = nextSort(up, 'q')
  expect(up.sorts).toEqual([{ propertyId: 'q', direction: 'ascending' }])
  expect(down.sorts).toEqual([{ propertyId: 'q', direction: 'descending' }])
  expect(nextSort(down, 'q')).toEqual(start)
  expect(nextSort(up, 'r').sorts).toEqual([{ propertyId: 'r', direction: 'ascending' }])
  // One of several keeps its place.
  const two = read('sort=q.asc&sort=r.asc').query
  expect(nextSort(two, 'r').sorts.map(({ direction }) => direction)).toEqual(['ascending', 'descending'])
  expect(nextSort(nextSort(two, 'q'), 'q').sorts.map(({ propertyId }) => propertyId)).toEqual(['r'])
})

describe('the filter form', () => {
  const before = 'sort=q.asc&filter=s.status.equals.Done&filter=n.number.less_than.3'

  test('opens for a new condition, and for one that exists', () => {
    expect(read(`${before}&edit=new`)).toMatchObject({
      edit: { index: null, column: '', operator: '', values: [] },
      applied: null,
    })
    expect(read(`${before}&edit=1`).edit).toEqual({
      index: 1,
      column: 'n.number',
      operator: 'less_than',
      values: ['3'],
      problem: null,
    })
    // A condition that isn't there becomes a new one.
    for (const place of ['2', '999', '-1', 'x', '1.5'])
      expect(read(`${before}&edit=${place}`).edit, place).toMatchObject({ index: null, column: '' })
  })

  test('goes on step by step, and is applied when it is submitted', () => {
    expect(read(`${before}&edit=new&column=a.b.select`)).toMatchObject({
      edit: { column: 'a.b.select', operator: '', problem: null },
      applied: null,
    })
    const fields = 'edit=new&column=a.b.select&operator=equals&value=High&value=Low'
    expect(read(`${before}&${fields}`).applied).toBeNull()
    const { edit, applied, query } = read(`${before}&${fields}&apply=1`)
    expect(edit).toBeNull()
    expect(applied).toEqual(
      withCondition(query, null, {
        propertyId: 'a.b',
        type: 'select',
        operator: 'equals',
        values: ['High', 'Low'],
      }),
    )
    const changed = read(`${before}&edit=0&column=s.status&operator=is_empty&apply=1`).applied
    expect(changed?.conditions.map(({ operator }) => operator)).toEqual(['is_empty', 'less_than'])
  })

  test('says what is missing, and keeps what was chosen', () => {
    expect(read(`edit=new&column=n.number&operator=equals&value=many&apply=1`)).toMatchObject({
      applied: null,
      edit: {
        column: 'n.number',
        operator: 'equals',
        values: ['many'],
        problem: 'a number, such as 12 or 3.5',
      },
    })
    // A day that Notion reckons, or one of the calendar: whichever was filled in.
    expect(
      read('edit=new&column=d.date&operator=before&value=&value=2026-01-01&apply=1').applied?.conditions,
    ).toMatchObject([{ values: ['2026-01-01'] }])
    for (const nonsense of [
      'column=x&operator=equals',
      'column=n.number&operator=explodes',
      'column=n.number',
    ])
      expect(read(`edit=new&${nonsense}&value=1&apply=1`), nonsense).toMatchObject({
        applied: null,
        edit: { problem: 'a condition' },
      })
  })
})

test('a condition can be removed', () => {
  const { query } = read('filter=a.title.is_empty&filter=b.title.is_empty&match=any')
  expect(tableSearch(withoutCondition(query, 0))).toBe('?match=any&filter=b.title.is_empty')
})
