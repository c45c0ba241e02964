import type { Client, DataSourceObjectResponse, PageObjectResponse, SearchResponse } from '@notionhq/client'
import { plainText } from '../shared/plain-text'
import { httpHref } from '../shared/urls'
import { continuationOf, readBatch, resultsOf } from './batch'
import { toParent } from './parents'
import { asArray, asObject, asString, idOrIndex, readOrNull, toDate } from './parse-values'
import { type OnFile, toIcon } from './pictures'
import type { ContentBatch, ContentSummary, RichText } from './views'

type SearchResult = SearchResponse['results'][number]

function titleOf(found: SearchResult): string {
  if (found.object === 'data_source') return titleText((found as DataSourceObjectResponse).title)
  const properties = Object.values((found as PageObjectResponse).properties)
  const title = properties.find((property) => property?.type === 'title')
  return titleText(title?.type === 'title' ? title.title : null)
}

/** @throws {TypeError} it isn't rich text */
function titleText(title: unknown): string {
  for (const part of asArray(title)) asString(asObject(part)['plain_text'])
  return plainText(title as RichText[])
}

function toSummary(found: SearchResult, onFile: OnFile): ContentSummary {
  const id = asString(found.id)
  const isPage = found.object === 'page'
  if (!isPage && found.object !== 'data_source') throw new TypeError('neither a page nor a data source')
  const whole = found as PageObjectResponse | DataSourceObjectResponse
  return {
    id,
    object: whole.object,
    title: titleOf(found),
    icon: toIcon(whole.icon, `${isPage ? 'pages' : 'data_sources'}/${id}/icon`, onFile),
    parent: toParent(whole.object === 'page' ? whole.parent : whole.database_parent),
    lastEditedAt: toDate(whole.last_edited_time),
    url: httpHref(whole.url),
  }
}

function unreadableSummary(found: unknown, index: number): ContentSummary {
  const given =
    typeof found === 'object' && found !== null ? (found as { object?: unknown; url?: unknown }) : {}
  return {
    id: idOrIndex(found, index),
    object: given.object === 'data_source' ? 'data_source' : 'page',
    title: '',
    icon: null,
    parent: { type: 'unknown' },
    lastEditedAt: null,
    url: httpHref(given.url),
    unreadable: true,
  }
}

/**
 * Searches the pages and data sources that the connection can access. Without words it lists all of them; with words,
 * those whose title contains them, in Notion's order. One call.
 *
 * @throws {NotionUnavailable} @throws {NotionRefused} and errors of the authorized client
 * @see https://developers.notion.com/reference/post-search
 */
export async function searchContent(
  client: Client,
  query: {
    readonly words?: string
    readonly object?: 'page' | 'data_source' | undefined
    readonly direction?: 'ascending' | 'descending'
    readonly cursor: string | null
  },
  onFile: OnFile = () => {},
): Promise<ContentBatch> {
  const { words, object, direction, cursor } = query
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
      (one, index) =>
        readOrNull('search result', () => toSummary(one as SearchResult, onFile)) ??
        unreadableSummary(one, index),
    ),
    ...continuationOf(found, cursor),
  }
}
