import type { RowCondition, RowQuery, RowSort } from '@/lib/notion'
import { FILTERABLE_TYPES, findOperator, type Operator } from './filter-operators'
import { checkValue } from './filter-values'

/** What the address says about a table. */
export interface TableParams {
  readonly query: RowQuery
  /** Where the rows start; null for the first row. */
  readonly cursor: string | null
  /** The page is for a browser without JavaScript. */
  readonly noJs: boolean
  /** The filter form that is open, with what was chosen in it. */
  readonly edit: FilterDraft | null
  /** The query with a filter form that was submitted: the address to redirect to. */
  readonly applied: RowQuery | null
  /** Which parts of the address were ignored, and why. */
  readonly warnings: readonly string[]
}

/** A condition that is being made or changed, as far as it was chosen. */
export interface FilterDraft {
  /** The condition that it replaces; null for a new one. */
  readonly index: number | null
  /** `<property id>.<type>` */
  readonly column: string
  readonly operator: string
  readonly values: readonly string[]
  /** What the submitted values should be. */
  readonly problem: string | null
}

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

/** The parameters of a query string as Next.js gives them to a page: a list where one is repeated. */
export const parametersOf = (search: URLSearchParams): SearchParams =>
  Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const [first = '', ...more] = search.getAll(name)
      return [name, more.length === 0 ? first : [first, ...more]]
    }),
  )

export const NO_QUERY: RowQuery = { sorts: [], match: 'all', conditions: [] }

/** Notion accepts that many in one group. */
export const MAX_CONDITIONS = 100
const MAX_VALUES = 100
const MAX_SORTS = 10
const MAX_CURSOR = 2000

// A property id may contain a full stop; types and operators don't.
const CONDITION = new RegExp(`^(.{1,200}?)\\.(${FILTERABLE_TYPES.join('|')})\\.([a-z_:]+)(?:\\.(.*))?$`, 's')

/** Several values are separated by commas; a comma in a value follows a backslash. */
const joinValues = (values: readonly string[]) =>
  values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',')

const splitValues = (text: string): string[] =>
  [...text.matchAll(/(?:\\.|[^\\,])+/gs)].map(([value]) => value.replace(/\\(.)/gs, '$1'))

type Parsed = { readonly condition: RowCondition } | { readonly problem: string | null }

/** @returns a problem of null when the condition itself isn't known */
function parseCondition(text: string): Parsed {
  const [, propertyId, type, word, rest = ''] = CONDITION.exec(text) ?? []
  const known = type && word ? findOperator(type, word.replaceAll(':', '.')) : undefined
  if (!propertyId || !type || !known) return { problem: null }
  return makeCondition({ propertyId, type }, known, known.many ? splitValues(rest) : [rest])
}

function makeCondition(
  column: Pick<RowCondition, 'propertyId' | 'type'>,
  { operator, takes, many, fixed }: Operator,
  written: readonly string[],
): Parsed {
  if (takes === null)
    return { condition: { ...column, operator, values: fixed === undefined ? [] : [fixed] } }
  const given = written.filter((value) => value.trim() !== '').slice(0, many ? MAX_VALUES : 1)
  const checked = (given.length > 0 ? given : ['']).map((value) => checkValue(takes, value))
  const problem = checked.find((one) => 'problem' in one)
  if (problem) return problem
  const values = checked.flatMap((one) => ('value' in one ? one.value : []))
  return { condition: { ...column, operator, values: [...new Set(values)] } }
}

function parseSort(text: string): RowSort | null {
  const [, propertyId, direction] = /^(.{1,200})\.(asc|desc)$/s.exec(text) ?? []
  return propertyId ? { propertyId, direction: direction === 'asc' ? 'ascending' : 'descending' } : null
}

class Reader {
  readonly warnings = new Set<string>()

  constructor(private readonly parameters: SearchParams) {}

