import type { NextRequest } from 'next/server'
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
import { requestSession } from '../../_lib/request-session'
import { toErrorView } from '../../(signed-in)/_lib/error-view'

/** Of each workspace: more is for its own search page. */
const RESULTS = 20
const MAX_EMOJI = 32
/** One workspace that is slow does not keep the others' results. */
const PATIENCE_MS = 4_000

const headers = { 'cache-control': 'no-store' }

/**
 * Titles in all workspaces of the person who asks: what the palette shows while they type. Not an action:
 * those wait for each other and can't be cancelled.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session) return Response.json({ error: 'signed_out' }, { status: 401, headers })
  const words = parseSearchQuery(request.nextUrl.searchParams.get('q'))
  const connections = words ? await appVault().listConnections(session.user.id) : []
  const workspaces = await Promise.all(
    connections.map((one) => foundIn(session.user.id, one, words, request.signal)),
  )
  return Response.json({ workspaces } satisfies SearchResponse, { headers })
}

/** @param left aborted when the browser waits no more: a search that was not sent yet is then never sent */
async function foundIn(
  owner: UserId,
  connection: Connection,
  words: string,
  left: AbortSignal,
): Promise<WorkspaceResults> {
  const { id: connectionId } = connection
  const found = { connectionId, workspace: workspaceName(connection.workspaceName) }
  const slow: WorkspaceResults = { ...found, items: [], trouble: { kind: 'slow', seconds: null } }
  const patience = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const nobodyWaits = AbortSignal.any([left, patience.signal])
    const search = loadWorkspace(appVault(), owner, connectionId, nobodyWaits).then((workspace) =>
      workspace?.search(words, null),
    )
    const tooSlow = new Promise<'too slow'>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, 'too slow')
    })
    const batch = await Promise.race([search, tooSlow])
    if (batch === 'too slow') {
      patience.abort()
      search.catch(() => {})
      return slow
    }
    const items = batch?.items.slice(0, RESULTS) ?? []
    return { ...found, items: items.map((item) => view(item, connectionId, words)), trouble: null }
  } catch (error) {
    if (error instanceof ReadAbandoned) return slow
    return { ...found, items: [], trouble: troubleIn(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** @throws what is none of the core's errors */
function troubleIn(error: unknown): SearchError {
  const trouble = toErrorView(error)
  if (trouble.kind === 'wait') return { kind: 'wait', seconds: trouble.seconds }
  return { kind: trouble.kind === 'reconnect' ? 'reconnect' : 'other', seconds: null }
}

const view = (
  { id, object, title, icon, unreadable }: ContentSummary,
  connectionId: string,
  words: string,
) => ({
  id,
  kind: object,
  title: unreadable ? 'Can’t be shown here' : truncate(title),
  // The search page has the way to Notion beside each of its results.
  href: unreadable
    ? searchHref(connectionId, words)
    : object === 'page'
      ? pageHref(connectionId, id)
      : dataSourceHref(connectionId, id),
  emoji: icon?.type === 'emoji' && icon.emoji.length <= MAX_EMOJI ? icon.emoji : null,
  picture: pictureSource(connectionId, icon),
})
