import type { QueryDataSourceParameters } from '@notionhq/client'
import type { WorldPage } from '../../world'
import { plainText } from '../../world/rich-text'
import type { PropertySchema, PropertyType, PropertyValue, Schema, ValueOf } from '../../world/schema'
import { matchesProperty } from '../page-properties'
import {
  type Condition,
  checkboxCondition,
  dateCondition,
  filesCondition,
  idsCondition,
  multiSelectCondition,
  numberCondition,
  selectCondition,
  textCondition,
  verificationCondition,
} from './conditions'
import { type Span, timeOf } from './dates'
import { isObject, type Json, QueryProblem, refuse } from './problem'

/** A row while it is judged. */
export interface RowView {
  readonly page: WorldPage
  readonly values: Readonly<Record<string, PropertyValue>>
}

export type RowFilter = (row: RowView) => boolean

/** What a filter is read against. */
export interface About {
  readonly schema: Schema
  /** Who authorized the connection. */
  readonly me: string
  readonly now: number
}

type Filter = NonNullable<QueryDataSourceParameters['filter']>
type KeysOf<Union> = Union extends unknown ? keyof Union : never
/** The types of property that can be filtered by. */
type FilterType = Exclude<KeysOf<Extract<Filter, { property: string }>>, 'property' | 'type'>
type ListItem = Extract<ValueOf<'rollup'>['rollup'], { type: 'array' }>['array'][number]
type Judge<Value> = (json: unknown, path: string, about: About) => (value: Value | undefined) => boolean

/** Reads a condition once, then judges values by what `of` makes of them. */
const by =
  <Value, Judged>(
    condition: (json: unknown, path: string, about: About) => Condition<Judged>,
    of: (value: Value) => Judged | null,
  ): Judge<Value> =>
  (json, path, about) => {
    const holds = condition(json, path, about)
    return (value) => holds(value === undefined ? null : of(value))
  }

export const spanOf = (date: { readonly start: string } | null): Span | null => date && timeOf(date.start)

const ids = (json: unknown, path: string, { me }: About) => idsCondition(json, path, me)
const dates = (json: unknown, path: string, { now }: About) => dateCondition(json, path, now)
const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

const formula: Judge<ValueOf<'formula'>> = (json, path, about) => {
  const [kind, inner] = onlyMember(json, path, ['string', 'checkbox', 'number', 'date'])
  const at = `${path}.${kind}`
  const judge = {
    string: by(textCondition, ({ formula: one }: ValueOf<'formula'>) =>
      one.type === 'string' ? one.string : null,
    ),
    checkbox: by(checkboxCondition, ({ formula: one }: ValueOf<'formula'>) =>
      one.type === 'boolean' ? one.boolean : null,
    ),
    number: by(numberCondition, ({ formula: one }: ValueOf<'formula'>) =>
      one.type === 'number' ? one.number : null,
    ),
    date: by(dates, ({ formula: one }: ValueOf<'formula'>) =>
      one.type === 'date' ? spanOf(one.date) : null,
    ),
  }[kind]
  return judge(inner, at, about)
}

const rollup: Judge<ValueOf<'rollup'>> = (json, path, about) => {
  const [kind, inner] = onlyMember(json, path, ['any', 'none', 'every', 'date', 'number'])
  const at = `${path}.${kind}`
  if (kind === 'number')
    return by(numberCondition, ({ rollup: one }: ValueOf<'rollup'>) =>
      one.type === 'number' ? one.number : null,
    )(inner, at, about)
  if (kind === 'date')
    return by(dates, ({ rollup: one }: ValueOf<'rollup'>) => (one.type === 'date' ? spanOf(one.date) : null))(
      inner,
      at,
      about,
    )
  const holds = listItem(inner, at, about)
  return (value) => {
    const array = value?.rollup.type === 'array' ? value.rollup.array : []
    if (kind === 'any') return array.some(holds)
    return kind === 'every' ? array.every(holds) : !array.some(holds)
  }
}

const LIST_TYPES = [
  'rich_text',
  'number',
  'checkbox',
  'select',
  'multi_select',
  'relation',
  'date',
  'people',
  'files',
  'status',
] as const

/** One item of a rolled-up list; titles are texts too. */
function listItem(json: unknown, path: string, about: About): (item: ListItem) => boolean {
  const [type, inner] = onlyMember(json, path, LIST_TYPES)
  const holds = judgeOf(type, inner, `${path}.${type}`, about)
  return (item) => {
    if (item.type === 'title')
      return type === 'rich_text' && holds({ id: '', type: 'rich_text', rich_text: item.title })
    return item.type === type && holds({ ...item, id: '' })
  }
}

