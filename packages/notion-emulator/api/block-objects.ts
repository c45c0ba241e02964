import type { BlockObjectResponse } from '@notionhq/client'
import type { Emulator } from '../http/context'
import { hostOf } from '../http/host'
import type { Block } from '../state/content'
import type { Caller } from './bearer'
import { parentOf } from './page-objects'
import { userValue } from './user-objects'

type Viewer = Pick<Caller, 'bot' | 'workspace'>

/** The same, with the persons that its texts mention shown as far as the connection may know them. */
function withVisiblePeople<Value>(asking: Viewer, value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => withVisiblePeople(asking, one)) as Value
  const seen = Object.entries(value).map(([name, member]) => [
    name,
    name === 'user' && 'type' in value && value.type === 'user'
      ? userValue(asking, member.id)
      : withVisiblePeople(asking, member),
  ])
  return Object.fromEntries(seen)
}

/** A block as this connection sees it, with freshly signed file URLs. */
export function blockObject(emulator: Emulator, asking: Viewer, block: Block): BlockObjectResponse {
  const { workspace } = asking
  const by = { object: 'user' as const, id: block.by }
  const inPage = block.parentId === block.page.id
  const content = typeof block.content === 'function' ? block.content(hostOf(emulator)) : block.content
  return {
    object: 'block',
    id: block.id,
    parent: block.child
      ? parentOf(emulator, workspace, block.child)
      : inPage
        ? { type: 'page_id', page_id: block.parentId }
        : { type: 'block_id', block_id: block.parentId },
    created_time: block.createdAt,
    last_edited_time: block.editedAt,
    created_by: by,
    last_edited_by: by,
    has_children: emulator.content.hasChildren(workspace, block),
    in_trash: false,
    archived: false,
    ...withVisiblePeople(asking, content),
  }
}
