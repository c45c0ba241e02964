import { type Client, isFullDataSource, isFullPage, type SearchResponse } from '@notionhq/client'
import { call } from './api'
import type { ContentList, ContentSummary, Icon } from './views'

type Found = SearchResponse['results'][number]
type FullFound = Extract<Found, { icon: unknown }>

function iconOf(icon: FullFound['icon']): Icon {
  switch (icon?.type) {
    case 'emoji':
      return { type: 'emoji', emoji: icon.emoji }
    case 'external':
      return { type: 'url', url: icon.external.url }
    case 'file':
      return { type: 'url', url: icon.file.url }
    case 'custom_emoji':
      return { type: 'url', url: icon.custom_emoji.url }
    default:
      return null
  }
}

const plain = (text: readonly { plain_text: string }[] | undefined) =>
  (text ?? []).map((part) => part.plain_text).join('')

function summary(found: Found): ContentSummary | null {
  if (found.object === 'page' && isFullPage(found)) {
    const title = Object.values(found.properties).find((property) => property.type === 'title')
    return {
      id: found.id,
      object: 'page',
      title: title?.type === 'title' ? plain(title.title) : '',
      icon: iconOf(found.icon),
      lastEditedAt: new Date(found.last_edited_time),
      url: found.url,
    }
  }
  if (found.object === 'data_source' && isFullDataSource(found))
    return {
      id: found.id,
      object: 'data_source',
      title: plain(found.title),
      icon: iconOf(found.icon),
      lastEditedAt: new Date(found.last_edited_time),
      url: found.url,
    }
  return null
}

/**
 * The pages and data sources that the workspace exposes, the last edited first: one call, `search`.
 *
 * @param limit how many at most, 1 to 100
 * @throws {NotionUnavailable} @throws {NotionRefused} and what the door throws
 * @see https://developers.notion.com/reference/post-search
 */
export async function readFirstContent(client: Client, limit: number): Promise<ContentList> {
  const found = await call(() =>
    client.search({ page_size: limit, sort: { timestamp: 'last_edited_time', direction: 'descending' } }),
  )
  return { items: found.results.flatMap((one) => summary(one) ?? []), hasMore: found.has_more }
}
