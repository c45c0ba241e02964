import type { Client, CommentObjectResponse } from '@notionhq/client'
import { callNotion } from './api'
import { continuationOf, readBatch, resultsOf } from './batch'
import { asString, idOrIndex, readOrNull, toDate } from './parse-values'
import { type OnFile, reportFile } from './pictures'
import type { CommentBatch, CommentView } from './views'

function toCommentView(comment: CommentObjectResponse, onFile: OnFile): CommentView {
  const attachments = (comment.attachments ?? []).map(({ category, file }, index) => {
    const ref = `comments/${comment.id}/${index}`
    reportFile(onFile, ref, file)
    return { category: asString(category), ref }
  })
  const author: unknown = comment.display_name?.resolved_name
  return {
    id: asString(comment.id),
    discussionId: asString(comment.discussion_id),
    author: typeof author === 'string' ? author : null,
    at: toDate(comment.created_time),
    text: comment.rich_text,
    attachments,
  }
}

const unreadableComment = (found: unknown, place: number): CommentView => {
  const id = idOrIndex(found, place)
  return { id, discussionId: id, author: null, at: null, text: [], attachments: [], unreadable: true }
}

/**
 * The open comments of a page, 100 at most: one call.
 *
 * @throws {NotionRefused} 403: the connection may not read comments @throws {NotionUnavailable} and what the authorized client throws
 * @see https://developers.notion.com/reference/list-comments
 */
export async function readComments(
  client: Client,
  pageId: string,
  cursor: string | null,
  onFile: OnFile,
): Promise<CommentBatch> {
  const answer = await readBatch(cursor, (start) => client.comments.list({ block_id: pageId, ...start }))
  return {
    comments: resultsOf(answer).map(
      (found, place) =>
        readOrNull('comment', () => toCommentView(found as CommentObjectResponse, onFile)) ??
        unreadableComment(found, place),
    ),
    ...continuationOf(answer, cursor),
  }
}

/** Reports the attachments of one comment to `onFile`. One call. */
export async function readCommentFiles(client: Client, commentId: string, onFile: OnFile): Promise<void> {
  const comment = await callNotion(() => client.comments.retrieve({ comment_id: commentId }))
  readOrNull('comment', () => toCommentView(comment as CommentObjectResponse, onFile))
}
