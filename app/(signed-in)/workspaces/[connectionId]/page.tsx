import type { Metadata } from 'next'
import Link from 'next/link'
import { Health } from '@/components/connections/connection-card'
import { noticeText } from '@/components/connections/notices'
import { treeChoice, treeHref } from '@/components/content-tree/choice'
import { TreeChoices } from '@/components/content-tree/choices'
import { Status } from '@/components/ui/panel'
import { RelativeTime } from '@/components/ui/relative-time'
import { isNoJs } from '@/components/ui/suspense-section'
import { Fact, Facts } from '@/components/workspace/workspace-facts'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import { DetailsPart, SharedPart } from './_components/workspace-sections'
import { openOr404 } from './_lib/load-workspace'
import { refresh } from './actions'

export const metadata: Metadata = { title: 'Workspace' }

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<Record<'notice' | 'show' | 'sort' | 'upTo' | 'plain', string | string[] | undefined>>
}

export default async function WorkspacePage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const choice = treeChoice(query)
  const plain = isNoJs(query.plain)
  const { user, workspace } = await openOr404(
    connectionId,
    treeHref(encodeURIComponent(connectionId), choice),
  )
  const { connection } = workspace
  const notice = noticeText(query.notice)
  return (
    <WorkspaceFrame connection={connection} refresh={refresh} heading>
      {notice && (
        <div className="mb-6">
          <Status>{notice}</Status>
        </div>
      )}
      {/* So high from the start that a tree that grows pushes nothing which is in sight. */}
      <section aria-labelledby="shared" className="min-h-[80vh]">
        <h2 id="shared" className="mb-2 text-xl">
          What is shared
        </h2>
        <p className="mb-4 max-w-[65ch] text-dim">
          The pages and data sources that this connection lets Latchkey read. Sharing a page in Notion shares
          what is inside it too; what was shared a moment ago can take a while to appear.
        </p>
        <TreeChoices connectionId={connection.id} choice={choice} />
        <SharedPart workspace={workspace} choice={choice} plain={plain} />
      </section>
      <section aria-labelledby="ours" className="mt-12">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="ours" className="text-xl">
            This connection
          </h2>
          <Link prefetch={false} href="/settings/connections" className="button">
            Manage access
          </Link>
        </div>
        <Health connection={connection} />
        <div className="mt-3">
          <Facts>
            <Fact term="Authorized here by">{user.name ?? 'you'}</Fact>
            <Fact term="Connected">
              <RelativeTime at={connection.connectedAt} />
            </Fact>
            <Fact term="Last worked">
              {connection.lastUsedAt ? <RelativeTime at={connection.lastUsedAt} /> : 'not yet'}
            </Fact>
            <Fact term="Last refreshed">
              {connection.refreshedAt ? (
                <RelativeTime at={connection.refreshedAt} />
              ) : (
                'not since it was connected'
              )}
            </Fact>
          </Facts>
        </div>
      </section>
      <section aria-labelledby="notion-says" className="mt-12">
        <h2 id="notion-says" className="mb-4 text-xl">
          What Notion says
        </h2>
        <DetailsPart workspace={workspace} choice={choice} plain={plain} />
      </section>
    </WorkspaceFrame>
  )
}
