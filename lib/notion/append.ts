import { type Client, isNotionClientError } from '@notionhq/client'
import { NotionRefused, NotionUnavailable } from '../errors'
import { callNotion } from './api'

/** The outcome of an append. */
export type AppendResult =
  | { readonly kind: 'added'; readonly blockId: string | null }
  /** Certainly nothing was saved. */
  | {
      readonly kind: 'not_done'
      readonly retryAfterSeconds: number | null
      readonly requestId: string | null
    }
  /** Notion may have saved it, so it must not be sent again. */
  | { readonly kind: 'not_known'; readonly requestId: string | null }

/** The id of the block if Notion saved it although it responded with 503. */
function committedBlockId(error: unknown): string | null {
  if (!isNotionClientError(error) || !('additional_data' in error)) return null
  const ids = error.additional_data?.['committed_child_ids']
  return (Array.isArray(ids) ? ids[0] : ids) ?? null
}

/**
 * Appends one paragraph or to-do to the end of a page, with one request. The authorized client repeats it after a 401,
 * because Notion did nothing then. It is never repeated if Notion may have saved it.
 *
 * @param text 1 to 2,000 characters
 * @throws {NotionRefused} 403: no permission to insert, 404: deleted or not shared; and errors of the authorized client
 * @see https://developers.notion.com/reference/patch-block-children
 */
export async function appendText(
  client: Client,
  pageId: string,
  kind: 'paragraph' | 'to_do',
  text: string,
): Promise<AppendResult> {
  const rich_text = [{ type: 'text' as const, text: { content: text } }]
  const child = kind === 'to_do' ? { to_do: { rich_text, checked: false } } : { paragraph: { rich_text } }
  let committedId: string | null = null
  try {
    const answer = await callNotion(async () => {
      try {
        return await client.blocks.children.append({ block_id: pageId, children: [child] })
      } catch (error) {
        committedId = committedBlockId(error)
        throw error
      }
    })
    return { kind: 'added', blockId: answer.results[0]?.id ?? null }
  } catch (error) {
    if (committedId !== null) return { kind: 'added', blockId: committedId }
    if (error instanceof NotionRefused && error.notionCode === 'conflict_error')
      return { kind: 'not_done', retryAfterSeconds: null, requestId: error.requestId }
    if (!(error instanceof NotionUnavailable)) throw error
    const { requestId, retryAfterSeconds } = error
    return error.why === 'rate_limited' || error.why === 'unreachable'
      ? { kind: 'not_done', retryAfterSeconds, requestId }
      : { kind: 'not_known', requestId }
  }
}
