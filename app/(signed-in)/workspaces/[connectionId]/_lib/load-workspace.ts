import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { currentSession, requireSession, type SignedIn } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace, type Workspace } from '@/lib/content'
import { parseNotionId } from '@/lib/shared/ids'
import { workspaceName } from '@/lib/shared/workspace-name'
import { parseConnectionId } from '@/lib/token-vault'

export interface LoadedWorkspace {
  readonly user: SignedIn['user']
  readonly workspace: Workspace
}

/** One look-up a render: the page's title and its content need the same. */
const ownWorkspace = cache(async (connectionId: string): Promise<Workspace | null> => {
  const session = await currentSession()
  const id = parseConnectionId(connectionId)
  if (!session || !id) return null
  // Next.js keeps rendering after the browser has left.
  const abortReads = new AbortController()
  after(() => abortReads.abort())
  return loadWorkspace(appVault(), session.user.id, id, abortReads.signal)
})

/**
 * Checks the session and that the workspace belongs to this person. Every page of a workspace calls this before it
 * streams, because afterwards the status could no longer be 404.
 *
 * @param here the page's own path, to return to after signing in
 */
export async function loadWorkspaceOr404(connectionId: string, here: string): Promise<LoadedWorkspace> {
  const { user } = await requireSession(here)
  const workspace = await ownWorkspace(connectionId)
  if (!workspace) notFound()
  return { user, workspace }
}

/** The `generateMetadata` of a page: the tab names the page and its workspace. */
export const workspaceTitle =
  (page?: string) =>
  async ({ params }: { params: Promise<{ connectionId: string }> }): Promise<Metadata> => {
    const workspace = await ownWorkspace((await params).connectionId)
    if (!workspace) return { title: 'Page not found' }
    const name = workspaceName(workspace.connection.workspaceName)
    return { title: page ? `${page} · ${name}` : name }
  }

/** A Notion id from the address; anything else is a 404. */
export function notionIdOr404(value: string): string {
  return parseNotionId(value) ?? notFound()
}
