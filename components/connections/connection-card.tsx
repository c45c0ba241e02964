import Link from 'next/link'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { RECONNECT_REASONS } from '../errors/reconnect-reasons'
import { Card } from '../ui/card'
import { RelativeTime } from '../ui/relative-time'
import { WorkspaceIcon } from '../workspace/workspace-icon'

/** Whether the access works, in one line. */
export function ConnectionStatus({ connection }: { connection: Connection }) {
  if (connection.state === 'reconnect_required')
    return (
      <p className="text-danger">
        Needs to be reconnected. {RECONNECT_REASONS[connection.stateReason ?? 'access_removed']}
      </p>
    )
  return connection.lastUsedAt ? (
    <p className="text-dim">
      Worked <RelativeTime at={connection.lastUsedAt} />.
    </p>
  ) : (
    <p className="text-dim">Connected, not used yet.</p>
  )
}

/** A connection in the list of workspaces. */
export function ConnectionCard({ connection, person }: { connection: Connection; person: string | null }) {
  return (
    <Card as="li" className="relative flex gap-4 hover:border-edge">
      <WorkspaceIcon icon={connection.workspaceIcon} name={connection.workspaceName} />
      <div className="min-w-0">
        <h2 className="text-md">
          <Link
            prefetch={false}
            href={`/workspaces/${connection.id}`}
            className="after:absolute after:inset-0"
          >
            {workspaceName(connection.workspaceName)}
          </Link>
        </h2>
        <p className="text-dim">
          Authorized by {person ?? 'you'}, <RelativeTime at={connection.connectedAt} />.
        </p>
        <ConnectionStatus connection={connection} />
      </div>
    </Card>
  )
}
