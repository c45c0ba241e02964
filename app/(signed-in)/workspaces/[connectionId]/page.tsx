import Link from 'next/link'
import { ConnectionStatus } from '@/components/connections/connection-card'
import { TreeFilters } from '@/components/content-tree/tree-filters'
import { parseTreeParams, treeHref } from '@/components/content-tree/tree-params'
import { PageHead } from '@/components/layout/page-head'
import { buttonClass } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { isNoJs } from '@/components/ui/suspense-section'
import { Detail, DetailList } from '@/components/workspace/connection-details'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import { WorkspaceIcon } from '@/components/workspace/workspace-icon'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { workspaceName } from '@/lib/shared/workspace-name'
import { DetailsSection, SharedSection } from './_components/workspace-sections'
import { loadWorkspaceOr404, workspaceTitle } from './_lib/load-workspace'
import { refresh } from './actions'

export const generateMetadata = workspaceTitle()

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<Record<'show' | 'sort' | 'upTo' | 'plain', string | string[] | undefined>>
}

export default async function WorkspacePage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const choice = parseTreeParams(query)
  const noJs = isNoJs(query.plain)
  const { user, workspace } = await loadWorkspaceOr404(
    connectionId,
    treeHref(encodeURIComponent(connectionId), choice),
  )
  const { connection } = workspace
  return (
    <WorkspaceFrame connection={connection} refresh={refresh}>
      <PageHead
        icon={<WorkspaceIcon icon={connection.workspaceIcon} name={connection.workspaceName} />}
        title={workspaceName(connection.workspaceName)}
      >
        What {PRODUCT_NAME} can see and do here
      </PageHead>
      {/* The minimum height keeps a growing tree from moving content that is in view. */}
      <section aria-labelledby="shared" className="min-h-[80vh]">
        <h2 id="shared" className="mb-2 text-lg">
          Shared pages
        </h2>
        <p className="mb-4 max-w-[65ch] text-dim">
          The pages and databases that this connection lets {PRODUCT_NAME} read. Sharing a page in Notion also
          shares everything inside it. Recently shared pages can take a while to appear.
        </p>
        <TreeFilters connectionId={connection.id} choice={choice} />
        <SharedSection workspace={workspace} choice={choice} noJs={noJs} />
      </section>
      <section aria-labelledby="ours" className="mt-12">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="ours" className="text-lg">
            This connection
          </h2>
          <Link prefetch={false} href="/settings/connections" className={buttonClass()}>
            Manage access
          </Link>
        </div>
        <ConnectionStatus connection={connection} />
        <div className="mt-3">
          <DetailList>
            <Detail term="Authorized by">{user.name ?? 'you'}</Detail>
            <Detail term="Connected">
              <RelativeTime at={connection.connectedAt} />
            </Detail>
            <Detail term="Last worked">
              {connection.lastUsedAt ? <RelativeTime at={connection.lastUsedAt} /> : 'Never'}
            </Detail>
            <Detail term="Last refreshed">
              {connection.refreshedAt ? <RelativeTime at={connection.refreshedAt} /> : 'Never'}
            </Detail>
          </DetailList>
        </div>
      </section>
      <section aria-labelledby="notion-says" className="mt-12">
        <h2 id="notion-says" className="mb-4 text-lg">
          Details from Notion
        </h2>
        <DetailsSection workspace={workspace} choice={choice} noJs={noJs} />
      </section>
    </WorkspaceFrame>
  )
}
