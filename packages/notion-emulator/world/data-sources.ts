import { type AnyColumn, schemaOf, valuesOf } from './columns'
import { CUSTOM_EMOJIS } from './custom-emojis'
import { everyColumn } from './every-property'
import { anyone, type GeneratorContext, Row, times } from './generators'
import { MEASUREMENT_SCHEMA, measurements } from './measurements'
import { run } from './rich-text'
import type { Schema, ViewSort, ViewType, WorldDatabase, WorldDataSource, WorldView } from './schema'
import { clientSchema, invoiceSchema, studio } from './studio'
import { TASK_SCHEMA, tasks } from './tasks'
import type { WorldIcon } from './types'

type ViewSpec = readonly [
  name: string,
  type: ViewType,
  filter?: Record<string, unknown> | null,
  sorts?: readonly ViewSort[],
]

interface DatabaseSpec {
  readonly title: string
  readonly icon: WorldIcon
  readonly description?: string
  readonly isLocked?: boolean
  readonly cover?: WorldDatabase['cover']
}

function newDatabase(
  making: GeneratorContext,
  { title, icon, description, isLocked, cover }: DatabaseSpec,
): WorldDatabase {
  return {
    id: making.faker.string.uuid(),
    title,
    icon,
    description: description === undefined ? [] : [run(description)],
    cover: cover ?? null,
    isInline: false,
    isLocked: isLocked ?? false,
    ...times(making),
  }
}

function view(making: GeneratorContext, [name, type, filter, sorts]: ViewSpec): WorldView {
  return {
    id: making.faker.string.uuid(),
    name,
    type,
    filter: filter ?? null,
    sorts: sorts ?? null,
    ...times(making),
    createdBy: anyone(making),
  }
}

interface DataSourceSpec {
  readonly id: string
  readonly title: string
  readonly schema: Schema
  readonly views: readonly ViewSpec[]
  readonly templates?: readonly string[]
  readonly icon?: WorldIcon
}

function newDataSource(
  making: GeneratorContext,
  database: WorldDatabase,
  spec: DataSourceSpec,
): WorldDataSource {
  return {
    id: spec.id,
    object: 'data_source',
    title: spec.title,
    icon: spec.icon === undefined ? database.icon : spec.icon,
    cover: database.cover,
    parentId: null,
    databaseId: database.id,
    ...times(making),
    editedBy: anyone(making),
    database,
    description: database.description,
    schema: spec.schema,
    views: spec.views.map((one) => view(making, one)),
    templates: (spec.templates ?? []).map((name, index) => ({
      id: making.faker.string.uuid(),
      name,
      isDefault: index === 0,
    })),
  }
}

function addTasks(making: GeneratorContext): void {
  const database = newDatabase(making, {
    title: 'Tasks',
    icon: { type: 'emoji', emoji: '✅' },
    description: 'What has to be done, and by whom',
  })
  const dataSource = newDataSource(making, database, {
    id: making.faker.string.uuid(),
    title: 'Tasks',
    schema: TASK_SCHEMA,
    views: [
      ['All tasks', 'table'],
      ['By status', 'board'],
      [
        'Not done',
        'list',
        { property: 'Status', status: { does_not_equal: 'Done' } },
        [{ property: 'Due', direction: 'ascending' }],
      ],
      ['When', 'calendar'],
    ],
    templates: ['A usual task', 'A task for the workshop'],
  })
  making.pages.push(dataSource, ...tasks(making, dataSource.id))
}

