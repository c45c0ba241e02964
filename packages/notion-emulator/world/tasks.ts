import { anyone, type GeneratorContext, Row, times } from './generators'
import { plain, run } from './rich-text'
import type { Schema } from './schema'
import type { WorldPage } from './types'

const ROWS = 12
const OPEN = { id: 'not-started', name: 'Not started', color: 'default' } as const
const DOING = { id: 'in-progress', name: 'In progress', color: 'blue' } as const
const DONE = { id: 'done', name: 'Done', color: 'green' } as const
const STATUSES = [OPEN, DOING, DONE]
const PRIORITIES = [
  { id: 'high', name: 'High', color: 'red' },
  { id: 'normal', name: 'Normal', color: 'gray' },
] as const
const AREAS = [
  { id: 'design', name: 'Design', color: 'pink' },
  { id: 'press', name: 'Press', color: 'orange' },
  { id: 'workshop', name: 'Workshop', color: 'brown' },
] as const

const described = <Option extends object>(one: Option) => ({ ...one, description: null })

export const TASK_SCHEMA: Schema = {
  Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} },
  Status: {
    id: 'st%3Aa',
    name: 'Status',
    description: null,
    type: 'status',
    status: {
      options: STATUSES.map(described),
      groups: [
        { id: 'todo', name: 'To-do', color: 'gray', option_ids: [OPEN.id] },
        { id: 'doing', name: 'In progress', color: 'blue', option_ids: [DOING.id] },
        { id: 'complete', name: 'Complete', color: 'green', option_ids: [DONE.id] },
      ],
    },
  },
  Assignee: { id: 'assignee', name: 'Assignee', description: null, type: 'people', people: {} },
  Due: { id: 'due', name: 'Due', description: null, type: 'date', date: {} },
  Priority: {
    id: 'priority',
    name: 'Priority',
    description: null,
    type: 'select',
    select: { options: PRIORITIES.map(described) },
  },
  Area: {
    id: 'area',
    name: 'Area',
    description: 'What it belongs to; several are possible',
    type: 'multi_select',
    multi_select: { options: AREAS.map(described) },
  },
  Hours: { id: 'hours', name: 'Hours', description: null, type: 'number', number: { format: 'number' } },
  Checked: { id: 'checked', name: 'Checked', description: null, type: 'checkbox', checkbox: {} },
  Note: { id: 'note', name: 'Note', description: null, type: 'rich_text', rich_text: {} },
}

export function tasks(making: GeneratorContext, dataSourceId: string): WorldPage[] {
  const { faker } = making
  return Array.from({ length: ROWS }, (_, index) => {
    const verb = faker.helpers.arrayElement(['Write', 'Review', 'Ship', 'Measure', 'Mend'])
    const title = `${verb} the ${faker.commerce.productName().toLowerCase()}`
    const status = STATUSES[index % STATUSES.length] ?? null
    const due = new Date(Date.UTC(2026, 10, 2 + index * 3)).toISOString().slice(0, 10)
    const row = {
      id: faker.string.uuid(),
      title,
      parentId: dataSourceId,
      ...times(making),
      editedBy: anyone(making),
    }
    return new Row(row, {
      Name: { id: 'title', type: 'title', title: plain(title) },
      Status: { id: 'st%3Aa', type: 'status', status },
      Assignee: {
        id: 'assignee',
        type: 'people',
        people: index % 4 === 3 ? [] : [{ object: 'user', id: anyone(making) }],
      },
      Due: {
        id: 'due',
        type: 'date',
        date: index % 5 === 4 ? null : { start: due, end: null, time_zone: null },
      },
      Priority: {
        id: 'priority',
        type: 'select',
        select: index % 3 === 2 ? null : (PRIORITIES[index % PRIORITIES.length] ?? null),
      },
      Area: { id: 'area', type: 'multi_select', multi_select: AREAS.slice(0, index % (AREAS.length + 1)) },
      Hours: { id: 'hours', type: 'number', number: index % 6 === 5 ? null : 1 + (index % 4) * 1.5 },
      Checked: { id: 'checked', type: 'checkbox', checkbox: status === DONE },
      Note: {
        id: 'note',
        type: 'rich_text',
        rich_text:
          index % 2 === 0 ? [] : [run('See '), run('the brief', { href: 'https://example.org/brief' })],
      },
    })
  })
}
