import { plainText } from '../../world/rich-text'
import type { PropertySchema, PropertyValue, Schema, ValueOf } from '../../world/schema'
import { timeOf } from './dates'
import { isTimestamp, propertyNamed, type RowView, spanOf, timestampOf } from './filter'
import { isObject, refuse } from './problem'

/** The sort key of a row. Null is an empty value and sorts last in both directions. */
type Key = number | string | null

interface Order {
  readonly key: (row: RowView) => Key
  readonly ascending: boolean
}

const word = (text: string | null | undefined): Key => (text ? text.toLowerCase() : null)

function formulaKey({ formula }: ValueOf<'formula'>): Key {
  switch (formula.type) {
    case 'string':
      return word(formula.string)
    case 'number':
      return formula.number
    case 'boolean':
      return formula.boolean === null ? null : Number(formula.boolean)
    case 'date':
      return spanOf(formula.date)?.from ?? null
    case 'unsupported':
      return null
    default:
      return formula satisfies never
  }
}

function rollupKey({ rollup }: ValueOf<'rollup'>): Key {
  switch (rollup.type) {
    case 'number':
      return rollup.number
    case 'date':
      return spanOf(rollup.date)?.from ?? null
    case 'array':
      return rollup.array.length || null
    case 'unsupported':
      return null
    default:
      return rollup satisfies never
  }
}

/** Options sort in the order of the schema, everything else by value. */
function keyOf(value: PropertyValue, places: ReadonlyMap<string, number>): Key {
  switch (value.type) {
    case 'title':
      return word(plainText(value.title))
    case 'rich_text':
      return word(plainText(value.rich_text))
    case 'url':
      return word(value.url)
    case 'email':
      return word(value.email)
    case 'phone_number':
      return word(value.phone_number)
    case 'number':
      return value.number
    case 'unique_id':
      return value.unique_id.number
    case 'checkbox':
      return Number(value.checkbox)
    case 'select':
      return value.select ? (places.get(value.select.id) ?? null) : null
    case 'status':
      return value.status ? (places.get(value.status.id) ?? null) : null
    case 'multi_select':
      return places.get(value.multi_select[0]?.id ?? '') ?? null
    case 'date':
      return spanOf(value.date)?.from ?? null
    case 'created_time':
      return timeOf(value.created_time)?.from ?? null
    case 'last_edited_time':
      return timeOf(value.last_edited_time)?.from ?? null
    case 'people':
      return value.people[0]?.id ?? null
    case 'created_by':
      return value.created_by.id
    case 'last_edited_by':
      return value.last_edited_by.id
    case 'relation':
      return value.relation[0]?.id ?? null
    case 'files':
      return word(value.files[0]?.name)
    case 'place':
      return word(value.place?.name)
    case 'verification':
      return value.verification?.state ?? null
    case 'formula':
      return formulaKey(value)
    case 'rollup':
      return rollupKey(value)
    case 'button':
      return null
    default:
      return value satisfies never
  }
}

function placesOf(property: PropertySchema): ReadonlyMap<string, number> {
  const options =
    property.type === 'select'
      ? property.select.options
      : property.type === 'multi_select'
        ? property.multi_select.options
        : property.type === 'status'
          ? property.status.options
          : []
  return new Map(options.map(({ id }, index) => [id, index]))
}

function readOrder(json: unknown, path: string, schema: Schema): Order {
  if (!isObject(json)) return refuse(path, 'an object', json)
  const { property, timestamp, direction } = json
  if (direction !== 'ascending' && direction !== 'descending')
    return refuse(`${path}.direction`, '`"ascending"` or `"descending"`', direction)
  const ascending = direction === 'ascending'
  if (typeof property === 'string') {
    const found = propertyNamed(schema, property, 'sort property')
    const places = placesOf(found)
    return {
      ascending,
      key: ({ values }) => {
        const value = values[found.name]
        return value ? keyOf(value, places) : null
      },
    }
  }
  if (isTimestamp(timestamp)) return { ascending, key: ({ page }) => timestampOf(page, timestamp) }
  return refuse(path, 'an object with property or timestamp', json)
}

const MOST = 100

function compareKeys(a: Key, b: Key, ascending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return (a < b ? -1 : 1) * (ascending ? 1 : -1)
}

/** Reads what to sort by, the first one counting most. @throws {QueryProblem} what is wrong with it */
export function readSorts(
  json: unknown,
  schema: Schema,
  path = 'body.sorts',
): (rows: RowView[]) => RowView[] {
  if (!Array.isArray(json)) return refuse(path, 'an array', json)
  if (json.length > MOST) return refuse(`${path}.length`, `≤ \`${MOST}\``, json.length)
  const orders = json.map((one, index) => readOrder(one, `${path}[${index}]`, schema))
  if (orders.length === 0) return (rows) => rows
  return (rows) =>
    rows
      .map((row) => ({ row, keys: orders.map((order) => order.key(row)) }))
      .sort((a, b) => {
        for (const [index, { ascending }] of orders.entries()) {
          const difference = compareKeys(a.keys[index] ?? null, b.keys[index] ?? null, ascending)
          if (difference !== 0) return difference
        }
        return 0
      })
      .map(({ row }) => row)
}
