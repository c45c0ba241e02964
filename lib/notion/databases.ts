import {
  type Client,
  isFullDatabase,
  isFullDataSource,
  type PageObjectResponse,
  type QueryDataSourceParameters,
} from '@notionhq/client'
import { NotionUnavailable } from '../errors'
import { call } from './api'
import { batchEnd, readBatch, resultsOf } from './batch'
import { cut, goesOn, noteValueFiles } from './pages'
import { parentView } from './parents'
import { coverView, iconView, type OnFile } from './pictures'
import { idOrPlace, listOf, objectOf, readOrNull, textOf } from './readable'
import { notionFilter } from './row-filter'
import { webAddress } from './text'
import type {
  DatabaseView,
  DataSourceView,
  Parent,
  PropertySchema,
  PropertyValue,
  Row,
  RowBatch,
  RowQuery,
} from './views'

/**
 * A database: the container of data sources. One call.
 *
 * @throws {NotionRefused} 404: gone or not shared @throws {NotionUnavailable} and what the door throws
 * @see https://developers.notion.com/reference/retrieve-database
 */
export async function readDatabase(
  client: Client,
  databaseId: string,
  onFile: OnFile,
): Promise<DatabaseView> {
  const found = await call(() => client.databases.retrieve({ database_id: databaseId }))
  if (!isFullDatabase(found)) throw new NotionUnavailable('bad_answer', null, null)
  const listed: readonly unknown[] = readOrNull('data sources', () => listOf(found.data_sources)) ?? [null]
  const dataSources = listed.flatMap(
    (one) =>
      readOrNull('data source', () => {
        const { id, name } = objectOf(one)
        return { id: textOf(id), name: typeof name === 'string' ? name : '' }
      }) ?? [],
  )
  return {
    id: found.id,
    title: found.title,
    description: found.description,
    icon: iconView(found.icon, `databases/${found.id}/icon`, onFile),
    cover: coverView(found.cover, `databases/${found.id}/cover`, onFile),
    parent: parentView(found.parent),
    dataSources,
    unreadable: listed.length - dataSources.length,
    url: webAddress(found.url),
  }
}

/**
 * A data source and its columns. One call.
 *
 * @returns `parent`: what its database stands in
 * @throws {NotionRefused} 404: gone or not shared @throws {NotionUnavailable} and what the door throws
 * @see https://developers.notion.com/reference/retrieve-a-data-source
 */
export async function readDataSource(
  client: Client,
  dataSourceId: string,
  onFile: OnFile,
): Promise<{ readonly view: DataSourceView; readonly parent: Parent }> {
  const found = await call(() => client.dataSources.retrieve({ data_source_id: dataSourceId }))
  if (!isFullDataSource(found)) throw new NotionUnavailable('bad_answer', null, null)
  const listed: readonly unknown[] = readOrNull('columns', () => Object.values(found.properties)) ?? [null]
  const columns = listed.flatMap((one) => readOrNull('column', () => column(one)) ?? [])
  const parent = parentView(found.parent)
  return {
    view: {
      id: found.id,
      title: found.title,
      description: found.description,
      icon: iconView(found.icon, `data_sources/${found.id}/icon`, onFile),
      cover: coverView(found.cover, `data_sources/${found.id}/cover`, onFile),
      databaseId: parent.type === 'database' ? parent.id : null,
      properties: [
        ...columns.filter(({ type }) => type === 'title'),
        ...columns.filter(({ type }) => type !== 'title'),
      ],
      unreadable: listed.length - columns.length,
      url: webAddress(found.url),
    },
    parent: parentView(found.database_parent),
  }
}

/** A column as it may be drawn. @throws {TypeError} it is not known by an id, a name and a type */
function column(found: unknown): PropertySchema {
  const whole = objectOf(found)
  for (const member of ['id', 'name', 'type']) textOf(whole[member])
  return whole as unknown as PropertySchema
}

/** A value as it may be drawn in its column. @throws {TypeError} it names none */
function value(pageId: string, found: unknown, onFile: OnFile): PropertyValue {
  const whole = objectOf(found) as unknown as PropertyValue
  textOf(whole.id)
  readOrNull('files of a row', () => noteValueFiles(pageId, whole, onFile))
  return goesOn(whole) ? cut(whole) : whole
}

function row(page: PageObjectResponse, onFile: OnFile): Row {
  const id = textOf(page.id)
  const listed: readonly unknown[] = Object.values(page.properties)
  const values = listed.flatMap((one) => readOrNull('value of a row', () => value(id, one, onFile)) ?? [])
  const title = values.find(({ type }) => type === 'title')
  return {
    id,
    title: title?.type === 'title' ? title.title : [],
    icon: iconView(page.icon, `pages/${id}/icon`, onFile),
    values: Object.fromEntries(values.map((one) => [one.id, one])),
    url: webAddress(page.url),
    ...(values.length < listed.length && { unplaced: true }),
  }
}

const unreadable = (found: unknown, place: number): Row => ({
  id: idOrPlace(found, place),
  title: [],
  icon: null,
  values: {},
  url: null,
  unreadable: true,
})

/**
 * Rows of a data source, 100 at most: one call. Sort and filter are Notion's own.
 *
 * @throws {NotionRefused} 400: the sort or filter does not fit the columns; 404: gone or not shared
 * @throws {NotionUnavailable} and what the door throws
 * @see https://developers.notion.com/reference/query-a-data-source
 */
export async function readRows(
  client: Client,
  dataSourceId: string,
  query: RowQuery,
  cursor: string | null,
  onFile: OnFile,
): Promise<RowBatch> {
  const filter = query.filter && notionFilter(query.filter)
  const parameters: QueryDataSourceParameters = {
    data_source_id: dataSourceId,
    ...(query.sort ? { sorts: [{ property: query.sort.propertyId, direction: query.sort.direction }] } : {}),
    ...(filter ? { filter } : {}),
  }
  const answer = await readBatch(cursor, (start) => client.dataSources.query({ ...parameters, ...start }))
  return {
    rows: resultsOf(answer).map(
      (found, place) =>
        readOrNull('row', () => row(found as PageObjectResponse, onFile)) ?? unreadable(found, place),
    ),
    ...batchEnd(answer, cursor),
  }
}
