import type { BlockObjectResponse } from '@notionhq/client'
import type { Block } from '../content'
import { hostOf } from '../files/host'
import type { StandIn } from '../server'
import type { Workspace } from '../world'
import { parentOf } from './page-objects'

/** A block as Notion answers it; the addresses in it are signed anew. */
export function blockObject(standIn: StandIn, workspace: Workspace, block: Block): BlockObjectResponse {
  const by = { object: 'user' as const, id: block.by }
  const inPage = block.parentId === block.page.id
  const content = typeof block.content === 'function' ? block.content(hostOf(standIn)) : block.content
  return {
    object: 'block',
    id: block.id,
    parent: block.child
      ? parentOf(standIn, workspace, block.child)
      : inPage
        ? { type: 'page_id', page_id: block.parentId }
        : { type: 'block_id', block_id: block.parentId },
    created_time: block.createdAt,
    last_edited_time: block.editedAt,
    created_by: by,
    last_edited_by: by,
    has_children: standIn.content.hasChildren(workspace, block),
    in_trash: false,
    archived: false,
    ...content,
  }
}
