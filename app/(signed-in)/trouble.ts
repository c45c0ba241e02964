import type { Trouble } from '@/components/notion-trouble'
import {
  ConnectionGone,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  PersonUnclear,
  ReconnectRequired,
  RefreshUnsettled,
  SealBroken,
} from '@/lib/errors'

function refusal(status: number): 'missing_capability' | 'not_found' | 'not_understood' {
  if (status === 403) return 'missing_capability'
  return status === 404 ? 'not_found' : 'not_understood'
}

/** What a page says instead of Notion's part. @throws the error itself when it is none of the core's */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ReconnectRequired) return { kind: 'reconnect', reason: error.reason }
  if (error instanceof PersonUnclear) return { kind: 'not_understood', requestId: null }
  if (error instanceof ConnectionGone) return { kind: 'gone' }
  if (error instanceof NotionMisconfigured) return { kind: 'installation', requestId: error.requestId }
  if (error instanceof SealBroken) return { kind: 'installation', requestId: null }
  if (error instanceof RefreshUnsettled)
    return { kind: 'wait', why: 'renewal', seconds: error.retryAfterSeconds, requestId: error.requestId }
  if (error instanceof NotionUnavailable)
    return error.retryAfterSeconds === null
      ? { kind: 'down', requestId: error.requestId }
      : {
          kind: 'wait',
          why: error.why === 'rate_limited' ? 'limit' : 'down',
          seconds: error.retryAfterSeconds,
          requestId: error.requestId,
        }
  if (error instanceof NotionRefused) return { kind: refusal(error.status), requestId: error.requestId }
  throw error
}
