import type { Client, CommentObjectResponse } from '@notionhq/client'
import { callNotion } from './api'
import { continuationOf, readBatch, resultsOf } from './batch'
import { asString, idOrIndex, readOrNull, toDate } from './parse-values'
import { toUserReference } from './people'
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
    authorId: toUserReference(comment.created_by)?.id ?? null,
    at: toDate(comment.created_time),
    text: comment.rich_text,
    attachments,
  }
}

const unreadableComment = (found: unknown, index: number): CommentView => {
  const id = idOrIndex(found, index)
  return {
    id,
    discussionId: id,
    author: null,
    authorId: null,
    at: null,
    text: [],
    attachments: [],
    unreadable: true,
  }
}

/**
 * Reads up to 100 open comments of a page. One call.
 *
 * @throws {NotionRefused} 403: the connection may not read comments @throws {NotionUnavailable} and errors of the authorized client
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
      (found, index) =>
        readOrNull('comment', () => toCommentView(found as CommentObjectResponse, onFile)) ??
        unreadableComment(found, index),
    ),
    ...continuationOf(answer, cursor),
  }
}

/** Reports the attachments of one comment to `onFile`. One call. */
export async function readCommentFiles(client: Client, commentId: string, onFile: OnFile): Promise<void> {
  const comment = await callNotion(() => client.comments.retrieve({ comment_id: commentId }))
  readOrNull('comment', () => toCommentView(comment as CommentObjectResponse, onFile))
}
