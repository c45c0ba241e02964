import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { RelativeTime } from '../ui/relative-time'
import { WorkspaceIcon } from '../workspace/workspace-icon'

const DOTS = {
  broken: 'rotate-45 rounded-[2px] border-danger',
  worked: 'rounded-full border-good',
} as const

/** A workspace's icon and name, with what is known of its health: a shape, and words for screen readers. */
export function WorkspaceLabel({ connection }: { connection: Connection }) {
  const { workspaceIcon, workspaceName: name, lastUsedAt, state } = connection
  const dot = state === 'reconnect_required' ? DOTS.broken : lastUsedAt ? DOTS.worked : null
  return (
    <>
      <span className="relative inline-grid">
        <WorkspaceIcon icon={workspaceIcon} name={name} size="sm" />
        {dot && (
          <span
            aria-hidden="true"
            className={`absolute -right-[3px] -bottom-[3px] size-2.5 scale-90 border-5 outline-2 outline-raised ${dot}`}
          />
        )}
      </span>
      <span className="min-w-0 truncate">
        <bdi>{workspaceName(name)}</bdi>
        <span className="sr-only">
          {state === 'reconnect_required' ? (
            ', needs reconnection'
          ) : lastUsedAt ? (
            <>
              , worked <RelativeTime at={lastUsedAt} />
            </>
          ) : (
            ', not used yet'
          )}
        </span>
      </span>
    </>
  )
}
