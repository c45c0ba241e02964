import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Health } from '@/components/connection-card'
import { MainArea } from '@/components/main-area'
import { noticeText } from '@/components/notices'
import { Status } from '@/components/panel'
import { When } from '@/components/when'
import { Fact, Facts } from '@/components/workspace-facts'
import { WorkspaceIcon } from '@/components/workspace-icon'
import { workspaceName } from '@/components/workspace-name'
import { requireSession } from '@/lib/auth'
import { findConnection, parseConnectionId } from '@/lib/connections'
import { NotionPart } from './notion-part'

export const metadata: Metadata = { title: 'Workspace' }

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<{ notice?: string | string[] }>
}

export default async function WorkspacePage({ params, searchParams }: Props) {
  const { connectionId } = await params
  const { user } = await requireSession(`/workspaces/${encodeURIComponent(connectionId)}`)
  const id = parseConnectionId(connectionId)
  const connection = id && (await findConnection(user.id, id))
  // Before anything is streamed: afterwards the status would be 200 already.
  if (!connection) notFound()
  const notice = noticeText((await searchParams).notice)
  return (
    <MainArea>
      {notice && (
        <div className="mb-6">
          <Status>{notice}</Status>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <WorkspaceIcon icon={connection.workspaceIcon} name={connection.workspaceName} />
        <div className="min-w-0 flex-1">
          <h1 className="text-2xl">{workspaceName(connection.workspaceName)}</h1>
          <Health connection={connection} />
        </div>
        <Link href="/settings/connections" className="button">
          Manage access
        </Link>
      </div>
      <section aria-labelledby="ours" className="mt-8">
        <h2 id="ours" className="mb-4 text-xl">
          This connection
        </h2>
        <Facts>
          <Fact term="Authorized here by">{user.name ?? 'you'}</Fact>
          <Fact term="Connected">
            <When at={connection.connectedAt} />
          </Fact>
          <Fact term="Last used">
            {connection.lastUsedAt ? <When at={connection.lastUsedAt} /> : 'not yet'}
          </Fact>
          <Fact term="Last refreshed">
            {connection.refreshedAt ? <When at={connection.refreshedAt} /> : 'not since it was connected'}
          </Fact>
        </Facts>
      </section>
      <NotionPart owner={user.id} connection={connection} />
    </MainArea>
  )
}
