import type { Metadata } from 'next'
import { ConnectForm } from '@/components/connections/connect-form'
import { ConnectionCard } from '@/components/connections/connection-card'
import { noticeText } from '@/components/connections/notices'
import { MainArea } from '@/components/layout/main-area'
import { Panel, StatusMessage } from '@/components/ui/panel'
import { requireSession } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { connect } from '../actions'

export const metadata: Metadata = { title: 'Workspaces' }

type Query = Promise<{ notice?: string | string[] }>

export default async function WorkspacesPage({ searchParams }: { searchParams: Query }) {
  const { user } = await requireSession('/workspaces')
  const connections = await appVault().listConnections(user.id)
  const notice = noticeText((await searchParams).notice)
  return (
    <MainArea>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Workspaces</h1>
        <ConnectForm action={connect} purpose="connect" primary={connections.length === 0} />
      </div>
      {notice && (
        <div className="mt-5">
          <StatusMessage>{notice}</StatusMessage>
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
