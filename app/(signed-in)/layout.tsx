import Link from 'next/link'
import type { ReactNode } from 'react'
import { PaletteButton } from '@/components/command-palette/palette-button'
import { ConnectForm } from '@/components/connections/connect-form'
import { ReconnectBanner } from '@/components/connections/reconnect-banner'
import { PageFooter } from '@/components/layout/page-footer'
import { PageHeader } from '@/components/layout/page-header'
import { SessionWatcher } from '@/components/sign-in/session-watcher'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { textLink } from '@/components/ui/text-link'
import { currentSession, personKeyOf } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { workspaceName } from '@/lib/shared/workspace-name'
import { connect } from './actions'

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await currentSession()
  // The page redirects to the sign-in page itself, because it knows which address to return to.
  if (!session) return children
  const { user } = session
  const connections = await appVault().listConnections(user.id)
  const broken = connections.filter((one) => one.state === 'reconnect_required')
  return (
    <>
      <SessionWatcher person={personKeyOf(session)} />
      <PageHeader href="/workspaces">
        <nav aria-label="Main" className="order-last flex basis-full gap-5 sm:order-none sm:basis-auto">
          <Link prefetch={false} href="/workspaces" className={textLink}>
            Workspaces
          </Link>
          <Link prefetch={false} href="/settings/connections" className={textLink}>
            Settings
          </Link>
        </nav>
        <div className="ml-auto flex min-w-0 items-center gap-3">
          <PaletteButton
            workspaces={connections.map((one) => ({ id: one.id, name: workspaceName(one.workspaceName) }))}
          />
          {user.name && <span className="hidden truncate text-sm text-dim sm:inline">{user.name}</span>}
          <SignOutForm />
        </div>
      </PageHeader>
      {broken.map((connection) => (
        <ReconnectBanner key={connection.id} connection={connection}>
          <ConnectForm
            action={connect}
            purpose="reconnect"
            connectionId={connection.id}
            workspace={connection.workspaceName ?? ''}
          />
        </ReconnectBanner>
      ))}
      {children}
      <PageFooter />
    </>
  )
}
