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
  /** In one piece, for a browser without JavaScript. */
  readonly plain: boolean
}

/** What was shared: the page's main thing. */
export async function SharedSection({ workspace, choice, plain }: SectionProps) {
  return (
    <SuspensePage
      plain={plain}
      plainHref={noJsHref(treeHref(workspace.connection.id, choice))}
      fallback={<SkeletonLines count={24} label="Asking Notion for the shared pages" />}
    >
      {await renderIfCached(SharedTree, { workspace, choice, plain }, readFirstBatch({ workspace, choice }))}
    </SuspensePage>
  )
}

/** What Notion says of the connection itself. */
export function DetailsSection({ workspace, choice, plain }: SectionProps) {
  return (
    <SuspenseSection
      plain={plain}
      fallback={<SkeletonLines count={9} label="Asking Notion about this connection" />}
    >
      <Details workspace={workspace} here={treeHref(workspace.connection.id, choice)} />
    </SuspenseSection>
  )
}

/** Two questions to Notion: the answer to one is shown whatever becomes of the other. */
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
                  issuedAt: access.value.issuedAt ? <RelativeTime at={access.value.issuedAt} /> : 'not told',
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
