import type { CommentObjectResponse } from '@notionhq/client'
import type { Emulator } from '../http/context'
import { hostOf } from '../http/host'
import type { WorldComment, WorldPage } from '../world'
import type { Caller } from './bearer'
import { visibleText } from './page-properties'

/** The page or the block that a comment is about. */
export function subjectOf(
  { content }: Emulator,
  { workspace }: Caller,
  page: WorldPage,
  { block }: WorldComment,
): { readonly type: 'page' | 'block'; readonly id: string } {
  const about = block === null ? undefined : content.inPage(workspace, page)[block]
  return about ? { type: 'block', id: about.id } : { type: 'page', id: page.id }
}

export function commentObject(
  emulator: Emulator,
  asking: Caller,
  page: WorldPage,
  comment: WorldComment,
): CommentObjectResponse {
  const host = hostOf(emulator)
  const subject = subjectOf(emulator, asking, page, comment)
  const author = asking.workspace.members.find((one) => one.id === comment.createdBy)
  const { type, resolved_name } = comment.displayName
  return {
    object: 'comment',
    id: comment.id,
    parent:
      subject.type === 'page'
        ? { type: 'page_id', page_id: subject.id }
        : { type: 'block_id', block_id: subject.id },
    discussion_id: comment.discussionId,
    created_time: comment.createdAt,
    last_edited_time: comment.editedAt,
    created_by: { object: 'user', id: comment.createdBy },
    rich_text: visibleText(asking, comment.richText),
    display_name: { type, resolved_name: type === 'user' ? (author?.name ?? null) : resolved_name },
    ...(comment.attachments.length === 0
      ? {}
      : {
          attachments: comment.attachments.map(({ category, name }) => ({ category, file: host.file(name) })),
        }),
  }
}
