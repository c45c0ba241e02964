import type { ReactNode } from 'react'
import type { ReconnectReason } from '@/lib/errors'
import { RECONNECT_REASON } from '../connections/reconnect-reason'
import { Countdown } from '../ui/countdown'
import { Panel } from '../ui/panel'
import { RequestId } from './request-id'

const WAIT_REASONS = {
  limit: 'Too much was asked of Notion at once.',
  down: 'Notion could not answer just now, and said when it can.',
  renewal: 'Access to this workspace was being renewed, and it is not known yet how that ended.',
} as const

/** Why something of Notion's can't be shown. */
export type ErrorView =
  | { readonly kind: 'reconnect'; readonly reason: ReconnectReason }
  | {
      readonly kind: 'wait'
      readonly why: keyof typeof WAIT_REASONS
      readonly seconds: number
      readonly requestId: string | null
    }
  /** `error`: Notion said that it failed. `unreachable`: no answer, or none of Notion's. */
  | { readonly kind: 'down'; readonly why: 'error' | 'unreachable'; readonly requestId: string | null }
  | { readonly kind: 'restricted'; readonly message: string; readonly requestId: string | null }
  | { readonly kind: 'not_found'; readonly requestId: string | null }
  | { readonly kind: 'linked_view'; readonly requestId: string | null }
  | { readonly kind: 'unsupported_block'; readonly message: string; readonly requestId: string | null }
  /** A list that has to be read again from its start. */
  | { readonly kind: 'start_over'; readonly requestId: string | null }
  | { readonly kind: 'not_understood'; readonly message: string; readonly requestId: string | null }
  | { readonly kind: 'installation'; readonly requestId: string | null }
  | { readonly kind: 'gone' }

/** Notion's own words, which may hold anything: an error's message names pages. */
const NotionMessage = ({ message }: { message: string }) =>
  message ? (
    <p>
      Notion’s message: “<bdi className="break-words">{message}</bdi>”
    </p>
  ) : null

/** Says what happened and what to do. `retry`, `reconnect` and `elsewhere` are the controls for it. */
export function NotionError({
  trouble,
  retry,
  reconnect,
  elsewhere = null,
  heading = 'h2',
}: {
  trouble: ErrorView
  retry: ReactNode
  reconnect: ReactNode
  /** Where else it can be seen, such as in Notion. */
  elsewhere?: ReactNode
  /** `h1` where it stands instead of a whole page. */
  heading?: 'h1' | 'h2'
}) {
  switch (trouble.kind) {
    case 'reconnect':
      return (
        <Panel heading={heading} tone="danger" title="This workspace has to be reconnected">
          <p>{RECONNECT_REASON[trouble.reason]} Reconnect it to go on.</p>
          {reconnect}
        </Panel>
      )
    case 'wait':
      return (
        <Panel heading={heading} tone="brass" title="Notion asks us to wait">
          <p>
            {WAIT_REASONS[trouble.why]}{' '}
            {/* Each answer of the server's counts anew, also where it replaces an earlier one. */}
            <Countdown key={crypto.randomUUID()} seconds={trouble.seconds} />
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'down':
      return (
        <Panel
          heading={heading}
          tone="brass"
          title={trouble.why === 'error' ? 'Notion reported an error' : 'Notion could not be reached'}
        >
          <p>
            {trouble.why === 'error'
              ? 'This part could not be read just now, because Notion answered with an error of its own.'
              : 'This part could not be read just now: no answer came, or one that is not Notion’s.'}
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'restricted':
      return (
        <Panel heading={heading} title="Notion refused this">
          <NotionMessage message={trouble.message} />
          <p>
            If the connection lacks a permission for it, the person who runs this installation can add it in
            Notion. After that, reconnect the workspace.
          </p>
          {elsewhere}
          {retry}
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
          {elsewhere}
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'linked_view':
      return (
        <Panel heading={heading} title="A linked view">
          <p>Notion doesn’t show linked views to connected apps. You can see it in Notion.</p>
          {elsewhere}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'unsupported_block':
      return (
        <Panel heading={heading} title="This content holds a block that apps can’t read">
          <p>
            Because of that block, Notion doesn’t give the other blocks here to connected apps either. You can
            see them in Notion.
          </p>
          <NotionMessage message={trouble.message} />
          {elsewhere}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'start_over':
      return (
        <Panel heading={heading} tone="brass" title="This list has to be loaded again from its start">
          <p>
            Notion no longer remembers how far this list was loaded, and the last item shown is no longer in
            it.
          </p>
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'not_understood':
      return (
        <Panel heading={heading} tone="brass" title="Notion rejected this request">
          <NotionMessage message={trouble.message} />
          <p>
            The address may have been edited, or something changed in Notion. Go back, or start from the
            workspace.
          </p>
          {elsewhere}
          {retry}
          <RequestId id={trouble.requestId} />
        </Panel>
      )
    case 'installation':
      return (
        <Panel heading={heading} tone="danger" title="This installation is not set up correctly">
          <p>
            Your connection was not changed. The person who runs this installation has to check its settings;
            the log says what is wrong.
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
