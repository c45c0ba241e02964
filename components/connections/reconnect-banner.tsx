import type { ReactNode } from 'react'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { RECONNECT_REASONS } from '../errors/reconnect-reasons'

/** Shown on every signed-in page for each connection that needs to be reconnected. */
export function ReconnectBanner({ connection, children }: { connection: Connection; children: ReactNode }) {
  return (
    <aside
      aria-label={`${workspaceName(connection.workspaceName)} needs you`}
      className="border-b border-danger bg-raised"
    >
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-6 wide-page:max-w-7xl">
        <p className="min-w-0 flex-1 basis-72">
          <strong className="font-semibold">
            {workspaceName(connection.workspaceName)} needs to be reconnected.
          </strong>{' '}
          <span className="text-dim">{RECONNECT_REASONS[connection.stateReason ?? 'access_removed']}</span>
        </p>
        {children}
      </div>
    </aside>
  )
}
