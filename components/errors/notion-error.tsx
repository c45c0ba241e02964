import type { ReactNode } from 'react'
import { Countdown } from '../ui/countdown'
import { Panel } from '../ui/panel'
import type { ErrorView } from './error-views'
import { RequestId } from './request-id'

/** Says what happened and what to do about it, in place of the content that is missing. */
export function NotionError({
  error,
  retry,
  reconnect,
  elsewhere = null,
  heading = 'h2',
}: {
  error: ErrorView
  /** The control that tries again, or that loads a list from its start. */
  retry: ReactNode
  reconnect: ReactNode
  /** The way to the same content in Notion. */
  elsewhere?: ReactNode
  /** `h1` where the error replaces a whole page. */
  heading?: 'h1' | 'h2'
}) {
  const { title, text, tone, action, isVisibleInNotion, notionMessage, requestId, retryAfterSeconds } = error
  return (
    <Panel heading={heading} tone={tone} title={title}>
      {notionMessage && (
        <p>
          Notion’s message: “<bdi className="break-words">{notionMessage}</bdi>”
        </p>
      )}
      <p>
        {text}
        {retryAfterSeconds !== null && (
          <>
            {' '}
            {/* A new key restarts the countdown when a retry brings another wait. */}
            <Countdown key={crypto.randomUUID()} seconds={retryAfterSeconds} />
          </>
        )}
      </p>
      {action === 'reconnect' && reconnect}
      {isVisibleInNotion && elsewhere}
      {(action === 'retry' || action === 'start_over') && retry}
      <RequestId id={requestId} />
    </Panel>
  )
}
