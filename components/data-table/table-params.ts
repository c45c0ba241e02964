import type { RowFilter, RowQuery } from '@/lib/notion'
import { bareNotionId, notionIdAtEnd, parseNotionId } from '@/lib/shared/ids'
import { findOperator, type ValueKind } from './filter-operators'

/** What the URL says about a table. */
export interface TableParams {
  readonly query: RowQuery
  /** Where the rows start; null for the first row. */
  readonly cursor: string | null
  /** The page is for a browser without JavaScript. */
  readonly noJs: boolean
  /** The values of the filter form, as typed, even if they couldn't be used. */
  readonly formValues: { readonly filter: string; readonly value: string }
  /** Why parts of the URL were ignored. */
  readonly warnings: readonly string[]
}

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

const MAX_LENGTH = 2000
const RELATIVE_DAYS = new Set([
  'today',
  'tomorrow',
  'yesterday',
  'one_week_ago',
  'one_week_from_now',
  'one_month_ago',
  'one_month_from_now',
])
const VERIFICATIONS = new Set(['verified', 'expired', 'none'])

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?$/

/** Rejects days such as 31 November, which `Date` would turn into 1 December. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text)
}

type CheckedValue = { readonly value: string } | { readonly note: string }

function checkDate(text: string): CheckedValue {
  const words = text.toLowerCase().replace(/\s+/g, '_')
  if (RELATIVE_DAYS.has(words)) return { value: words }
  const fits =
    (DAY.test(text) || (DATE_TIME.test(text) && Number.isFinite(Date.parse(text)))) &&
    isDay(text.slice(0, 10))
  return fits
    ? { value: text }
    : { note: 'The filter needs a date, such as 2026-11-24 or “today”, so it was ignored.' }
}

/** A page id, or a Notion URL that ends with one. */
function checkPage(text: string): CheckedValue {
  const id = parseNotionId(text) ? text : bareNotionId(notionIdAtEnd(text.replace(/[?#].*$/s, '')))
  return id
    ? { value: id.toLowerCase() }
    : { note: 'The filter needs the URL or the ID of a page in Notion, so it was ignored.' }
}

const CHECKS: { readonly [Kind in ValueKind]: (text: string) => CheckedValue } = {
  text: (text) => ({ value: text }),
  option: (text) => ({ value: text }),
  number: (text) =>
    Number.isFinite(Number(text))
      ? { value: String(Number(text)) }
      : { note: 'The filter needs a number, such as 12 or 3.5, so it was ignored.' },
  date: checkDate,
  // A name is resolved to an id when the rows are read.
  person: (text) => {
    const word = text.toLowerCase()
    return { value: word === 'me' || parseNotionId(word) ? word : text }
  },
  page: checkPage,
  verification: (text) =>
    VERIFICATIONS.has(text.toLowerCase())
      ? { value: text.toLowerCase() }
      : { note: 'The filter needs “verified”, “expired” or “none”, so it was ignored.' },
}

const UNKNOWN_FILTER = 'The URL has a filter that Notion doesn’t support, so it was ignored.'

function parseFilter(filter: string, value: string): { filter: RowFilter } | { note: string } {
  // A property id may contain a full stop; type and operator don't.
  const [, propertyId, type, operator] = /^(.{1,200})\.([a-z_]+)\.([a-z_:]+)$/s.exec(filter) ?? []
  const known = type && operator ? findOperator(type, operator.replaceAll(':', '.')) : undefined
  if (!propertyId || !type || !known) return { note: UNKNOWN_FILTER }
  const found = { propertyId, type, operator: known.operator }
  if (known.takes === null) return { filter: { ...found, value: known.fixed ?? '' } }
  const text = value.trim()
  if (text === '') return { note: 'The filter needs a value to compare with, so it was ignored.' }
  if (text.length > MAX_LENGTH)
    return { note: 'The filter’s value is too long for Notion, so it was ignored.' }
  const checked = CHECKS[known.takes](text)
  return 'note' in checked ? checked : { filter: { ...found, value: checked.value } }
}

function parseSort(sort: string): RowQuery['sort'] {
  const [, propertyId, direction] = /^(.{1,200})\.(asc|desc)$/s.exec(sort) ?? []
  return propertyId ? { propertyId, direction: direction === 'asc' ? 'ascending' : 'descending' } : null
}

/** Reads `sort=<property id>.asc|desc&filter=<property id>.<type>.<operator>&value=<text>&cursor=<text>&plain=1`. Invalid parts are ignored, with a warning. */
export function parseTableParams(parameters: SearchParams): TableParams {
  const warnings: string[] = []
  const take = (name: string): string => {
    const value = parameters[name]
    if (typeof value === 'string') return value
    if (value !== undefined) warnings.push(`The URL has “${name}” more than once, so it was ignored.`)
    return ''
  }
  const formValues = { filter: take('filter'), value: take('value') }
  const sortText = take('sort')
  const sort = sortText ? parseSort(sortText) : null
  if (sortText && !sort)
    warnings.push('The URL has a sort order that Notion doesn’t support, so it was ignored.')
  let filter: RowFilter | null = null
  if (formValues.filter) {
    const parsed = parseFilter(formValues.filter, formValues.value)
    if ('filter' in parsed) filter = parsed.filter
    else warnings.push(parsed.note)
  }
  const cursor = take('cursor')
  if (cursor.length > MAX_LENGTH) warnings.push('The URL points to no row, so these are the first rows.')
  return {
    query: { sort, filter },
    cursor: cursor && cursor.length <= MAX_LENGTH ? cursor : null,
    noJs: take('plain') === '1',
    formValues,
    warnings,
  }
}

/** A condition as the `filter` parameter: property, type and operator, without the value. */
export const filterParam = ({ propertyId, type, operator }: Omit<RowFilter, 'value'>): string =>
  `${propertyId}.${type}.${operator.replaceAll('.', ':')}`

/** The query string for these rows: empty, or with its question mark. */
export function tableSearch(
  { sort, filter }: RowQuery,
  { cursor = null, noJs = false }: { cursor?: string | null; noJs?: boolean } = {},
): string {
  const search = new URLSearchParams()
  if (sort) search.set('sort', `${sort.propertyId}.${sort.direction === 'ascending' ? 'asc' : 'desc'}`)
  if (filter) {
    search.set('filter', filterParam(filter))
    const known = findOperator(filter.type, filter.operator)
    if (known?.takes) search.set('value', filter.value)
  }
  if (cursor) search.set('cursor', cursor)
  if (noJs) search.set('plain', '1')
  return search.size > 0 ? `?${search}` : ''
}

/** The sort order that a column heading links to: ascending, then descending, then Notion's own. */
export function nextSort(query: RowQuery, propertyId: string): RowQuery {
  if (query.sort?.propertyId !== propertyId) return { ...query, sort: { propertyId, direction: 'ascending' } }
  return {
    ...query,
    sort: query.sort.direction === 'ascending' ? { propertyId, direction: 'descending' } : null,
  }
}
