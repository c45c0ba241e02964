import type { RichTextItemResponse } from '@notionhq/client'
import { type Column, type ColumnSet, column } from './columns'
import { hosted } from './generators'
import { mentionOf, PLAIN, plain, run } from './rich-text'
import type { PropertyType } from './schema'

/** Rows and persons that the columns can point at. */
interface Targets {
  readonly people: readonly { readonly id: string }[]
  readonly dataSource: { readonly id: string; readonly databaseId: string }
  readonly rows: readonly { readonly id: string; readonly title: string }[]
  readonly createdAt: string
  readonly editedAt: string
}

const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const RTL = 'مرحبا بكم في قاعدة البيانات التي تحتوي على كل نوع من الخصائص'
const option = (id: string, name: string, color: 'blue' | 'green' | 'red' | 'gray' | 'default' | 'pink') => ({
  id,
  name,
  color,
})
const described = <Option extends object>(one: Option) => ({ ...one, description: null })

const PRIORITIES = [option('p1', 'High', 'red'), option('p2', 'Normal', 'blue'), option('p3', 'Low', 'gray')]
const ENDLESS = option('p4', `${WORD} ${'very '.repeat(4)}long`.slice(0, 100), 'pink')
const TAGS = Array.from({ length: 40 }, (_, index) =>
  option(`tag${index}`, `Tag ${index + 1}`, index % 2 === 0 ? 'green' : 'default'),
)
const STATUSES = [
  option('s1', 'Not started', 'default'),
  option('s2', 'In progress', 'blue'),
  option('s3', 'Done', 'green'),
]

const FORMATS = [
  ['number', 42],
  ['number_with_commas', 1_234_567.891],
  ['percent', 0.4256],
  ['dollar', 1999.5],
  ['euro', -12.75],
  ['pound', 0.1],
  ['yen', 120_000],
  ['swiss_franc', 88.05],
] as const

/** One text in every style, with every mention, an equation, and what breaks boxes. */
function longText({ people, rows, dataSource }: Targets, items: number): RichTextItemResponse[] {
  const person = people[0]?.id ?? ''
  const page = rows[0]
  const styled: RichTextItemResponse[] = [
    run('Bold, ', { annotations: { bold: true } }),
    run('italic, ', { annotations: { italic: true } }),
    run('struck, ', { annotations: { strikethrough: true } }),
    run('underlined, ', { annotations: { underline: true } }),
    run('code', { annotations: { code: true } }),
    run(' and coloured ', { annotations: { color: 'red_background' } }),
    run('a link', { href: 'https://example.org/a?b=c#d' }),
    {
      type: 'equation',
      equation: { expression: 'e^{i\\pi} = -1' },
      annotations: PLAIN,
      plain_text: 'e^{i\\pi} = -1',
      href: null,
    },
    mentionOf({ type: 'user', user: { object: 'user', id: person } }, '@Somebody'),
    mentionOf({ type: 'date', date: { start: '2026-05-01', end: null, time_zone: null } }, '2026-05-01'),
    mentionOf({ type: 'page', page: { id: page?.id ?? dataSource.id } }, page?.title ?? ''),
    mentionOf({ type: 'database', database: { id: dataSource.databaseId } }, 'Measurements'),
    mentionOf(
      { type: 'link_preview', link_preview: { url: 'https://example.org/preview' } },
      'https://example.org/preview',
    ),
    run(` ${RTL} `),
    run(`zero\u200bwidth\u200d\u2060 `),
    run(`${WORD.repeat(3)} `),
  ]
  const rest = Array.from({ length: Math.max(0, items - styled.length) }, (_, index) =>
    run(`and part ${index + 1}, `, { annotations: { bold: index % 2 === 0 } }),
  )
  return [...styled, ...rest]
}

const percentages = (count: number) => ({
  type: 'number' as const,
  number: count,
  function: 'percent_checked' as const,
})

/**
 * Columns of every type that a row can hold, each with a usual value, an empty one and an extreme one.
 * A type that a later SDK adds does not compile until it is here.
 */
