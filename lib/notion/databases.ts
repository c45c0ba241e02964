import {
  type Client,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  type PageObjectResponse,
  type QueryDataSourceParameters,
} from '@notionhq/client'
import { NotionUnavailable } from '../errors'
import { call } from './api'
import { batchFrom, nextCursorOf } from './batch'
import { noteValueFiles } from './pages'
import { parentView } from './parents'
import { coverView, iconView, type OnFile } from './pictures'
import { notionFilter } from './row-filter'
import { webAddress } from './text'
import type { DatabaseView, DataSourceView, Parent, Row, RowBatch, RowQuery } from './views'

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
  return {
    id: found.id,
    title: found.title,
    description: found.description,
    icon: iconView(found.icon, `databases/${found.id}/icon`, onFile),
    cover: coverView(found.cover, `databases/${found.id}/cover`, onFile),
    parent: parentView(found.parent),
    dataSources: found.data_sources.map(({ id, name }) => ({ id, name })),
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
  const columns = Object.values(found.properties)
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
        ...columns.filter((column) => column.type === 'title'),
        ...columns.filter((column) => column.type !== 'title'),
      ],
      lastEditedAt: new Date(found.last_edited_time),
      url: webAddress(found.url),
    },
    parent: parentView(found.database_parent),
  }
}

function row(page: PageObjectResponse, onFile: OnFile): Row {
  const values = Object.values(page.properties)
  for (const value of values) noteValueFiles(page.id, value, onFile)
  const title = values.find((value) => value.type === 'title')
  return {
    id: page.id,
    title: title?.type === 'title' ? title.title : [],
    icon: iconView(page.icon, `pages/${page.id}/icon`, onFile),
    values: Object.fromEntries(values.map((value) => [value.id, value])),
    url: webAddress(page.url),
  }
}

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
    ...batchFrom(cursor),
    ...(query.sort ? { sorts: [{ property: query.sort.propertyId, direction: query.sort.direction }] } : {}),
    ...(filter ? { filter } : {}),
  }
  const answer = await call(() => client.dataSources.query(parameters))
  const status = 'request_status' in answer ? answer.request_status : undefined
  return {
    rows: answer.results.flatMap((one) => (one.object === 'page' && isFullPage(one) ? row(one, onFile) : [])),
    nextCursor: nextCursorOf(answer),
    incomplete: status?.type === 'incomplete',
  }
}
