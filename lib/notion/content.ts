import { type Client, isFullDataSource, isFullPage, type SearchResponse } from '@notionhq/client'
import { call } from './api'
import { batchFrom, nextCursorOf } from './batch'
import { parentView } from './parents'
import { iconView, type OnFile } from './pictures'
import { plainText, webAddress } from './text'
import type { ContentBatch, ContentSummary } from './views'

type Found = SearchResponse['results'][number]

function summary(found: Found, onFile: OnFile): ContentSummary | null {
  if (found.object === 'page' && isFullPage(found)) {
    const title = Object.values(found.properties).find((property) => property.type === 'title')
    return {
      id: found.id,
      object: 'page',
      title: title?.type === 'title' ? plainText(title.title) : '',
      icon: iconView(found.icon, `pages/${found.id}/icon`, onFile),
      parent: parentView(found.parent),
      lastEditedAt: new Date(found.last_edited_time),
      url: webAddress(found.url),
    }
  }
  if (found.object === 'data_source' && isFullDataSource(found))
    return {
      id: found.id,
      object: 'data_source',
      title: plainText(found.title),
      icon: iconView(found.icon, `data_sources/${found.id}/icon`, onFile),
      parent: parentView(found.database_parent),
      lastEditedAt: new Date(found.last_edited_time),
      url: webAddress(found.url),
    }
  return null
}

/**
 * Pages and data sources that the connection shows: one call, `search`. Without words the list of what was
 * shared; with words those whose title holds them, in Notion's order.
 *
 * @throws {NotionUnavailable} @throws {NotionRefused} and what the door throws
 * @see https://developers.notion.com/reference/post-search
 */
export async function readContent(
  client: Client,
  wanted: {
    readonly words?: string
    readonly object?: 'page' | 'data_source' | undefined
    readonly direction?: 'ascending' | 'descending'
    readonly cursor: string | null
  },
  onFile: OnFile = () => {},
): Promise<ContentBatch> {
  const { words, object, direction, cursor } = wanted
  const found = await call(() =>
    client.search({
      ...batchFrom(cursor),
      ...(words ? { query: words } : {}),
      ...(object ? { filter: { property: 'object', value: object } } : {}),
      ...(direction ? { sort: { timestamp: 'last_edited_time', direction } } : {}),
    }),
  )
  return {
    items: found.results.flatMap((one) => summary(one, onFile) ?? []),
    nextCursor: nextCursorOf(found),
  }
}
