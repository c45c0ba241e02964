import type { GeneratorContext } from './generators'
import type { Host } from './host'
import { plain } from './rich-text'
import type { Schema } from './schema'
import type { PageProperties, WorldIcon, WorldPage } from './types'

const MEASUREMENT_COUNT = 5_000

const UNITS = [
  { id: 'mm', name: 'Millimetres', color: 'blue' },
  { id: 'kg', name: 'Kilograms', color: 'green' },
  { id: 'deg', name: 'Degrees', color: 'red' },
  { id: 'lx', name: 'Lux', color: 'yellow' },
] as const
const NOTES = ['', 'Taken by hand', 'After the rain', 'The sensor was cold', 'Repeated twice'] as const
const DAY = 86_400_000
const FIRST_DAY = Date.parse('2013-03-01')
const FIRST_MINUTE = Date.parse('2025-01-02T00:00:00Z')

/** A number that looks random, always the same for the same place. */
function scattered(index: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 0x1_0000_0000
}

/** One of very many rows: its values are worked out when they are asked for. */
class Measurement implements WorldPage {
  readonly object = 'page'
  readonly databaseId = null
  readonly icon: WorldIcon = null

  constructor(
    readonly id: string,
    readonly parentId: string,
    readonly editedBy: string,
    private readonly index: number,
  ) {}

  get title(): string {
    return `Reading ${this.index + 1}`
  }

  // Older than all else: thousands of rows would hide the rest of a search by time.
  get createdAt(): string {
    return new Date(FIRST_MINUTE + this.index * 60_000).toISOString()
  }

  get editedAt(): string {
    return this.createdAt
  }

  properties(_host: Host): PageProperties {
    const { index } = this
    const unit = UNITS[Math.floor(scattered(index, 1) * UNITS.length)] ?? null
    const note = NOTES[Math.floor(scattered(index, 2) * NOTES.length)] ?? ''
    const value = Math.round(scattered(index, 3) * 100_000) / 100
    const taken = new Date(FIRST_DAY + index * DAY).toISOString().slice(0, 10)
    return {
      Name: { id: 'title', type: 'title', title: plain(this.title) },
      Value: { id: 'value', type: 'number', number: index % 50 === 49 ? null : value },
      Unit: { id: 'unit', type: 'select', select: unit },
      Valid: { id: 'valid', type: 'checkbox', checkbox: scattered(index, 4) > 0.1 },
      Taken: { id: 'taken', type: 'date', date: { start: taken, end: null, time_zone: null } },
      'Taken by': { id: 'ta%3By', type: 'people', people: [{ object: 'user', id: this.editedBy }] },
      Note: { id: 'note', type: 'rich_text', rich_text: plain(note) },
      Number: { id: 'number', type: 'unique_id', unique_id: { prefix: 'M', number: index + 1 } },
    }
  }
}

/** The columns of the readings. */
export const MEASUREMENT_SCHEMA: Schema = {
  Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} },
  Value: {
    id: 'value',
    name: 'Value',
    description: 'In the unit beside it',
    type: 'number',
    number: { format: 'number_with_commas' },
  },
  Unit: {
    id: 'unit',
    name: 'Unit',
    description: null,
    type: 'select',
    select: { options: UNITS.map((one) => ({ ...one, description: null })) },
  },
  Valid: { id: 'valid', name: 'Valid', description: null, type: 'checkbox', checkbox: {} },
  Taken: { id: 'taken', name: 'Taken', description: null, type: 'date', date: {} },
  'Taken by': { id: 'ta%3By', name: 'Taken by', description: null, type: 'people', people: {} },
  Note: { id: 'note', name: 'Note', description: null, type: 'rich_text', rich_text: {} },
  Number: { id: 'number', name: 'Number', description: null, type: 'unique_id', unique_id: { prefix: 'M' } },
}

export function measurements({ faker, members }: GeneratorContext, dataSourceId: string): WorldPage[] {
  const few = members.slice(0, 6)
  return Array.from(
    { length: MEASUREMENT_COUNT },
    (_, index) =>
      new Measurement(faker.string.uuid(), dataSourceId, few[index % few.length]?.id ?? '', index),
  )
}
