import type { Client, CommentObjectResponse } from '@notionhq/client'
import { call } from './api'
import { batchEnd, readBatch, resultsOf } from './batch'
import { noteFile, type OnFile } from './pictures'
import { idOrPlace, momentOf, readOrNull, textOf } from './readable'
import type { CommentBatch, CommentView } from './views'

function view(comment: CommentObjectResponse, onFile: OnFile): CommentView {
  const attachments = (comment.attachments ?? []).map(({ category, file }, index) => {
    const ref = `comments/${comment.id}/${index}`
    noteFile(onFile, ref, file)
    return { category: textOf(category), ref }
  })
  const author: unknown = comment.display_name?.resolved_name
  return {
    id: textOf(comment.id),
    discussionId: textOf(comment.discussion_id),
    author: typeof author === 'string' ? author : null,
    at: momentOf(comment.created_time),
    text: comment.rich_text,
    attachments,
  }
}

const unreadable = (found: unknown, place: number): CommentView => {
  const id = idOrPlace(found, place)
  return { id, discussionId: id, author: null, at: null, text: [], attachments: [], unreadable: true }
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
  const answer = await readBatch(cursor, (start) => client.comments.list({ block_id: pageId, ...start }))
  return {
    comments: resultsOf(answer).map(
      (found, place) =>
        readOrNull('comment', () => view(found as CommentObjectResponse, onFile)) ?? unreadable(found, place),
    ),
    ...batchEnd(answer, cursor),
  }
}

/** Tells `onFile` of one comment's attachments. One call. */
export async function readCommentFiles(client: Client, commentId: string, onFile: OnFile): Promise<void> {
  const comment = await call(() => client.comments.retrieve({ comment_id: commentId }))
  readOrNull('comment', () => view(comment as CommentObjectResponse, onFile))
}
