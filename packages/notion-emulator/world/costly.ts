import { COSTLY, type CostlyName } from './blocks/costly'
import { type GeneratorContext, Row, times } from './generators'
import type { AddPage } from './pages'
import { run } from './rich-text'
import type { PropertySchema, PropertyValue, WorldDataSource } from './schema'

export const COSTLY_NAME = 'Costly Pages'

/** As many as Notion's own pages say a data source may have. */
const COLUMNS = 500
const ROWS = 100
const LONG_TEXTS = 300
const WIDE_TITLE = 'A table of 500 columns'
const LONG_TITLE = 'Long properties'
const COMMENTED = 'Long comments'

const names = Object.keys(COSTLY) as CostlyName[]

/** The title of each page, and of what else is costly to show. */
export const COSTLY_TITLES = [...names, WIDE_TITLE, LONG_TITLE, COMMENTED] as const

function addTable(
  { faker, members, pages }: GeneratorContext,
  title: string,
  { columns, rows, texts, length }: { columns: number; rows: number; texts: number; length: number },
): void {
  const { createdAt, editedAt } = times({ faker, members, pages })
  const id = faker.string.uuid()
  const schema: Record<string, PropertySchema> = {
    Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} },
  }
  for (let index = 1; index < columns; index++)
    schema[`Column ${index}`] = {
      id: `c${index}`,
      name: `Column ${index}`,
      description: null,
      type: 'rich_text',
      rich_text: {},
    }
  const dataSource: WorldDataSource = {
    id,
    object: 'data_source',
    title,
    icon: null,
    cover: null,
    parentId: null,
    databaseId: faker.string.uuid(),
    createdAt,
    editedAt,
    editedBy: members[0]?.id ?? '',
    database: {
      id: faker.string.uuid(),
      title,
      description: [],
      icon: null,
      cover: null,
      isInline: false,
      isLocked: false,
      createdAt,
      editedAt,
    },
    description: [],
    schema,
    views: [],
    templates: [],
  }
  pages.push(dataSource)
  const text = Array.from({ length: texts }, () => run('<'.repeat(length)))
  for (let row = 0; row < rows; row++) {
    const name = rows === 1 ? `${title}, the row` : `Row ${row}`
    const values: Record<string, PropertyValue> = {
      Name: { id: 'title', type: 'title', title: [run(name)] },
    }
    for (let index = 1; index < columns; index++)
      values[`Column ${index}`] = { id: `c${index}`, type: 'rich_text', rich_text: text }
    const made = { id: faker.string.uuid(), title: name, parentId: id, createdAt, editedAt }
    pages.push(new Row({ ...made, editedBy: members[0]?.id ?? '' }, values))
  }
}

/** One page for each kind of content that costs much to show, all of it within Notion's limits. */
export function addCostly(making: GeneratorContext, add: AddPage): void {
  for (const text of names) add({ title: text, icon: null, parentId: null, text })
  add({ title: COMMENTED, icon: null, parentId: null, text: 'nothing' })
  addTable(making, WIDE_TITLE, { columns: COLUMNS, rows: ROWS, texts: 1, length: 200 })
  addTable(making, LONG_TITLE, { columns: LONG_TEXTS, rows: 1, texts: 1_000, length: 2_000 })
}
