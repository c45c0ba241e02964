import type { Metadata } from 'next'
import { ConnectForm } from '@/components/connections/connect-form'
import { ConnectionCard } from '@/components/connections/connection-card'
import { NoticeFromNotion } from '@/components/connections/notices-from-notion'
import { MainArea } from '@/components/layout/main-area'
import { PageHead } from '@/components/layout/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { requireSession } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { connect } from '../actions'

export const metadata: Metadata = { title: 'Workspaces' }

export default async function WorkspacesPage() {
  const { user } = await requireSession('/workspaces')
  const connections = await appVault().listConnections(user.id)
  return (
    <MainArea>
      <PageHead
        title="Workspaces"
        action={connections.length > 0 && <ConnectForm action={connect} purpose="connect" short />}
      />
      <NoticeFromNotion />
      {connections.length > 0 ? (
        <ul className="grid gap-4">
          {connections.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} person={user.name} />
          ))}
        </ul>
      ) : (
        <EmptyState
          title="Connect your first workspace"
          action={<ConnectForm action={connect} purpose="connect" tone="primary" />}
        >
          <p>
            Notion asks which pages to share. You’ll see exactly what {PRODUCT_NAME} can reach, and you can
            take it back at any time.
          </p>
        </EmptyState>
      )}
    </MainArea>
  )
}
