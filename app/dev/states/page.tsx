import type { Metadata } from 'next'
import { toErrorView } from '@/app/_lib/error-view'
import { type AccessCheck, AccessReportView } from '@/components/connections/access-report'
import { ConnectionCard } from '@/components/connections/connection-card'
import { ConnectionTimeline } from '@/components/connections/connection-timeline'
import { NOTICES } from '@/components/connections/notices'
import { NoticeMessage } from '@/components/connections/notices-from-notion'
import { ReconnectBanner } from '@/components/connections/reconnect-banner'
import { EarlierAccessText, RevocationText } from '@/components/connections/revocation-text'
import { connectionStages, revocationStages } from '@/components/connections/timeline-stages'
import { NotionError } from '@/components/errors/notion-error'
import { SIGN_IN_PROBLEMS } from '@/components/errors/sign-in-problems'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Panel } from '@/components/ui/panel'
import { SkeletonLines } from '@/components/ui/skeleton'
import {
  ConnectionGone,
  type LatchkeyError,
  ListPositionLost,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  PersonNotResolved,
  ReconnectRequired,
  RefreshUnsettled,
  type RefusalKind,
} from '@/lib/errors'
import type { Connection, ConnectionId, OpenRevocation } from '@/lib/token-vault'
import { StatesFrame } from './_components/states-frame'

export const metadata: Metadata = { title: 'States' }

const HOUR = 3_600_000
const REQUEST = '5f0c5f1e-0000-4000-8000-2d1c0f3b9a77'

const refused = (kind: RefusalKind, message = '') =>
  new NotionRefused(400, 'validation_error', REQUEST, message, kind)

const ERRORS: readonly LatchkeyError[] = [
  new ReconnectRequired('access_removed'),
  new ReconnectRequired('answer_lost'),
  new ReconnectRequired('no_refresh_token'),
  new ReconnectRequired('fresh_tokens_refused'),
  new NotionUnavailable('rate_limited', 3600, REQUEST),
  new NotionUnavailable('server_error', 3600, REQUEST),
  new RefreshUnsettled(3600, REQUEST),
  new NotionUnavailable('server_error', null, REQUEST),
  new NotionUnavailable('unreachable', null, null),
  new NotionUnavailable('too_large', null, null),
  refused('restricted', 'API token does not have access to this resource.'),
  refused('not_found'),
  refused('linked_view'),
  refused('unsupported_block', 'Block type ai_block is not supported via the API for your bot type.'),
  new ListPositionLost(REQUEST),
  refused('other', 'body failed validation.'),
  new PersonNotResolved('Ada', 0),
  new PersonNotResolved('a', 412),
  new NotionMisconfigured(),
  new ConnectionGone(),
]

function samples(now: Date) {
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR)
  const active: Connection = {
    id: '00000000-0000-4000-8000-000000000001' as ConnectionId,
    workspaceId: 'workspace-1',
    workspaceName: 'Harbour Studio',
    workspaceIcon: '⛵',
    state: 'active',
    stateReason: null,
    generation: 3,
    connectedAt: before(80),
    refreshedAt: before(5),
    lastUsedAt: before(0.1),
    contentInvalidatedAt: null,
  }
  const connections: readonly Connection[] = [
    active,
    { ...active, workspaceName: null, workspaceIcon: null, refreshedAt: null, lastUsedAt: null },
    {
      ...active,
      workspaceName:
        'A workspace whose name is so long that it has to break somewhere: Averylongwordwithoutanyspaceinside',
      workspaceIcon: null,
      state: 'reconnect_required',
      stateReason: 'access_removed',
    },
  ]
  const ended: readonly OpenRevocation[] = [
    {
      connectionId: '1',
      workspaceName: 'Harbour Studio',
      status: 'requested',
      since: before(1),
      connectedAgain: false,
      held: false,
    },
    {
      connectionId: '2',
      workspaceName: null,
      status: 'not_provable',
      since: before(30),
      connectedAgain: false,
      held: false,
    },
    {
      connectionId: '3',
      workspaceName: 'Harbour Studio',
      status: 'requested',
      since: before(2),
      connectedAgain: true,
      held: true,
    },
  ]
  const checked: readonly AccessCheck[] = [
    {
      report: {
        outcome: 'works',
        at: now,
        scope: ['read_content'],
        issuedAt: before(5),
        personName: 'Robin',
        workspaceName: 'Harbour Studio',
        requestId: REQUEST,
      },
      capabilities: [{ scope: 'read_content', phrase: 'read the pages that you share', kind: 'read' }],
    },
    { report: { outcome: 'reconnect_required', at: now, reason: 'access_removed' }, capabilities: [] },
    { report: { outcome: 'unknown', at: now, retryAfterSeconds: 12, requestId: REQUEST }, capabilities: [] },
  ]
  return { connections, ended, checked }
}

/** Every state that a page can show, with made-up data: for whoever changes the look. Demo and development only. */
export default function StatesPage() {
  const { connections, ended, checked } = samples(new Date())
  const button = (words: string) => <Button>{words}</Button>
  return (
    <StatesFrame
      title="States"
      banners={connections.slice(2).map((connection) => (
        <ReconnectBanner key={connection.id} connection={connection}>
          {button('Reconnect')}
        </ReconnectBanner>
      ))}
    >
      <div className="mt-6 grid gap-6">
        <h2 className="text-lg">Connections</h2>
        <ul className="grid gap-4">
          {connections.map((connection, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            <ConnectionCard key={index} connection={connection} person="Robin" />
          ))}
        </ul>
        {connections.map((connection, index) => (
          <ConnectionTimeline
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            key={index}
            label={`Connection ${index + 1}`}
            stages={connectionStages(connection)}
          />
        ))}
        {ended.map((one) => (
          <ConnectionTimeline
            key={one.connectionId}
            label={`Ended ${one.connectionId}`}
            stages={revocationStages(one)}
          />
        ))}
        {[true, false].map((held) => (
          <p key={String(held)}>
            <EarlierAccessText status="requested" held={held} />
          </p>
        ))}
        <h2 className="text-lg">After a disconnect</h2>
        {(['confirmed', 'requested', 'not_provable'] as const).map((outcome) => (
          <Panel key={outcome} title={outcome} heading="h3">
            <p>
              <RevocationText outcome={outcome} />
            </p>
          </Panel>
        ))}
        <h2 className="text-lg">Back from Notion</h2>
        {(Object.keys(NOTICES) as (keyof typeof NOTICES)[]).map((name) => (
          <NoticeMessage key={name} name={name} />
        ))}
        <h2 className="text-lg">Check access</h2>
        {checked.map((one) => (
          <Card key={one.report.outcome}>
            <AccessReportView checked={one} />
          </Card>
        ))}
        <h2 className="text-lg">Content</h2>
        <SkeletonLines count={4} label="On its way" />
        {ERRORS.map(toErrorView).map((error) => (
          <NotionError
            key={JSON.stringify(error)}
            error={error}
            retry={button('Try again')}
            reconnect={button('Reconnect')}
          />
        ))}
        <h2 className="text-lg">Problems</h2>
        {Object.entries(SIGN_IN_PROBLEMS).map(([reason, problem]) => (
          <Panel key={reason} title={problem.title} heading="h3">
            <p>{problem.text}</p>
          </Panel>
        ))}
      </div>
    </StatesFrame>
  )
}
