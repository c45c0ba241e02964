import type { GetCommentResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound } from '../http/errors'
import { commentObject } from './comment-objects'
import { requestedId } from './requested-object'

/** GET /v1/comments/{comment_id} */
export function commentsRetrieve(c: Context<Env>, emulator: Emulator): Response {
  const asked = requestedId(c, emulator, 'read_comments', 'comment_id')
  if (asked instanceof Response) return asked
  const { asking, id } = asked
  const comment = asking.workspace.comments.find((one) => one.id === id)
  const page = comment && asking.reach.byId.get(comment.pageId)
  if (!comment || !page) return notFound(c, asking.bot, 'comment', id)
  const body = commentObject(emulator, asking, page, comment) satisfies GetCommentResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
