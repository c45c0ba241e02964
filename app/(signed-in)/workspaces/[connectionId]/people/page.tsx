import { parseLimit } from '@/components/content-tree/tree-params'
import { SkeletonLines } from '@/components/ui/skeleton'
import { isNoJs, noJsHref, SuspensePage } from '@/components/ui/suspense-section'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import { renderIfCached } from '../_components/render-if-cached'
import { loadWorkspaceOr404, workspaceTitle } from '../_lib/load-workspace'
import { refresh } from '../actions'
import { People } from './_components/people'

export const generateMetadata = workspaceTitle('People')

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<Record<'upTo' | 'plain', string | string[] | undefined>>
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const here = `/workspaces/${encodeURIComponent(connectionId)}/people`
  const { workspace } = await loadWorkspaceOr404(connectionId, here)
  const upTo = parseLimit(query.upTo, 100, 10_000)
  const noJs = isNoJs(query.plain)
  return (
    <WorkspaceFrame connection={workspace.connection} refresh={refresh} title="People">
      <h1 className="text-xl">People</h1>
      <p className="mt-2 mb-4 max-w-[68ch] text-dim">
        Members and bots of the workspace, with the details that Notion shares with this connection.
      </p>
      <SuspensePage
        noJs={noJs}
        noJsUrl={noJsHref(`${here}?upTo=${upTo}`)}
        fallback={<SkeletonLines count={12} label="Loading the people" />}
      >
        {await renderIfCached(People, { workspace, upTo, noJs }, workspace.people(null))}
      </SuspensePage>
    </WorkspaceFrame>
  )
}
