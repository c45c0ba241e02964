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
 * Checks the session and that the workspace belongs to this person. Every page of a workspace calls this before it
 * streams, because afterwards the status could no longer be 404.
 *
 * @param here the page's own path, to return to after signing in
 */
export async function loadWorkspaceOr404(connectionId: string, here: string): Promise<LoadedWorkspace> {
  const { user } = await requireSession(here)
  const id = parseConnectionId(connectionId)
  // Next.js keeps rendering after the browser has left.
  const abortReads = new AbortController()
  after(() => abortReads.abort())
  const workspace = id && (await loadWorkspace(appVault(), user.id, id, abortReads.signal))
  if (!workspace) notFound()
  return { user, workspace }
}

/** A Notion id from the address; anything else is a 404. */
export function notionIdOr404(value: string): string {
  return parseNotionId(value) ?? notFound()
}
