import type { ErrorView } from '@/components/errors/notion-error'
import {
  ConnectionGone,
  ListPositionLost,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  PersonNotResolved,
  ReconnectRequired,
  RefreshUnsettled,
  SealBroken,
} from '@/lib/errors'
import { refusalKind } from '@/lib/notion'

/** Chosen by what Notion says, not by its status. */
function refusal(error: NotionRefused): ErrorView {
  const { requestId, notionMessage: message } = error
  const kind = refusalKind(error)
  switch (kind) {
    case 'not_found':
    case 'linked_view':
      return { kind, requestId }
    case 'restricted':
    case 'unsupported_block':
      return { kind, message, requestId }
    case 'cursor_expired':
      return { kind: 'start_over', requestId }
    case 'is_database':
    case 'is_page':
    case 'other':
      return { kind: 'not_understood', message, requestId }
    default:
      return kind satisfies never
  }
}

/** What a page says instead of Notion's part. @throws the error itself when it is none of the core's */
export function toErrorView(error: unknown): ErrorView {
  if (error instanceof ReconnectRequired) return { kind: 'reconnect', reason: error.reason }
  if (error instanceof PersonNotResolved) return { kind: 'not_understood', message: '', requestId: null }
  if (error instanceof ListPositionLost) return { kind: 'start_over', requestId: error.requestId }
  if (error instanceof ConnectionGone) return { kind: 'gone' }
  if (error instanceof NotionMisconfigured) return { kind: 'installation', requestId: error.requestId }
  if (error instanceof SealBroken) return { kind: 'installation', requestId: null }
  if (error instanceof RefreshUnsettled)
    return { kind: 'wait', why: 'renewal', seconds: error.retryAfterSeconds, requestId: error.requestId }
  if (error instanceof NotionUnavailable)
    return error.retryAfterSeconds === null
      ? {
          kind: 'down',
          why: error.why === 'server_error' || error.why === 'rate_limited' ? 'error' : 'unreachable',
          requestId: error.requestId,
        }
      : {
          kind: 'wait',
          why: error.why === 'rate_limited' ? 'limit' : 'down',
          seconds: error.retryAfterSeconds,
          requestId: error.requestId,
        }
  if (error instanceof NotionRefused) return refusal(error)
  throw error
}