  all(name: string): readonly string[] {
    const value = this.parameters[name] ?? []
    return typeof value === 'string' ? [value] : value
  }

  one(name: string): string {
    const [first = '', ...more] = this.all(name)
    if (more.length === 0) return first
    this.warnings.add(`The address has “${name}” more than once, so it was ignored.`)
    return ''
  }

  sorts(): RowSort[] {
    const sorts: RowSort[] = []
    const written = this.all('sort').filter((text) => text !== '')
    if (written.length > MAX_SORTS)
      this.warnings.add(
        `The address sorts by ${written.length} columns. Only the first ${MAX_SORTS} were applied.`,
      )
    for (const text of written.slice(0, MAX_SORTS)) {
      const sort = parseSort(text)
      if (!sort)
        this.warnings.add('The address has a sort order that Notion doesn’t support, so it was ignored.')
      // Sorting by the same column again changes nothing.
      else if (!sorts.some(({ propertyId }) => propertyId === sort.propertyId)) sorts.push(sort)
    }
    return sorts
  }

  conditions(): RowCondition[] {
    const written = this.all('filter').filter((text) => text !== '')
    if (written.length > MAX_CONDITIONS)
      this.warnings.add(
        `The address has ${written.length} filters. Only the first ${MAX_CONDITIONS} were applied.`,
      )
    return written.slice(0, MAX_CONDITIONS).flatMap((text) => {
      const parsed = parseCondition(text)
      if ('condition' in parsed) return parsed.condition
      this.warnings.add(
        parsed.problem === null
          ? 'The address has a filter that Notion doesn’t support, so it was ignored.'
          : `A filter in the address needs ${parsed.problem}, so it was ignored.`,
      )
      return []
    })
  }
}

/**
 * Reads a table's address. Invalid parts are ignored, with a warning.
 *
 * - `filter=<property id>.<type>.<operator>.<value>,<value>…`, once for each condition
 * - `match=any`, if one of the conditions is enough
 * - `sort=<property id>.asc|desc`, once for each column, the first one counting most
 * - `cursor=<text>`, where the rows start
 * - `plain=1`, for a browser without JavaScript
 * - `edit=new` or `edit=<number>`, with an open filter form, and its fields `column`, `operator`, `value`, `apply`
 */
export function parseTableParams(parameters: SearchParams): TableParams {
  const reader = new Reader(parameters)
  const match = reader.one('match')
  if (match !== '' && match !== 'any' && match !== 'all')
    reader.warnings.add('The address says to match neither “all” nor “any” filters, so all apply.')
  const query: RowQuery = {
    sorts: reader.sorts(),
    match: match === 'any' ? 'any' : 'all',
    conditions: reader.conditions(),
  }
  const cursor = reader.one('cursor')
  if (cursor.length > MAX_CURSOR)
    reader.warnings.add('The address points to no row, so these are the first rows.')
  const { edit, applied } = readForm(reader, query)
  return {
    query,
    cursor: cursor && cursor.length <= MAX_CURSOR ? cursor : null,
    noJs: reader.one('plain') === '1',
    edit,
    applied,
    warnings: [...reader.warnings],
  }
}

/** The filter form of the page, which a browser without JavaScript submits step by step. */
function readForm(reader: Reader, query: RowQuery): Pick<TableParams, 'edit' | 'applied'> {
  const place = reader.one('edit')
  if (place === '') return { edit: null, applied: null }
  const index = /^\d{1,3}$/.test(place) && Number(place) < query.conditions.length ? Number(place) : null
  const column = reader.one('column')
  if (column === '') return { edit: draftOf(query, index), applied: null }
  const operator = reader.one('operator')
  const values = reader.all('value').slice(0, MAX_VALUES)
  const draft = { index, column, operator, values, problem: null }
  if (reader.one('apply') === '') return { edit: draft, applied: null }
  const made = parseDraft(draft)
  if ('problem' in made) return { edit: { ...draft, problem: made.problem ?? 'a condition' }, applied: null }
  return { edit: null, applied: withCondition(query, index, made.condition) }
}

