import { log } from './log'
import { requestContext } from './request-context'

/** The values of `event` in the security log. Alerts depend on them; docs/operations.md lists each. */
export type SecurityEvent =
  | 'signed_in'
  | 'sign_in_failed'
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'session_ended'
  | 'other_sessions_ended'
  | 'data_exported'
  | 'account_deleted'
  | 'connected'
  | 'disconnected'
  | 'foreign_id'
  | 'origin_refused'
  | 'rate_limited'

export interface SecurityDetail {
  readonly userId?: string
  readonly connectionId?: string
  /** A code, never text from a visitor. */
  readonly reason?: string
}

const WARNING_EVENTS: ReadonlySet<SecurityEvent> = new Set([
  'sign_in_failed',
  'foreign_id',
  'origin_refused',
  'rate_limited',
])

/** Writes one line to the security log, with the request's id and address prefix. Contains no secrets. */
export function logSecurityEvent(event: SecurityEvent, detail: SecurityDetail = {}): void {
  const fields = { event, ...detail, addressPrefix: requestContext()?.addressPrefix }
  const message = `security: ${event.replaceAll('_', ' ')}`
  if (WARNING_EVENTS.has(event)) log.warn(fields, message)
  else log.info(fields, message)
}
