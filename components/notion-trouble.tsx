import type { ReactNode } from 'react'
import type { ReconnectReason } from '@/lib/errors'
import { Countdown } from './countdown'
import { Panel } from './panel'
import { RECONNECT_REASON } from './reconnect-reason'
import { RequestId } from './request-id'

const WHY_WAIT = {
  limit: 'Too much was asked of Notion at once.',
  down: 'Notion could not answer just now, and said when it can.',
  renewal: 'Access to this workspace was being renewed, and it is not known yet how that ended.',
} as const

/** Why something of Notion's can't be shown. */
export type Trouble =
  | { readonly kind: 'reconnect'; readonly reason: ReconnectReason }
  | {
      readonly kind: 'wait'
      readonly why: keyof typeof WHY_WAIT
      readonly seconds: number
      readonly requestId: string | null
    }
  | { readonly kind: 'down'; readonly requestId: string | null }
  | { readonly kind: 'missing_capability'; readonly requestId: string | null }
  | { readonly kind: 'not_found'; readonly requestId: string | null }
  | { readonly kind: 'not_understood'; readonly requestId: string | null }
  | { readonly kind: 'installation'; readonly requestId: string | null }
  | { readonly kind: 'gone' }

/** Says what happened and what to do. `retry` and `reconnect` are the controls for it. */
export function NotionTrouble({
  trouble,
  retry,
  reconnect,
  heading = 'h2',
}: {
  trouble: Trouble
  retry: ReactNode
  reconnect: ReactNode
  /** `h1` where it stands instead of a whole page. */
  heading?: 'h1' | 'h2'
}) {
  switch (trouble.kind) {
    case 'reconnect':
      return (
        <Panel heading={heading} tone="danger" title="This workspace has to be reconnected">
          <p>{RECONNECT_REASON[trouble.reason]} Reconnect it to go on; nothing else was changed.</p>
          {reconnect}
        </Panel>
      )
    case 'wait':
      return (
        <Panel heading={heading} tone="brass" title="Notion asks us to wait">
          <p>
            {WHY_WAIT[trouble.why]}{' '}
            {/* Each answer of the server's counts anew, also where it replaces an earlier one. */}
            <Countdown key={crypto.randomUUID()} seconds={trouble.seconds} />
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'down':
      return (
        <Panel heading={heading} tone="brass" title="Notion did not answer">
          <p>
            What you see above is what we know ourselves. The rest could not be read from Notion just now.
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'missing_capability':
      return (
        <Panel heading={heading} title="This connection may not read that">
          <p>
            Notion was asked and refused: the connection lacks the permission for it. Whoever runs this
            installation can add it at Notion; after that, reconnect.
          </p>
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'not_found':
      return (
        <Panel heading={heading} title="Notion does not show us this">
          <p>
            It was deleted, or it is not shared with this connection; Notion answers both alike. To share it,
            open it in Notion, choose ••• and then Connections, or change the shared pages here.
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'not_understood':
      return (
        <Panel heading={heading} tone="brass" title="Notion does not answer this">
          <p>
            It refused the request as it was: an address that was changed by hand, or something that changed
            at Notion meanwhile. Go back a step, or begin from the workspace again.
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'installation':
      return (
        <Panel heading={heading} tone="danger" title="This installation is not set up correctly">
          <p>
            Your connection is as it was. Whoever runs this installation has to look at its settings; the log
            says what is wrong.
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'gone':
      return (
        <Panel heading={heading} title="This workspace is no longer connected">
          <p>It was disconnected while this page was loading.</p>
        </Panel>
      )
    default:
      return trouble satisfies never
  }
}