/** What a filter form starts from: a condition of the query, or for a new one just a column. */
export function draftOf(query: RowQuery, index: number | null, column = ''): FilterDraft {
  const before = index === null ? undefined : query.conditions[index]
  return {
    index,
    column: before ? columnParam(before) : column,
    operator: before?.operator ?? '',
    values: before?.values ?? [],
    problem: null,
  }
}

/** The condition that a filter form holds, or what its value should be. */
export function parseDraft({
  column,
  operator,
  values,
}: Pick<FilterDraft, 'column' | 'operator' | 'values'>): Parsed {
  const [, propertyId, type] = /^(.{1,200})\.([a-z_]+)$/s.exec(column) ?? []
  const known = type && findOperator(type, operator)
  return propertyId && type && known ? makeCondition({ propertyId, type }, known, values) : { problem: null }
}

/** The query with one condition replaced, or added at the end. */
export function withCondition(query: RowQuery, index: number | null, condition: RowCondition): RowQuery {
  const { conditions } = query
  return {
    ...query,
    conditions:
      index === null
        ? [...conditions, condition]
        : conditions.map((one, place) => (place === index ? condition : one)),
  }
}

/** The query without one of its conditions. */
export const withoutCondition = (query: RowQuery, index: number): RowQuery => ({
  ...query,
  conditions: query.conditions.filter((_, place) => place !== index),
})

/** A column as the filter form names it. */
export const columnParam = ({ propertyId, type }: Pick<RowCondition, 'propertyId' | 'type'>): string =>
  `${propertyId}.${type}`

/** A condition as the `filter` parameter. */
function conditionParam({ propertyId, type, operator, values }: RowCondition): string {
  const known = findOperator(type, operator)
  const start = `${propertyId}.${type}.${operator.replaceAll('.', ':')}`
  if (!known?.takes) return start
  return `${start}.${known.many ? joinValues(values) : (values[0] ?? '')}`
}

/** A column's sort order as the `sort` parameter. */
export const sortParam = ({ propertyId, direction }: RowSort): string =>
  `${propertyId}.${direction === 'ascending' ? 'asc' : 'desc'}`

/** The parameters of a query, in the order of the address. */
export function queryParams({ sorts, match, conditions }: RowQuery): [string, string][] {
  return [
    ...sorts.map((sort): [string, string] => ['sort', sortParam(sort)]),
    ...(match === 'any' ? [['match', 'any'] as [string, string]] : []),
    ...conditions.map((condition): [string, string] => ['filter', conditionParam(condition)]),
  ]
}

/** The query string for these rows: empty, or with its question mark. */
export function tableSearch(
  query: RowQuery,
  {
    cursor = null,
    noJs = false,
    edit = null,
  }: {
    cursor?: string | null
    noJs?: boolean
    /** The condition whose form is open. */
    edit?: number | 'new' | null
  } = {},
): string {
  const search = new URLSearchParams(queryParams(query))
  if (cursor) search.set('cursor', cursor)
  if (noJs) search.set('plain', '1')
  if (edit !== null) search.set('edit', String(edit))
  return search.size > 0 ? `?${search}` : ''
}

/**
 * The sort order that a column heading links to: ascending, then descending, then without this column. Another column
 * replaces all of them.
 */
export function nextSort(query: RowQuery, propertyId: string): RowQuery {
  const sort = query.sorts.find((one) => one.propertyId === propertyId)
  if (!sort) return { ...query, sorts: [{ propertyId, direction: 'ascending' }] }
  if (sort.direction === 'descending') return { ...query, sorts: query.sorts.filter((one) => one !== sort) }
  return {
    ...query,
    sorts: query.sorts.map((one) => (one === sort ? { propertyId, direction: 'descending' } : one)),
  }
}