function addStudio(making: GeneratorContext): void {
  const database = newDatabase(making, {
    title: 'Studio',
    icon: { type: 'icon', name: 'briefcase', color: 'blue' },
    cover: { type: 'external', url: 'https://images.example.org/covers/studio.png' },
  })
  const ids = {
    databaseId: database.id,
    clients: making.faker.string.uuid(),
    invoices: making.faker.string.uuid(),
  }
  const rows = studio(making, ids)
  const clients = newDataSource(making, database, {
    id: ids.clients,
    title: 'Clients',
    schema: clientSchema(ids),
    views: [
      ['Clients', 'gallery'],
      ['Everything of them', 'table'],
    ],
  })
  const invoices = newDataSource(making, database, {
    id: ids.invoices,
    title: 'Invoices',
    icon: { type: 'custom_emoji', ...CUSTOM_EMOJIS[0] },
    schema: invoiceSchema(ids),
    views: [
      ['Unpaid', 'table', { property: 'Paid', checkbox: { equals: false } }],
      ['Over time', 'chart'],
    ],
  })
  making.pages.push(clients, ...rows.clients, invoices, ...rows.invoices)
}

function addMeasurements(making: GeneratorContext): WorldDataSource {
  const made = { createdAt: '2025-01-01T09:00:00.000Z', editedAt: '2025-01-01T09:12:00.000Z' }
  const database: WorldDatabase = {
    ...newDatabase(making, { title: 'Measurements', icon: { type: 'icon', name: 'gauge', color: 'gray' } }),
    ...made,
  }
  const dataSource: WorldDataSource = {
    ...newDataSource(making, database, {
      id: making.faker.string.uuid(),
      title: 'Measurements',
      schema: MEASUREMENT_SCHEMA,
      views: [
        ['Readings', 'table'],
        [
          'Large and valid',
          'table',
          {
            and: [
              { property: 'Value', number: { greater_than: 900 } },
              { property: 'Valid', checkbox: { equals: true } },
            ],
          },
          [{ property: 'Value', direction: 'descending' }],
        ],
      ],
    }),
    ...made,
  }
  making.pages.push(dataSource)
  // One by one: thousands of arguments would not fit a call.
  for (const row of measurements(making, dataSource.id)) making.pages.push(row)
  return dataSource
}

const KINDS = [
  ['filled', 'Everything filled'],
  ['empty', ''],
  ['long', 'Everything long'],
] as const

function addEveryProperty(making: GeneratorContext, readings: WorldDataSource): void {
  const { faker, members, pages } = making
  const database = newDatabase(making, {
    title: 'Every property',
    icon: { type: 'file', name: 'lantern.svg' },
    isLocked: true,
  })
  const shared = times(making)
  const columns: AnyColumn[] = Object.values(
    everyColumn({
      people: members.slice(0, 80),
      dataSource: { id: readings.id, databaseId: readings.database.id },
      rows: pages.filter((page) => page.parentId === readings.id).slice(0, 130),
      ...shared,
    }),
  ).flat()
  const dataSource = newDataSource(making, database, {
    id: faker.string.uuid(),
    title: 'Every property',
    schema: schemaOf(columns),
    views: [
      ['Table', 'table'],
      ['Where', 'map'],
      ['Ask', 'form'],
    ],
  })
  making.pages.push(dataSource)
  for (const [kind, title] of KINDS)
    pages.push(
      new Row(
        {
          id: faker.string.uuid(),
          title,
          icon: kind === 'long' ? { type: 'custom_emoji', ...CUSTOM_EMOJIS[1] } : null,
          parentId: dataSource.id,
          ...shared,
          editedBy: members[1]?.id ?? '',
        },
        valuesOf(columns, kind),
      ),
    )
}

/** Nothing in it yet, and without a title or a view of its own. */
function addEmpty(making: GeneratorContext): void {
  const database = newDatabase(making, { title: '', icon: null })
  const dataSource = newDataSource(making, database, {
    id: making.faker.string.uuid(),
    title: '',
    schema: { Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} } },
    views: [],
  })
  making.pages.push(dataSource)
}

/**
 * Adds the databases to a workspace's pages, with their data sources and rows: Tasks, Studio (of two data
 * sources), Measurements (5,000 rows), Every property (filled, empty and as long as can be) and an empty one.
 */
export function addDatabases(making: GeneratorContext): void {
  addTasks(making)
  addStudio(making)
  addEveryProperty(making, addMeasurements(making))
  addEmpty(making)
}
