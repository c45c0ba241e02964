import type { NextRequest } from 'next/server'
import { toErrorView } from '@/app/_lib/error-view'
import { requestSession } from '@/app/_lib/request-session'
import type {
  SearchError,
  SearchResponse,
  WorkspaceResults,
} from '@/components/command-palette/search-response'
import { parseSearchQuery, searchHref } from '@/components/search/search-params'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace } from '@/lib/content'
import { ReadAbandoned } from '@/lib/errors'
import type { ContentSummary } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { dataSourceHref, pageHref, pictureSource } from '@/lib/shared/urls'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection, UserId } from '@/lib/token-vault'

/** Per workspace; its search page shows the rest. */
const MAX_RESULTS = 20
const MAX_EMOJI_CHARACTERS = 32
/** A slow workspace must not hold up the results of the others. */
const WORKSPACE_TIMEOUT_MS = 4_000

const headers = { 'cache-control': 'no-store' }

/**
 * Searches the titles of all workspaces of the person, for the command palette. A route and not a server action,
 * because actions run one after another and can't be cancelled.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session) return Response.json({ error: 'signed_out' }, { status: 401, headers })
  const words = parseSearchQuery(request.nextUrl.searchParams.get('q'))
  const connections = words ? await appVault().listConnections(session.user.id) : []
  const workspaces = await Promise.all(
    connections.map((one) => searchWorkspace(session.user.id, one, words, request.signal)),
  )
  return Response.json({ workspaces } satisfies SearchResponse, { headers })
}

/** @param signal aborted when the browser leaves: a search that is still queued is then never sent */
async function searchWorkspace(
  owner: UserId,
  connection: Connection,
  words: string,
  signal: AbortSignal,
): Promise<WorkspaceResults> {
  const { id: connectionId } = connection
  const found = { connectionId, workspace: workspaceName(connection.workspaceName) }
  const slow: WorkspaceResults = { ...found, items: [], error: { kind: 'slow', seconds: null } }
  const timeout = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const search = loadWorkspace(
      appVault(),
      owner,
      connectionId,
      AbortSignal.any([signal, timeout.signal]),
    ).then((workspace) => workspace?.search(words, null))
    const timedOut = new Promise<'timed out'>((resolve) => {
      timer = setTimeout(resolve, WORKSPACE_TIMEOUT_MS, 'timed out')
    })
    const batch = await Promise.race([search, timedOut])
    if (batch === 'timed out') {
      timeout.abort()
      search.catch(() => {})
      return slow
    }
    const items = batch?.items.slice(0, MAX_RESULTS) ?? []
    return { ...found, items: items.map((item) => toFoundItem(item, connectionId, words)), error: null }
  } catch (error) {
    if (error instanceof ReadAbandoned) return slow
    return { ...found, items: [], error: toSearchError(error) }
  } finally {
    clearTimeout(timer)
  }
}

function toSearchError(error: unknown): SearchError {
  const { action, retryAfterSeconds } = toErrorView(error)
  if (retryAfterSeconds !== null) return { kind: 'wait', seconds: retryAfterSeconds }
  return { kind: action === 'reconnect' ? 'reconnect' : 'other', seconds: null }
}

const toFoundItem = (
  { id, object, title, icon, unreadable }: ContentSummary,
  connectionId: string,
  words: string,
) => ({
  id,
  kind: object,
  title: unreadable ? 'Can’t be shown here' : truncate(title),
  // The search page links each of its results to Notion.
  href: unreadable
    ? searchHref(connectionId, words)
    : object === 'page'
      ? pageHref(connectionId, id)
      : dataSourceHref(connectionId, id),
  emoji: icon?.type === 'emoji' && icon.emoji.length <= MAX_EMOJI_CHARACTERS ? icon.emoji : null,
  picture: pictureSource(connectionId, icon),
})
