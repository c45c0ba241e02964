import type { Client, DataSourceObjectResponse, PageObjectResponse, SearchResponse } from '@notionhq/client'
import { batchEnd, readBatch, resultsOf } from './batch'
import { parentView } from './parents'
import { iconView, type OnFile } from './pictures'
import { idOrPlace, listOf, momentOf, objectOf, readOrNull, textOf } from './readable'
import { plainText, webAddress } from './text'
import type { ContentBatch, ContentSummary, RichText } from './views'

type Found = SearchResponse['results'][number]

function titleOf(found: Found): string {
  if (found.object === 'data_source') return textOfTitle((found as DataSourceObjectResponse).title)
  const properties = Object.values((found as PageObjectResponse).properties)
  const title = properties.find((property) => property?.type === 'title')
  return textOfTitle(title?.type === 'title' ? title.title : null)
}

/** @throws {TypeError} it is no rich text */
function textOfTitle(title: unknown): string {
  for (const part of listOf(title)) textOf(objectOf(part)['plain_text'])
  return plainText(title as RichText[])
}

function summary(found: Found, onFile: OnFile): ContentSummary {
  const id = textOf(found.id)
  const isPage = found.object === 'page'
  if (!isPage && found.object !== 'data_source') throw new TypeError('neither a page nor a data source')
  const whole = found as PageObjectResponse | DataSourceObjectResponse
  return {
    id,
    object: whole.object,
    title: titleOf(found),
    icon: iconView(whole.icon, `${isPage ? 'pages' : 'data_sources'}/${id}/icon`, onFile),
    parent: parentView(whole.object === 'page' ? whole.parent : whole.database_parent),
    lastEditedAt: momentOf(whole.last_edited_time),
    url: webAddress(whole.url),
  }
}

function unreadable(found: unknown, place: number): ContentSummary {
  const given =
    typeof found === 'object' && found !== null ? (found as { object?: unknown; url?: unknown }) : {}
  return {
    id: idOrPlace(found, place),
    object: given.object === 'data_source' ? 'data_source' : 'page',
    title: '',
    icon: null,
    parent: { type: 'unknown' },
    lastEditedAt: null,
    url: webAddress(given.url),
    unreadable: true,
  }
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
  const found = await readBatch(cursor, (start) =>
    client.search({
      ...start,
      ...(words ? { query: words } : {}),
      ...(object ? { filter: { property: 'object', value: object } } : {}),
      ...(direction ? { sort: { timestamp: 'last_edited_time', direction } } : {}),
    }),
  )
  return {
    items: resultsOf(found).map(
      (one, place) =>
        readOrNull('search result', () => summary(one as Found, onFile)) ?? unreadable(one, place),
    ),
    ...batchEnd(found, cursor),
  }
}
