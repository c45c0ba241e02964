import { type TreeParams, treeHref } from '@/components/content-tree/tree-params'
import { RelativeTime } from '@/components/ui/relative-time'
import { SkeletonLines } from '@/components/ui/skeleton'
import { noJsHref, SuspensePage, SuspenseSection } from '@/components/ui/suspense-section'
import { ConnectionDetails } from '@/components/workspace/connection-details'
import type { Workspace } from '@/lib/content'
import { capabilitiesFrom } from '@/lib/notion'
import { renderNotionSection } from './notion-boundary'
import { renderIfCached } from './render-if-cached'
import { readFirstBatch, SharedTree } from './shared-tree'

interface SectionProps {
  readonly workspace: Workspace
  readonly choice: TreeParams
  /** Rendered in one piece, for a browser without JavaScript. */
  readonly noJs: boolean
}

/** The shared pages: the main content of the page. */
export async function SharedSection({ workspace, choice, noJs }: SectionProps) {
  const tree = await renderIfCached(
    SharedTree,
    { workspace, choice, noJs },
    readFirstBatch({ workspace, choice }),
  )
  return (
    <SuspensePage
      noJs={noJs}
      isReady={tree.isReady}
      noJsUrl={noJsHref(treeHref(workspace.connection.id, choice))}
      fallback={<SkeletonLines count={24} label="Loading the shared pages" />}
    >
      {tree.content}
    </SuspensePage>
  )
}

/** Details that Notion returns about the connection. */
export function DetailsSection({ workspace, choice, noJs }: SectionProps) {
  return (
    <SuspenseSection noJs={noJs} fallback={<SkeletonLines count={9} label="Loading details from Notion" />}>
      <Details workspace={workspace} here={treeHref(workspace.connection.id, choice)} />
    </SuspenseSection>
  )
}

/** Two calls to Notion. Each result is shown even if the other call fails. */
async function Details({ workspace, here }: { workspace: Workspace; here: string }) {
  const [details, access] = await Promise.allSettled([workspace.details(), workspace.access()])
  const failures = [details, access].filter(({ status }) => status === 'rejected')
  const [first] = failures
  return (
    <div className="space-y-4">
      {failures.length < 2 && (
        <ConnectionDetails
          details={details.status === 'fulfilled' ? details.value : null}
          access={
            access.status === 'fulfilled'
              ? {
                  capabilities: capabilitiesFrom(access.value.scope),
                  issuedAt: access.value.issuedAt ? <RelativeTime at={access.value.issuedAt} /> : 'Unknown',
                  requestId: access.value.requestId,
                }
              : null
          }
        />
      )}
      {first?.status === 'rejected' &&
        (await renderNotionSection(workspace, here, () => Promise.reject(first.reason)))}
    </div>
  )
}
