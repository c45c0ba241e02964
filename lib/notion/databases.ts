import {
  type Client,
  isFullDatabase,
  isFullDataSource,
  type PageObjectResponse,
  type QueryDataSourceParameters,
} from '@notionhq/client'
import { NotionUnavailable } from '../errors'
import { httpHref } from '../shared/urls'
import { callNotion } from './api'
import { continuationOf, readBatch, resultsOf } from './batch'
import { isTruncated, markTruncated, reportPropertyFiles } from './pages'
import { toParent } from './parents'
import { asArray, asObject, asString, idOrIndex, readOrNull } from './parse-values'
import { type OnFile, toCover, toIcon } from './pictures'
import { notionFilter } from './row-filter'
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
 * Reads a database, the container of data sources. One call.
 *
 * @throws {NotionRefused} 404: deleted or not shared @throws {NotionUnavailable} and errors of the authorized client
 * @see https://developers.notion.com/reference/retrieve-database
 */
export async function readDatabase(
  client: Client,
  databaseId: string,
  onFile: OnFile,
): Promise<DatabaseView> {
  const found = await callNotion(() => client.databases.retrieve({ database_id: databaseId }))
  if (!isFullDatabase(found)) throw new NotionUnavailable('bad_answer', null, null)
  const listed: readonly unknown[] = readOrNull('data sources', () => asArray(found.data_sources)) ?? [null]
  const dataSources = listed.flatMap(
    (one) =>
      readOrNull('data source', () => {
        const { id, name } = asObject(one)
        return { id: asString(id), name: typeof name === 'string' ? name : '' }
      }) ?? [],
  )
  return {
    id: found.id,
    title: found.title,
    description: found.description,
    icon: toIcon(found.icon, `databases/${found.id}/icon`, onFile),
    cover: toCover(found.cover, `databases/${found.id}/cover`, onFile),
    parent: toParent(found.parent),
    dataSources,
    unreadableDataSources: listed.length - dataSources.length,
    url: httpHref(found.url),
  }
}

/**
 * Reads a data source and its columns. One call.
 *
 * @returns `parent`: the parent of its database
 * @throws {NotionRefused} 404: deleted or not shared @throws {NotionUnavailable} and errors of the authorized client
 * @see https://developers.notion.com/reference/retrieve-a-data-source
 */
export async function readDataSource(
  client: Client,
  dataSourceId: string,
  onFile: OnFile,
): Promise<{ readonly view: DataSourceView; readonly parent: Parent }> {
  const found = await callNotion(() => client.dataSources.retrieve({ data_source_id: dataSourceId }))
  if (!isFullDataSource(found)) throw new NotionUnavailable('bad_answer', null, null)
  const listed: readonly unknown[] = readOrNull('columns', () => Object.values(found.properties)) ?? [null]
  const columns = listed.flatMap((one) => readOrNull('column', () => parseColumn(one)) ?? [])
  const parent = toParent(found.parent)
  return {
    view: {
      id: found.id,
      title: found.title,
      description: found.description,
      icon: toIcon(found.icon, `data_sources/${found.id}/icon`, onFile),
      cover: toCover(found.cover, `data_sources/${found.id}/cover`, onFile),
      databaseId: parent.type === 'database' ? parent.id : null,
      properties: [
        ...columns.filter(({ type }) => type === 'title'),
        ...columns.filter(({ type }) => type !== 'title'),
      ],
      unreadableColumns: listed.length - columns.length,
      url: httpHref(found.url),
    },
    parent: toParent(found.database_parent),
  }
}

/** Validates a column. @throws {TypeError} its id, name or type is not a string */
function parseColumn(found: unknown): PropertySchema {
  const whole = asObject(found)
  for (const member of ['id', 'name', 'type']) asString(whole[member])
  return whole as unknown as PropertySchema
}

/** Validates a value of a row. @throws {TypeError} it has no id, so its column is unknown */
function parseValue(pageId: string, found: unknown, onFile: OnFile): PropertyValue {
  const whole = asObject(found) as unknown as PropertyValue
  asString(whole.id)
  readOrNull('files of a row', () => reportPropertyFiles(pageId, whole, onFile))
  return isTruncated(whole) ? markTruncated(whole) : whole
}

function toRow(page: PageObjectResponse, onFile: OnFile): Row {
  const id = asString(page.id)
  const listed: readonly unknown[] = Object.values(page.properties)
  const values = listed.flatMap(
    (one) => readOrNull('value of a row', () => parseValue(id, one, onFile)) ?? [],
  )
  const title = values.find(({ type }) => type === 'title')
  return {
    id,
    title: title?.type === 'title' ? title.title : [],
    icon: toIcon(page.icon, `pages/${id}/icon`, onFile),
    values: Object.fromEntries(values.map((one) => [one.id, one])),
    url: httpHref(page.url),
    ...(values.length < listed.length && { hasUnreadableValues: true }),
  }
}

const unreadableRow = (found: unknown, index: number): Row => ({
  id: idOrIndex(found, index),
  title: [],
  icon: null,
  values: {},
  url: null,
  unreadable: true,
})

/**
 * Reads up to 100 rows of a data source. One call. Notion sorts and filters.
 *
 * @throws {NotionRefused} 400: the sort or filter doesn't match the columns; 404: deleted or not shared
 * @throws {NotionUnavailable} and errors of the authorized client
 * @see https://developers.notion.com/reference/query-a-data-source
 */
export async function readRows(
  client: Client,
  dataSourceId: string,
  query: RowQuery,
  cursor: string | null,
  onFile: OnFile,
): Promise<RowBatch> {
  const filter = notionFilter(query)
  const parameters: QueryDataSourceParameters = {
    data_source_id: dataSourceId,
    ...(query.sorts.length > 0
      ? { sorts: query.sorts.map(({ propertyId, direction }) => ({ property: propertyId, direction })) }
      : {}),
    ...(filter ? { filter } : {}),
  }
  const answer = await readBatch(cursor, (start) => client.dataSources.query({ ...parameters, ...start }))
  return {
    rows: resultsOf(answer).map(
      (found, index) =>
        readOrNull('row', () => toRow(found as PageObjectResponse, onFile)) ?? unreadableRow(found, index),
    ),
    ...continuationOf(answer, cursor),
  }
}
