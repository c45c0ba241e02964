import type { Metadata } from 'next'
import { ConnectForm } from '@/components/connect-form'
import { ConnectionCard } from '@/components/connection-card'
import { MainArea } from '@/components/main-area'
import { noticeText } from '@/components/notices'
import { Panel, Status } from '@/components/panel'
import { requireSession } from '@/lib/auth'
import { listConnections } from '@/lib/connections'
import { connect } from '../actions'

export const metadata: Metadata = { title: 'Workspaces' }

type Query = Promise<{ notice?: string | string[] }>

export default async function WorkspacesPage({ searchParams }: { searchParams: Query }) {
  const { user } = await requireSession('/workspaces')
  const connections = await listConnections(user.id)
  const notice = noticeText((await searchParams).notice)
  return (
    <MainArea>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl">Workspaces</h1>
        <ConnectForm action={connect} purpose="connect" primary={connections.length === 0} />
      </div>
      {notice && (
        <div className="mt-5">
          <Status>{notice}</Status>
        </div>
      )}
      {connections.length > 0 ? (
        <ul className="mt-6 grid gap-4">
          {connections.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} person={user.name} />
          ))}
        </ul>
      ) : (
        <div className="mt-6">
          <Panel title="No workspace is connected">
            <p>
              You are signed in, and nothing of your Notion can be read here. Connect a workspace to see what
              it exposes; Notion lets you choose the pages.
            </p>
          </Panel>
        </div>
      )}
    </MainArea>
  )
}
