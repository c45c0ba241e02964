import {
  type Client,
  type GetPagePropertyResponse,
  isFullPage,
  type PageObjectResponse,
  type PropertyItemObjectResponse,
} from '@notionhq/client'
import pLimit, { type LimitFunction } from 'p-limit'
import { NotionRefused, NotionUnavailable } from '../errors'
import { httpHref } from '../shared/urls'
import { callNotion } from './api'
import { continuationOf, readBatch, resultsOf } from './batch'
import { ListProgress } from './list-progress'
import { toParent } from './parents'
import { readOrNull, toDate } from './parse-values'
import { toUserReference } from './people'
import { type OnFile, reportFile, toCover, toIcon } from './pictures'
import type { MarkdownView, NamedProperty, PageView, PropertyValue, RichText } from './views'

/** The response for a page contains at most this many values of a property. */
const MAX_INLINE_VALUES = 25
/** Per property: up to 1,000 values, more than a page can sensibly show. */
const MAX_BATCHES = 10
/** For all properties of one page together. */
const MAX_PROPERTY_CALLS = 30
const MAX_CONCURRENT_PROPERTIES = 4

/** Reports the hosted files among a page's values to `onFile`. */
export function reportPropertyFiles(pageId: string, value: PropertyValue, onFile: OnFile): void {
  if (value.type !== 'files') return
  value.files.forEach((file, index) => {
    if ('file' in file)
      reportFile(onFile, `pages/${pageId}/properties/${encodeURIComponent(value.id)}/${index}`, file.file)
  })
}

/** Marks a value as incomplete. Notion has this flag for relations only; here every truncated type has it. */
export const markTruncated = (value: PropertyValue): PropertyValue =>
  Object.assign({}, value, { has_more: true })

/** Whether the response for the page may lack values of this property. */
export function isTruncated(value: PropertyValue): boolean {
  switch (value.type) {
    case 'title':
      return value.title.length >= MAX_INLINE_VALUES
    case 'rich_text':
      return value.rich_text.length >= MAX_INLINE_VALUES
    case 'people':
      return value.people.length >= MAX_INLINE_VALUES
    case 'relation':
      return ('has_more' in value && value.has_more === true) || value.relation.length >= MAX_INLINE_VALUES
    default:
      return false
  }
}

/** The calls that remain for reading the properties of one page in full. */
interface CallBudget {
  calls: number
  readonly limit: LimitFunction
}

/** Reads all values of a property. If Notion fails, returns the values in the page's response, marked as truncated. */
async function readAllValues(
  client: Client,
  pageId: string,
  value: PropertyValue,
  budget: CallBudget,
): Promise<PropertyValue> {
  if (!readOrNull('length of a property', () => isTruncated(value))) return value
  try {
    return await budget.limit(() => readRemainingValues(client, pageId, value, budget))
  } catch (error) {
    // One failed property must not fail the page.
    if (error instanceof NotionUnavailable || error instanceof NotionRefused) return markTruncated(value)
    throw error
  }
}

async function readRemainingValues(
  client: Client,
  pageId: string,
  value: PropertyValue,
  budget: CallBudget,
): Promise<PropertyValue> {
  const title: RichText[] = []
  const people: unknown[] = []
  const relation: { id: string }[] = []
  const progress = new ListProgress(MAX_BATCHES)
  let isIncomplete = false
  let cursor: string | null = null
  do {
    if (budget.calls <= 0) return cursor === null ? markTruncated(value) : withValues(true)
    budget.calls -= 1
    const answer: GetPagePropertyResponse = await readBatch(cursor, (start) =>
      client.pages.properties.retrieve({ page_id: pageId, property_id: value.id, ...start }),
    )
    if (answer.object !== 'list') return value
    for (const found of resultsOf(answer)) {
      const item = found as PropertyItemObjectResponse
      if (item.type === 'title') title.push(item.title)
      else if (item.type === 'rich_text') title.push(item.rich_text)
      else if (item.type === 'people') people.push(item.people)
      else if (item.type === 'relation') relation.push(item.relation)
    }
    const end = continuationOf(answer, cursor)
    cursor = progress.nextCursor(resultsOf(answer).length, end.nextCursor)
    isIncomplete = end.incomplete || progress.stoppedEarly
  } while (cursor !== null)
  return withValues(isIncomplete)

  function withValues(more: boolean): PropertyValue {
    const values: Record<string, unknown> = { title, rich_text: title, people, relation }
    return Object.assign({}, value, { [value.type]: values[value.type], has_more: more })
  }
}

function toPageView(
  page: PageObjectResponse,
  properties: readonly NamedProperty[],
  onFile: OnFile,
): PageView {
  const title = properties.find(({ value }) => value?.type === 'title')?.value
  for (const { value } of properties)
    readOrNull('files of a page', () => reportPropertyFiles(page.id, value, onFile))
  return {
    id: page.id,
    // The component that renders a missing title says so.
    title: title?.type === 'title' ? title.title : (null as unknown as []),
    icon: toIcon(page.icon, `pages/${page.id}/icon`, onFile),
    cover: toCover(page.cover, `pages/${page.id}/cover`, onFile),
    properties: properties.filter(({ value }) => value?.type !== 'title'),
    parent: toParent(page.parent),
    createdAt: toDate(page.created_time),
    createdBy: toUserReference(page.created_by),
    lastEditedAt: toDate(page.last_edited_time),
    lastEditedBy: toUserReference(page.last_edited_by),
    inTrash: page.in_trash === true,
    url: httpHref(page.url),
  }
}

/**
 * Reads a page with all its properties: one call, and one for each further 100 values of a property, 30 at most. A value
 * that is still incomplete has `has_more`.
 *
 * @throws {NotionRefused} 404: deleted or not shared @throws {NotionUnavailable} and errors of the authorized client
 * @see https://developers.notion.com/reference/retrieve-a-page
 */
export async function readPage(client: Client, pageId: string, onFile: OnFile): Promise<PageView> {
  const page = await callNotion(() => client.pages.retrieve({ page_id: pageId }))
  if (!isFullPage(page)) throw new NotionUnavailable('bad_answer', null, null)
  const budget = { calls: MAX_PROPERTY_CALLS, limit: pLimit(MAX_CONCURRENT_PROPERTIES) }
  const properties = await Promise.all(
    Object.entries(page.properties ?? {}).map(async ([name, value]) => ({
      name,
      value: await readAllValues(client, page.id, value, budget),
    })),
  )
  return toPageView(page, properties, onFile)
}

/** Reports a page's hosted files (icon, cover and property values) to `onFile`. One call. */
export async function readPageFiles(client: Client, pageId: string, onFile: OnFile): Promise<void> {
  const page = await callNotion(() => client.pages.retrieve({ page_id: pageId }))
  if (!isFullPage(page)) return
  const properties = Object.entries(page.properties ?? {}).map(([name, value]) => ({ name, value }))
  toPageView(page, properties, onFile)
}

/**
 * Reads the whole page in Notion's own Markdown. One call.
 *
 * @see https://developers.notion.com/reference/retrieve-page-markdown
 */
export async function readMarkdown(client: Client, pageId: string): Promise<MarkdownView> {
  const answer = await callNotion(() => client.pages.retrieveMarkdown({ page_id: pageId }))
  if (typeof answer.markdown !== 'string') throw new NotionUnavailable('bad_answer', null, null)
  const unknown: unknown = answer.unknown_block_ids
  return {
    markdown: answer.markdown,
    truncated: answer.truncated === true,
    unknownBlocks: Array.isArray(unknown) ? unknown.length : 0,
  }
}
