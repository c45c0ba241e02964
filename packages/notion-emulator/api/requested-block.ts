import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notFound, restricted } from '../http/errors'
import { type Block, childBlockContent } from '../state/content'
import { type Caller, caller } from './bearer'
import { notAnId, uuid } from './ids'

/** A page as the `child_page` or `child_database` block of its parent. */
function pageAsBlock(emulator: Emulator, { reach, workspace }: Caller, id: string): Block | undefined {
  const page = reach.byId.get(id) ?? emulator.content.ofDatabase(workspace, id)
  if (!page || !reach.byId.has(page.id)) return undefined
  const { createdAt, editedAt, editedBy } = page
  if (page.object === 'data_source' && id === page.id) return undefined
  return {
    id,
    page,
    parentId: page.parentBlockId ?? page.parentId ?? workspace.id,
    content: childBlockContent(page),
    child: page,
    childrenOf: null,
    createdAt,
    editedAt,
    by: editedBy,
  }
}

/** The block or page that a request names and its caller sees, or the error to answer with. */
export function requestedBlock(
  c: Context<Env>,
  emulator: Emulator,
  scope: 'read_content' | 'insert_content',
): { asking: Caller; block: Block } | Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const given = c.req.param('id') ?? ''
  const id = uuid(given)
  if (id === null) return notAnId(c, 'block_id', given)
  if (!asking.bot.scopes.includes(scope)) return restricted(c)
  const found = emulator.content.block(asking.workspace, id)
  const block =
    found && !found.child && asking.reach.byId.has(found.page.id) ? found : pageAsBlock(emulator, asking, id)
  return block ? { asking, block } : notFound(c, asking.bot, 'block', id)
}