export function everyColumn(targets: Targets): { [Type in PropertyType]: readonly Column<Type>[] } {
  const { people, rows, dataSource, createdAt, editedAt } = targets
  const user = (index: number) => ({ object: 'user' as const, id: people[index]?.id ?? '' })
  const related = (count: number) => rows.slice(0, count).map(({ id }) => ({ id }))
  const relation = column('relation', '%3BrL%7B', 'Readings', {
    type: 'relation',
    relation: {
      type: 'single_property',
      single_property: {},
      data_source_id: dataSource.id,
      database_id: dataSource.databaseId,
    },
  })
  const rollup = (
    name: string,
    id: string,
    of: string,
    how: 'sum' | 'latest_date' | 'show_original' | 'percent_checked' | 'unique',
  ) =>
    column('rollup', id, name, {
      type: 'rollup',
      rollup: {
        function: how,
        relation_property_name: 'Readings',
        relation_property_id: '%3BrL%7B',
        rollup_property_name: of,
        rollup_property_id: of.toLowerCase(),
      },
    })
  const date = (start: string, end: string | null = null, time_zone: string | null = null) => ({
    start,
    end,
    time_zone,
  })
  const formula = (id: string, name: string, expression: string) =>
    column('formula', id, name, { type: 'formula', formula: { expression } })
  const text = (value: string) => ({ type: 'string' as const, string: value })
  return {
    title: [
      column('title', 'title', 'Name', { type: 'title', title: {} })({
        filled: {
          type: 'title',
          title: [run('Everything '), run('filled', { annotations: { bold: true } })],
        },
        empty: { type: 'title', title: [] },
        long: { type: 'title', title: longText(targets, 40) },
      }),
    ],
    rich_text: [
      column(
        'rich_text',
        'd%60Kp',
        'Text',
        { type: 'rich_text', rich_text: {} },
        'A text in any style',
      )({
        filled: { type: 'rich_text', rich_text: longText(targets, 0).slice(0, 10) },
        empty: { type: 'rich_text', rich_text: [] },
        long: { type: 'rich_text', rich_text: longText(targets, 60) },
      }),
    ],
    number: FORMATS.map(([format, number]) =>
      column('number', `n_${format}`, `Number as ${format.replaceAll('_', ' ')}`, {
        type: 'number',
        number: { format },
      })({
        filled: { type: 'number', number },
        empty: { type: 'number', number: null },
        long: { type: 'number', number: number * 1e15 + 0.000_123 },
      }),
    ),
    select: [
      column('select', 'Pr%3Ai', 'Priority', {
        type: 'select',
        select: { options: [...PRIORITIES, ENDLESS].map(described) },
      })({
        filled: { type: 'select', select: PRIORITIES[0] ?? null },
        empty: { type: 'select', select: null },
        long: { type: 'select', select: ENDLESS },
      }),
    ],
    multi_select: [
      column('multi_select', 'tags', 'Tags', {
        type: 'multi_select',
        multi_select: { options: TAGS.map(described) },
      })({
        filled: { type: 'multi_select', multi_select: TAGS.slice(0, 3) },
        empty: { type: 'multi_select', multi_select: [] },
        long: { type: 'multi_select', multi_select: TAGS },
      }),
    ],
    status: [
      column('status', 'st%40t', 'Status', {
        type: 'status',
        status: {
          options: STATUSES.map(described),
          groups: [
            { id: 'g1', name: 'To-do', color: 'gray', option_ids: ['s1'] },
            { id: 'g2', name: 'In progress', color: 'blue', option_ids: ['s2'] },
            { id: 'g3', name: 'Complete', color: 'green', option_ids: ['s3'] },
          ],
        },
      })({
        filled: { type: 'status', status: STATUSES[1] ?? null },
        empty: { type: 'status', status: null },
        long: { type: 'status', status: STATUSES[2] ?? null },
      }),
    ],
    date: [
      column('date', 'day', 'Day', { type: 'date', date: {} })({
        filled: { type: 'date', date: date('2026-03-14') },
        empty: { type: 'date', date: null },
        long: { type: 'date', date: date('0999-12-31', '9999-12-31') },
      }),
      column('date', 'hours', 'From and until', { type: 'date', date: {} })({
        filled: {
          type: 'date',
          date: date('2026-03-14T09:30:00.000+01:00', '2026-03-14T11:00:00.000+01:00', 'Europe/Berlin'),
        },
        empty: { type: 'date', date: null },
        long: { type: 'date', date: date('2026-10-25T00:30:00.000+02:00', '2027-03-28T03:30:00.000+02:00') },
      }),
    ],
    people: [
      column('people', 'pe%5Dp', 'People', { type: 'people', people: {} })({
        filled: { type: 'people', people: [user(0), user(1)] },
        empty: { type: 'people', people: [] },
        long: {
          type: 'people',
          people: [
            ...people.slice(0, 60).map((_, index) => user(index)),
            { object: 'group' as const, id: dataSource.id, name: 'Everyone in the studio' },
          ],
        },
      }),
    ],
    files: [
      column('files', 'files', 'Files', { type: 'files', files: {} })({
        filled: {
          type: 'files',
          files: [
            hosted('report.pdf'),
            hosted('photo.jpg'),
            {
              type: 'external',
              name: 'Elsewhere',
              external: { url: 'https://files.example.org/elsewhere.png' },
            },
          ],
        },
        empty: { type: 'files', files: [] },
        long: {
          type: 'files',
          files: Array.from({ length: 30 }, (_, index) => ({
            type: 'external' as const,
            name: `${WORD.repeat(2)}-${index + 1}.pdf`.slice(0, 100),
            external: { url: `https://files.example.org/${'deep/'.repeat(40)}${index + 1}.pdf` },
          })),
        },
      }),
    ],
    checkbox: [
      column('checkbox', 'box', 'Checked', { type: 'checkbox', checkbox: {} })({
        filled: { type: 'checkbox', checkbox: true },
        empty: { type: 'checkbox', checkbox: false },
        long: { type: 'checkbox', checkbox: true },
      }),
    ],
    url: [
      column('url', 'u%3Crl', 'Address', { type: 'url', url: {} })({
        filled: { type: 'url', url: 'https://example.org/path?query=1#part' },
        empty: { type: 'url', url: null },
        long: { type: 'url', url: `https://example.org/${'a'.repeat(1_980)}` },
      }),
      // Notion keeps what a person types, whatever its scheme.
      column('url', 'u%3Cr2', 'Address that leads nowhere good', { type: 'url', url: {} })({
        filled: { type: 'url', url: 'javascript:alert(document.domain)' },
        empty: { type: 'url', url: null },
        long: { type: 'url', url: 'not an address at all' },
      }),
    ],
    email: [
      column('email', 'mail', 'Email', { type: 'email', email: {} })({
        filled: { type: 'email', email: 'studio@example.org' },
        empty: { type: 'email', email: null },
        long: { type: 'email', email: `${'long.'.repeat(36)}address@example.org` },
      }),
    ],
    phone_number: [
      column('phone_number', 'tel', 'Phone', { type: 'phone_number', phone_number: {} })({
        filled: { type: 'phone_number', phone_number: '+49 30 901820' },
        empty: { type: 'phone_number', phone_number: null },
        long: { type: 'phone_number', phone_number: `ask at the desk, extension ${'0123456789'.repeat(17)}` },
      }),
    ],
    formula: [
      formula(
        'f%7B1',
        'Formula text',
        'prop("Name")',
      )({
        filled: { type: 'formula', formula: text('filled: 3 tags') },
        empty: { type: 'formula', formula: { type: 'string', string: null } },
        long: { type: 'formula', formula: text(`${WORD} `.repeat(100)) },
      }),
      formula(
        'f%7B2',
        'Formula number',
        'prop("Number as number") / 3',
      )({
        filled: { type: 'formula', formula: { type: 'number', number: 14 } },
        empty: { type: 'formula', formula: { type: 'number', number: null } },
        long: { type: 'formula', formula: { type: 'number', number: 1 / 3 } },
      }),
      formula(
        'f%7B3',
        'Formula boolean',
        'prop("Checked")',
      )({
        filled: { type: 'formula', formula: { type: 'boolean', boolean: true } },
        empty: { type: 'formula', formula: { type: 'boolean', boolean: null } },
        long: { type: 'formula', formula: { type: 'boolean', boolean: false } },
      }),
      formula(
        'f%7B4',
        'Formula date',
        'dateAdd(prop("Day"), 1, "days")',
      )({
        filled: { type: 'formula', formula: { type: 'date', date: date('2026-03-15') } },
        empty: { type: 'formula', formula: { type: 'date', date: null } },
        long: {
          type: 'formula',
          formula: {
            type: 'date',
            date: date('2026-03-15T00:00:00.000+00:00', '2026-04-15T00:00:00.000+00:00'),
          },
        },
      }),
      formula(
        'f%7B5',
        'Formula of a list',
        'prop("People")',
      )({
        filled: { type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
        empty: { type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
        long: { type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
      }),
    ],
    relation: [
      relation({
        filled: { type: 'relation', relation: related(3) },
        empty: { type: 'relation', relation: [] },
        long: { type: 'relation', relation: related(120) },
      }),
    ],
    rollup: [
      rollup(
        'Rollup number',
        'ro1',
        'Value',
        'sum',
      )({
        filled: { type: 'rollup', rollup: { type: 'number', number: 57.25, function: 'sum' } },
        empty: { type: 'rollup', rollup: { type: 'number', number: null, function: 'sum' } },
        long: { type: 'rollup', rollup: { type: 'number', number: 987_654_321.125, function: 'sum' } },
      }),
      rollup(
        'Rollup share',
        'ro5',
        'Valid',
        'percent_checked',
      )({
        filled: { type: 'rollup', rollup: percentages(0.666) },
        empty: { type: 'rollup', rollup: percentages(0) },
        long: { type: 'rollup', rollup: percentages(1) },
      }),
      rollup(
        'Rollup date',
        'ro2',
        'Taken',
        'latest_date',
      )({
        filled: {
          type: 'rollup',
          rollup: { type: 'date', date: date('2026-02-01'), function: 'latest_date' },
        },
        empty: { type: 'rollup', rollup: { type: 'date', date: null, function: 'latest_date' } },
        long: {
          type: 'rollup',
          rollup: { type: 'date', date: date('2025-01-01', '2026-11-01'), function: 'latest_date' },
        },
      }),
      rollup(
        'Rollup list',
        'ro3',
        'Name',
        'show_original',
      )({
        filled: {
          type: 'rollup',
          rollup: {
            type: 'array',
            function: 'show_original',
            array: [
              { type: 'title', title: plain('Reading 1') },
              { type: 'rich_text', rich_text: plain('as written down') },
              { type: 'number', number: 4.5 },
              { type: 'select', select: PRIORITIES[1] ?? null },
              { type: 'multi_select', multi_select: TAGS.slice(0, 2) },
              { type: 'status', status: STATUSES[0] ?? null },
              { type: 'date', date: date('2026-01-05') },
              { type: 'people', people: [user(2)] },
              { type: 'checkbox', checkbox: false },
              { type: 'url', url: 'https://example.org' },
              { type: 'relation', relation: related(1) },
            ],
          },
        },
        empty: { type: 'rollup', rollup: { type: 'array', array: [], function: 'show_original' } },
        long: {
          type: 'rollup',
          rollup: {
            type: 'array',
            function: 'show_original',
            array: rows.slice(0, 120).map(({ title }) => ({ type: 'title' as const, title: plain(title) })),
          },
        },
      }),
      rollup(
        'Rollup of something else',
        'ro4',
        'Name',
        'unique',
      )({
        filled: { type: 'rollup', rollup: { type: 'unsupported', unsupported: {}, function: 'unique' } },
        empty: { type: 'rollup', rollup: { type: 'unsupported', unsupported: {}, function: 'unique' } },
        long: { type: 'rollup', rollup: { type: 'unsupported', unsupported: {}, function: 'unique' } },
      }),
    ],
    created_time: [
      column('created_time', 'ct', 'Created', { type: 'created_time', created_time: {} })(
        always({ type: 'created_time', created_time: createdAt }),
      ),
    ],
    created_by: [
      column('created_by', 'cb', 'Created by', { type: 'created_by', created_by: {} })(
        always({ type: 'created_by', created_by: user(0) }),
      ),
    ],
    last_edited_time: [
      column('last_edited_time', 'et', 'Edited', { type: 'last_edited_time', last_edited_time: {} })(
        always({ type: 'last_edited_time', last_edited_time: editedAt }),
      ),
    ],
    last_edited_by: [
      column('last_edited_by', 'eb', 'Edited by', { type: 'last_edited_by', last_edited_by: {} })(
        always({ type: 'last_edited_by', last_edited_by: user(1) }),
      ),
    ],
    unique_id: [
      column('unique_id', 'uid', 'Number of the row', { type: 'unique_id', unique_id: { prefix: 'EV' } })({
        filled: { type: 'unique_id', unique_id: { prefix: 'EV', number: 1 } },
        empty: { type: 'unique_id', unique_id: { prefix: null, number: null } },
        long: { type: 'unique_id', unique_id: { prefix: 'EV', number: 9_007_199_254_740_991 } },
      }),
    ],
    button: [
      column('button', 'btn', 'Press', { type: 'button', button: {} })(
        always({ type: 'button', button: {} }),
      ),
    ],
    place: [
      column('place', 'place', 'Place', { type: 'place', place: {} })({
        filled: {
          type: 'place',
          place: {
            lat: 52.5208,
            lon: 13.4095,
            name: 'Fernsehturm',
            address: 'Panoramastraße 1A, 10178 Berlin',
            google_place_id: null,
          },
        },
        empty: { type: 'place', place: null },
        long: { type: 'place', place: { lat: -90, lon: 179.999_999_9, name: WORD.repeat(4), address: null } },
      }),
    ],
    verification: [
      column('verification', 'ver', 'Verification', { type: 'verification', verification: {} })({
        filled: {
          type: 'verification',
          verification: { state: 'verified', date: date('2026-06-01', '2026-12-01'), verified_by: user(0) },
        },
        empty: { type: 'verification', verification: { state: 'unverified', date: null, verified_by: null } },
        long: {
          type: 'verification',
          verification: { state: 'expired', date: date('2024-01-01', '2024-06-30'), verified_by: user(1) },
        },
      }),
    ],
  } satisfies ColumnSet
}

const always = <Value>(value: Value) => ({ filled: value, empty: value, long: value })
