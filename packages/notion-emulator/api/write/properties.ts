import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { PageProperties } from '../../world'
import { plainText } from '../../world/rich-text'
import type { PropertySchema, PropertyValue, Schema } from '../../world/schema'
import { matchesProperty } from '../page-properties'
import { dateValue, id, richText } from './rich-text'

/** What a page of its own has instead of a schema. */
const TITLE: Schema = {
  title: { id: 'title', name: 'title', description: null, type: 'title', title: {} },
}

/** Who and when a new row says it was made by. */
export interface Made {
  readonly by: string
  readonly at: string
}

const person = (userId: string) => ({ object: 'user' as const, id: userId })
const option = z.union([z.strictObject({ name: z.string() }), z.strictObject({ id: z.string() })])
type Wanted = z.output<typeof option>
type Option = { readonly id: string; readonly name: string; readonly color: Color }
type Color = Extract<PropertyValue, { type: 'multi_select' }>['multi_select'][number]['color']

/** An option by its name or id; one that is not there yet is made, as Notion does. */
function chosen(options: readonly Option[], wanted: Wanted): Option {
  const found = options.find((one) => ('name' in wanted ? one.name === wanted.name : one.id === wanted.id))
  const name = 'name' in wanted ? wanted.name : wanted.id
  if (!found) return { id: randomUUID(), name, color: 'default' }
  return { id: found.id, name: found.name, color: found.color }
}

const people = z.array(z.object({ id }))
const text = z.string().nullable()
type Member = Readonly<Record<string, unknown>>

/** A value of a new row: what was given for this column, or nothing; what Notion computes is empty. */
function newValue(schema: PropertySchema, given: Member | undefined, { by, at }: Made): PropertyValue {
  const own = given?.[schema.type]
  const read = <Value>(shape: z.ZodType<Value>, otherwise: Value): Value =>
    given === undefined ? otherwise : shape.parse(own)
  const common = { id: schema.id }
  switch (schema.type) {
    case 'title':
      return { ...common, type: 'title', title: read(richText, []) }
    case 'rich_text':
      return { ...common, type: 'rich_text', rich_text: read(richText, []) }
    case 'number':
      return { ...common, type: 'number', number: read(z.number().nullable(), null) }
    case 'checkbox':
      return { ...common, type: 'checkbox', checkbox: read(z.boolean(), false) }
    case 'url':
      return { ...common, type: 'url', url: read(text, null) }
    case 'email':
      return { ...common, type: 'email', email: read(text, null) }
    case 'phone_number':
      return { ...common, type: 'phone_number', phone_number: read(text, null) }
    case 'date':
      return { ...common, type: 'date', date: read(dateValue.nullable(), null) }
    case 'select': {
      const wanted = read(option.nullable(), null)
      return { ...common, type: 'select', select: wanted && chosen(schema.select.options, wanted) }
    }
    case 'multi_select': {
      const all = read(z.array(option), [])
      const { options } = schema.multi_select
      return { ...common, type: 'multi_select', multi_select: all.map((one) => chosen(options, one)) }
    }
    case 'status': {
      const wanted = read(option.nullable(), null)
      const [first] = schema.status.options
      const so = wanted ? chosen(schema.status.options, wanted) : (first ?? null)
      return { ...common, type: 'status', status: so && { id: so.id, name: so.name, color: so.color } }
    }
    case 'people':
      return { ...common, type: 'people', people: read(people, []).map((one) => person(one.id)) }
    case 'relation':
      return { ...common, type: 'relation', relation: read(people, []) }
    case 'files':
      return { ...common, type: 'files', files: [] }
    case 'created_by':
      return { ...common, type: 'created_by', created_by: person(by) }
    case 'last_edited_by':
      return { ...common, type: 'last_edited_by', last_edited_by: person(by) }
    case 'created_time':
      return { ...common, type: 'created_time', created_time: at }
    case 'last_edited_time':
      return { ...common, type: 'last_edited_time', last_edited_time: at }
    case 'formula':
      return { ...common, type: 'formula', formula: { type: 'string', string: null } }
    case 'rollup':
      return { ...common, type: 'rollup', rollup: { type: 'number', number: null, function: 'count' } }
    case 'unique_id':
      return { ...common, type: 'unique_id', unique_id: { prefix: null, number: null } }
    case 'verification':
      return { ...common, type: 'verification', verification: null }
    case 'place':
      return { ...common, type: 'place', place: null }
    case 'button':
      return { ...common, type: 'button', button: {} }
    default:
      return schema satisfies never
  }
}

const COMPUTED: ReadonlySet<PropertySchema['type']> = new Set([
  'created_by',
  'last_edited_by',
  'created_time',
  'last_edited_time',
  'formula',
  'rollup',
  'unique_id',
  'verification',
  'button',
])

interface NewProperties {
  readonly title: string
  readonly properties: PageProperties
}

/** The values of a new page, from what a request gives for some of them; or what is wrong with that. */
export function newProperties(
  given: Readonly<Record<string, Member>>,
  schema: Schema | null,
  made: Made,
): NewProperties | string {
  const columns = Object.entries(schema ?? TITLE)
  const named = new Map<string, Member>()
  for (const [key, member] of Object.entries(given)) {
    const column = columns.find(([name, one]) => matchesProperty(key, { id: one.id, name }))
    if (!column) return `${key} is not a property that exists.`
    const [name, { type }] = column
    if (!(type in member)) return `${key} is expected to be ${type}.`
    if (COMPUTED.has(type)) return `${key} cannot be written.`
    named.set(name, member)
  }
  const properties: Record<string, PropertyValue> = {}
  let title = ''
  for (const [name, column] of columns) {
    try {
      const value = newValue(column, named.get(name), made)
      properties[name] = value
      if (value.type === 'title') title = plainText(value.title)
    } catch (error) {
      if (error instanceof z.ZodError) return `${name} is expected to be ${column.type}.`
      throw error
    }
  }
  return { title, properties }
}
