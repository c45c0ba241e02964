import type { ReactNode } from 'react'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { RECONNECT_REASONS } from '../errors/reconnect-reasons'
import { Banner } from '../ui/banner'

/** Shown on every signed-in page for each connection that needs to be reconnected. */
export function ReconnectBanner({ connection, children }: { connection: Connection; children: ReactNode }) {
  const name = workspaceName(connection.workspaceName)
  return (
    <Banner label={`${name} needs you`} action={children}>
      <p>
        <strong>{name} needs to be reconnected.</strong>{' '}
        <span className="text-soft">{RECONNECT_REASONS[connection.stateReason ?? 'access_removed']}</span>
      </p>
    </Banner>
  )
}
