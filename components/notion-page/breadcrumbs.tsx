import Link from 'next/link'
import type { Crumb } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { databaseHref, dataSourceHref, pageHref, workspaceHref } from '@/lib/shared/urls'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { NotionIcon } from '../notion-content/icon'
import { textLink } from '../ui/text-link'

const HREF = { page: pageHref, data_source: dataSourceHref, database: databaseHref } as const

/** The path from the workspace down to a page, as far as it is shared. */
export function Breadcrumbs({
  connection,
  crumbs,
  label,
}: {
  connection: Connection
  crumbs: readonly Crumb[]
  /** Distinguishes this navigation from others on the page. */
  label: string
}) {
  return (
    <nav aria-label={label} className="text-sm">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <li className="max-w-[16rem] truncate">
          <Link prefetch={false} href={workspaceHref(connection.id)} className={textLink}>
            {workspaceName(connection.workspaceName)}
          </Link>
        </li>
        {crumbs.map((crumb) => (
          <li key={crumb.id} className="flex min-w-0 items-center gap-2">
            <span aria-hidden="true" className="text-dim">
              /
            </span>
            <Link
              prefetch={false}
              href={HREF[crumb.object](connection.id, crumb.id)}
              className={`${textLink} inline-flex min-w-0 items-center gap-1`}
            >
              <NotionIcon icon={crumb.icon} connectionId={connection.id} kind={crumb.object} size={16} />
              <bdi className="max-w-[14rem] truncate">{truncate(crumb.title) || 'Untitled'}</bdi>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
