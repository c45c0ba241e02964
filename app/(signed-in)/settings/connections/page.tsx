import { Activity } from 'lucide'
import type { Metadata } from 'next'
import Link from 'next/link'
import { useId } from 'react'
import { CheckAccess } from '@/components/connections/check-access'
import { ConnectForm } from '@/components/connections/connect-form'
import { ConnectionStatus } from '@/components/connections/connection-card'
import { ConnectionTimeline } from '@/components/connections/connection-timeline'
import { DisconnectForm } from '@/components/connections/disconnect-form'
import { EarlierAccessText, RevocationText } from '@/components/connections/revocation-text'
import { connectionStages, revocationStages } from '@/components/connections/timeline-stages'
import { SettingsHead } from '@/components/layout/settings-head'
import { Card } from '@/components/ui/card'
import { FocusOnArrival } from '@/components/ui/focus-on-arrival'
import { Icon } from '@/components/ui/icon'
import { Panel, StatusMessage } from '@/components/ui/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { WorkspaceIcon } from '@/components/workspace/workspace-icon'
import { type ActivityKind, listActivity } from '@/lib/activity'
import { requireSession } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { OpenRevocation, RevocationOutcome, UserId } from '@/lib/token-vault'
import { connect } from '../../actions'
import { checkConnection, disconnectWorkspace } from './actions'

export const metadata: Metadata = { title: 'Connections · Settings' }

type Query = Promise<{ disconnected?: string | string[] }>

/** How far back to look for the latest disconnect. */
const MAX_ACTIVITY_ENTRIES = 20
const OUTCOMES: readonly RevocationOutcome[] = ['confirmed', 'requested', 'not_provable']

const CONNECTS: ReadonlySet<ActivityKind> = new Set(['connected', 'reconnected', 'pages_changed'])

/**
 * The latest disconnect, with its outcome from our records: the address only says that there was one. Null when the
 * address doesn't, or when the person has connected a workspace since.
 */
async function findRecentDisconnect(owner: UserId, value: unknown, open: readonly OpenRevocation[]) {
  const then = OUTCOMES.find((one) => one === value)
  const entries = then ? await listActivity(owner, MAX_ACTIVITY_ENTRIES) : []
  const index = entries.findIndex((entry) => entry.kind === 'disconnected')
  const last = entries[index]
  if (!then || !last) return null
  if (entries.slice(0, index).some(({ kind }) => CONNECTS.has(kind))) return null
  const told = (kind: ActivityKind) =>
    entries.some((entry) => entry.kind === kind && entry.connectionId === last.connectionId)
  const isOpen = open.some((one) => one.connectionId === last.connectionId)
  const outcome: RevocationOutcome =
    !isOpen && told('revocation_confirmed')
      ? 'confirmed'
      : then === 'not_provable' || told('revocation_not_provable')
        ? 'not_provable'
        : 'requested'
  return { outcome, name: workspaceName(last.workspaceName) } as const
}

export default async function ConnectionsPage({ searchParams }: { searchParams: Query }) {
  const { user } = await requireSession('/settings/connections')
  const query = await searchParams
  const [connections, ended] = await Promise.all([
    appVault().listConnections(user.id),
    appVault().listOpenRevocations(user.id),
  ])
  const gone = await findRecentDisconnect(user.id, query.disconnected, ended)
  return (
    <>
      <SettingsHead action={<ConnectForm action={connect} purpose="connect" short />} />
      <h2 className="sr-only">Connections</h2>
      {gone && (
        <FocusOnArrival className="mb-4 rounded-xl">
          <StatusMessage tone={gone.outcome === 'confirmed' ? 'good' : 'plain'}>
            <strong className="text-ink">{gone.name} was disconnected.</strong>{' '}
            <RevocationText outcome={gone.outcome} />
          </StatusMessage>
        </FocusOnArrival>
      )}
      <ul className="grid gap-4">
        {connections.map((connection) => {
          const name = workspaceName(connection.workspaceName)
          const broken = connection.state === 'reconnect_required'
          return (
            <Card as="li" key={connection.id}>
              <div className="flex gap-4">
                <WorkspaceIcon icon={connection.workspaceIcon} name={connection.workspaceName} />
                <div className="min-w-0">
                  <h3>
                    <Link prefetch={false} href={`/workspaces/${connection.id}`} className="hover:underline">
                      {name}
                    </Link>
                  </h3>
                  <ConnectionStatus connection={connection} />
                </div>
              </div>
              <div className="mt-5">
                <ConnectionTimeline
                  label={`Access history of ${name}`}
                  stages={connectionStages(connection)}
                />
              </div>
              <div className="mt-5 flex flex-wrap items-center gap-3">
                <CheckAccess action={checkConnection} connectionId={connection.id}>
                  <SubmitButton tone="quiet">
                    <Icon icon={Activity} />
                    <span>
                      Check access<span className="sr-only"> to {name}</span>
                    </span>
                  </SubmitButton>
                </CheckAccess>
                <ConnectForm
                  action={connect}
                  purpose={broken ? 'reconnect' : 'change_pages'}
                  connectionId={connection.id}
                  workspace={name}
                  tone={broken ? 'primary' : 'quiet'}
                />
                <div className="sm:ml-auto">
                  <DisconnectForm
                    action={disconnectWorkspace}
                    connectionId={connection.id}
                    workspace={name}
                  />
                </div>
              </div>
            </Card>
          )
        })}
      </ul>
      {connections.length === 0 && (
        <Panel title="No connected workspaces">
          <p>
            We can’t read anything in Notion for you. You stay signed in and can connect a workspace at any
            time.
          </p>
        </Panel>
      )}
      <OpenRevocations
        title="Disconnected, not confirmed yet"
        revocations={ended.filter((one) => !one.connectedAgain)}
      />
      <OpenRevocations
        title="Access from before you reconnected"
        revocations={ended.filter((one) => one.connectedAgain)}
      />
    </>
  )
}

function OpenRevocations({ title, revocations }: { title: string; revocations: readonly OpenRevocation[] }) {
  const heading = useId()
  if (revocations.length === 0) return null
  return (
    <section aria-labelledby={heading} className="mt-10">
      <h2 id={heading} className="text-lg">
        {title}
      </h2>
      <ul className="mt-4 grid gap-4">
        {revocations.map((one) => (
          <Card as="li" key={one.connectionId}>
            <h3 className="text-md">{workspaceName(one.workspaceName)}</h3>
            <p className="mt-1 text-dim">
              {one.connectedAgain ? <EarlierAccessText {...one} /> : <RevocationText outcome={one.status} />}
            </p>
            <div className="mt-4">
              <ConnectionTimeline label="Progress of this revocation" stages={revocationStages(one)} />
            </div>
          </Card>
        ))}
      </ul>
    </section>
  )
}