const JUDGES: { readonly [Type in FilterType]: Judge<ValueOf<Type>> } = {
  title: by(textCondition, ({ title }: ValueOf<'title'>) => plainText(title)),
  rich_text: by(textCondition, ({ rich_text }: ValueOf<'rich_text'>) => plainText(rich_text)),
  url: by(textCondition, ({ url }: ValueOf<'url'>) => url),
  email: by(textCondition, ({ email }: ValueOf<'email'>) => email),
  phone_number: by(textCondition, ({ phone_number }: ValueOf<'phone_number'>) => phone_number),
  number: by(numberCondition, ({ number }: ValueOf<'number'>) => number),
  unique_id: by(numberCondition, ({ unique_id }: ValueOf<'unique_id'>) => unique_id.number),
  checkbox: by(checkboxCondition, ({ checkbox }: ValueOf<'checkbox'>) => checkbox),
  select: by(selectCondition, ({ select }: ValueOf<'select'>) => select),
  status: by(selectCondition, ({ status }: ValueOf<'status'>) => status),
  multi_select: by(multiSelectCondition, ({ multi_select }: ValueOf<'multi_select'>) => multi_select),
  date: by(dates, ({ date }: ValueOf<'date'>) => spanOf(date)),
  created_time: by(dates, ({ created_time }: ValueOf<'created_time'>) => timeOf(created_time)),
  last_edited_time: by(dates, ({ last_edited_time }: ValueOf<'last_edited_time'>) =>
    timeOf(last_edited_time),
  ),
  people: by(ids, ({ people }: ValueOf<'people'>) => idsOf(people)),
  created_by: by(ids, ({ created_by }: ValueOf<'created_by'>) => [created_by.id]),
  last_edited_by: by(ids, ({ last_edited_by }: ValueOf<'last_edited_by'>) => [last_edited_by.id]),
  relation: by(ids, ({ relation }: ValueOf<'relation'>) => idsOf(relation)),
  files: by(filesCondition, ({ files }: ValueOf<'files'>) => files),
  verification: by(verificationCondition, ({ verification }: ValueOf<'verification'>) =>
    verification === null || verification.state === 'unverified' ? 'none' : verification.state,
  ),
  formula,
  rollup,
}

function judgeOf<Type extends FilterType>(type: Type, json: unknown, path: string, about: About) {
  const judge: Judge<ValueOf<Type>> = JUDGES[type]
  const holds = judge(json, path, about)
  const isOf = (value: PropertyValue): value is ValueOf<Type> => value.type === type
  return (value: PropertyValue | undefined) => holds(value && isOf(value) ? value : undefined)
}

function onlyMember<Name extends string>(
  json: unknown,
  path: string,
  allowed: readonly Name[],
): [Name, unknown] {
  const found = isObject(json) ? allowed.filter((name) => json[name] !== undefined) : []
  const [name] = found
  if (!isObject(json) || name === undefined || found.length > 1)
    return refuse(path, `an object with one of ${allowed.join(', ')}`, json)
  return [name, json[name]]
}

const isFilterType = (name: string): name is FilterType => Object.hasOwn(JUDGES, name)

/** The property that a query names. @throws {QueryProblem} there is none */
export function propertyNamed(schema: Schema, given: string, what = 'property'): PropertySchema {
  const found = Object.values(schema).find((one) => matchesProperty(given, one))
  if (!found) throw new QueryProblem(`Could not find ${what} with name or id: ${given}`)
  return found
}

function byProperty(json: Json, path: string, about: About): RowFilter {
  const given = json.property
  if (typeof given !== 'string') return refuse(`${path}.property`, 'a string', given)
  const kinds = Object.keys(json).filter(
    (name) => name !== 'property' && name !== 'type' && json[name] !== undefined,
  )
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1 || !isFilterType(kind))
    return refuse(path, `an object with one of ${Object.keys(JUDGES).join(', ')}`, json)
  if (json.type !== undefined && json.type !== kind) return refuse(`${path}.type`, `\`"${kind}"\``, json.type)
  const property = propertyNamed(about.schema, given)
  const type: PropertyType = property.type
  if (type !== kind)
    throw new QueryProblem(
      `The property type in the database does not match the property type of the filter provided: database property ${type} does not match filter ${kind}`,
    )
  const holds = judgeOf(kind, json[kind], `${path}.${kind}`, about)
  return ({ values }) => holds(values[property.name])
}

const TIMESTAMPS = { created_time: 'createdAt', last_edited_time: 'editedAt' } as const

/** Whether this is one of the two times that every row has. */
export const isTimestamp = (name: unknown): name is keyof typeof TIMESTAMPS =>
  name === 'created_time' || name === 'last_edited_time'

export const timestampOf = (page: WorldPage, name: keyof typeof TIMESTAMPS): string => page[TIMESTAMPS[name]]

function byTimestamp(json: Json, path: string, about: About): RowFilter {
  const { timestamp } = json
  if (!isTimestamp(timestamp))
    return refuse(`${path}.timestamp`, '`"created_time"` or `"last_edited_time"`', timestamp)
  const holds = dateCondition(json[timestamp], `${path}.${timestamp}`, about.now)
  return ({ page }) => holds(timeOf(timestampOf(page, timestamp)))
}

const DEEPEST = 2
const MOST = 100

/** Parses a filter. Compound filters nest two levels deep. @throws {QueryProblem} what is wrong with it */
export function readFilter(json: unknown, about: About, path = 'body.filter', depth = 1): RowFilter {
  if (!isObject(json)) return refuse(path, 'an object', json)
  for (const kind of ['and', 'or'] as const) {
    const list = json[kind]
    if (list === undefined) continue
    const at = `${path}.${kind}`
    if (depth > DEEPEST) return refuse(at, 'not present', list)
    if (!Array.isArray(list)) return refuse(at, 'an array', list)
    if (list.length > MOST) return refuse(`${at}.length`, `≤ \`${MOST}\``, list.length)
    const filters = list.map((one, index) => readFilter(one, about, `${at}[${index}]`, depth + 1))
    return kind === 'and'
      ? (row) => filters.every((holds) => holds(row))
      : (row) => filters.some((holds) => holds(row))
  }
  if (json.property !== undefined) return byProperty(json, path, about)
  if (json.timestamp !== undefined) return byTimestamp(json, path, about)
  return refuse(path, 'an object with and, or, property or timestamp', json)
}
