import { type Client, type CommentObjectResponse, isFullComment } from '@notionhq/client'
import { call } from './api'
import { batchFrom, nextCursorOf } from './batch'
import { noteFile, type OnFile } from './pictures'
import type { CommentBatch, CommentView } from './views'

function view(comment: CommentObjectResponse, onFile: OnFile): CommentView {
  const attachments = (comment.attachments ?? []).map(({ category, file }, index) => {
    const ref = `comments/${comment.id}/${index}`
    noteFile(onFile, ref, file)
    return { category, ref }
  })
  return {
    id: comment.id,
    discussionId: comment.discussion_id,
    author: comment.display_name?.resolved_name ?? null,
    at: new Date(comment.created_time),
    text: comment.rich_text,
    attachments,
  }
}

/**
 * The open comments of a page, 100 at most: one call.
 *
 * @throws {NotionRefused} 403: the connection may not read comments @throws {NotionUnavailable} and what the door throws
 * @see https://developers.notion.com/reference/list-comments
 */
export async function readComments(
  client: Client,
  pageId: string,
  cursor: string | null,
  onFile: OnFile,
): Promise<CommentBatch> {
  const answer = await call(() =>
    client.comments.list({
      block_id: pageId,
      ...batchFrom(cursor),
    }),
  )
  return {
    comments: answer.results.flatMap((one) => (isFullComment(one) ? view(one, onFile) : [])),
    nextCursor: nextCursorOf(answer),
  }
}

/** Tells `onFile` of one comment's attachments. One call. */
export async function readCommentFiles(client: Client, commentId: string, onFile: OnFile): Promise<void> {
  const comment = await call(() => client.comments.retrieve({ comment_id: commentId }))
  if (isFullComment(comment)) view(comment, onFile)
}
