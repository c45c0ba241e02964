import { notFound } from 'next/navigation'
import { after } from 'next/server'
import { requireSession, type SignedIn } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace, type Workspace } from '@/lib/content'
import { parseNotionId } from '@/lib/shared/ids'
import { parseConnectionId } from '@/lib/token-vault'

export interface LoadedWorkspace {
  readonly user: SignedIn['user']
  readonly workspace: Workspace
}

/**
 * Who asks, and the workspace that the address names, of theirs: what every page below a workspace does
 * first, before anything is streamed (afterwards the status would be 200 already).
 *
 * @param here the page's own path, to come back to after signing in
 */
export async function loadWorkspaceOr404(connectionId: string, here: string): Promise<LoadedWorkspace> {
  const { user } = await requireSession(here)
  const id = parseConnectionId(connectionId)
  // Next goes on drawing for a browser that has left.
  const abortReads = new AbortController()
  after(() => abortReads.abort())
  const workspace = id && (await loadWorkspace(appVault(), user.id, id, abortReads.signal))
  if (!workspace) notFound()
  return { user, workspace }
}

/** An id of Notion's out of the address; what is none has no page. */
export function notionIdOr404(value: string): string {
  return parseNotionId(value) ?? notFound()
}
