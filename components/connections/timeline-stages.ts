import type { Connection, OpenRevocation } from '@/lib/token-vault'
import type { TimelineStage } from './connection-timeline'

/** The stages of a connection that exists. */
export function connectionStages(connection: Connection): TimelineStage[] {
  const broken = connection.state === 'reconnect_required'
  return [
    { label: 'Connected', at: connection.connectedAt, reached: true },
    { label: 'Access renewed', at: connection.refreshedAt, reached: connection.refreshedAt !== null },
    broken
      ? { label: 'Stopped working', at: null, reached: true, tone: 'danger' }
      : { label: 'Last worked', at: connection.lastUsedAt, reached: connection.lastUsedAt !== null },
  ]
}

/** The stages of a revocation. */
export function revocationStages(revocation: OpenRevocation): TimelineStage[] {
  return [
    { label: 'Disconnected here', at: revocation.since, reached: true },
    { label: revocation.held ? 'Checking until it ends' : 'Asking Notion', at: null, reached: true },
    revocation.status === 'not_provable'
      ? { label: 'Can’t be proven', at: null, reached: true, tone: 'danger' }
      : { label: 'Confirmed by Notion', at: null, reached: false, tone: 'good' },
  ]
}
