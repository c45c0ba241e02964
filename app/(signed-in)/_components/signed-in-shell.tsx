import type { ReactNode } from 'react'
import { ConnectForm } from '@/components/connections/connect-form'
import { ReconnectBanner } from '@/components/connections/reconnect-banner'
import { AppShell, SignOutEntry } from '@/components/layout/app-shell'
import { SessionWatcher } from '@/components/sign-in/session-watcher'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { personKeyOf, type SignedIn } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { connect } from '../actions'

/** The frame of every page for a signed-in person, with what is broken above the page. */
export async function SignedInShell({ session, children }: { session: SignedIn; children: ReactNode }) {
  const { user } = session
  const connections = await appVault().listConnections(user.id)
  return (
    <>
      <SessionWatcher person={personKeyOf(session)} />
      <AppShell
        person={user}
        connections={connections}
        connect={<ConnectForm action={connect} purpose="connect" inMenu />}
        signOut={<SignOutForm label={<SignOutEntry />} inMenu />}
        banners={connections
          .filter((one) => one.state === 'reconnect_required')
          .map((connection) => (
            <ReconnectBanner key={connection.id} connection={connection}>
              <ConnectForm
                action={connect}
                purpose="reconnect"
                connectionId={connection.id}
                workspace={connection.workspaceName ?? ''}
                size="sm"
              />
            </ReconnectBanner>
          ))}
      >
        {children}
      </AppShell>
    </>
  )
}
