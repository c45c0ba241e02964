import type { ListCommentsResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound, notionError, restricted } from '../http/errors'
import { caller } from './bearer'
import { commentObject, subjectOf } from './comment-objects'
import { uuid } from './ids'
import { paginate } from './paginate'

/** GET /v1/comments?block_id=: the open comments on a page or on a block, the oldest first. */
export function commentsList(c: Context<Env>, emulator: Emulator): Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const given = c.req.query('block_id')
  const id = uuid(given ?? '')
  if (id === null)
    return notionError(
      c,
      400,
      'validation_error',
      given === undefined
        ? 'query failed validation: query.block_id should be defined, instead was `undefined`.'
        : `query failed validation: query.block_id should be a valid uuid, instead was \`"${given}"\`.`,
    )
  if (!asking.bot.scopes.includes('read_comments')) return restricted(c)
  const { reach, workspace } = asking
  const page = reach.byId.get(id) ?? emulator.content.block(workspace, id)?.page
  if (!page || !reach.byId.has(page.id)) return notFound(c, asking.bot, 'block', id)
  const about = workspace.comments.filter(
    (one) => one.pageId === page.id && subjectOf(emulator, asking, page, one).id === id,
  )
  const list = paginate(c, about)
  if (list instanceof Response) return list
  const body = {
    object: 'list',
    type: 'comment',
    comment: {},
    ...list,
    results: list.results.map((one) => commentObject(emulator, asking, page, one)),
  } satisfies ListCommentsResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
