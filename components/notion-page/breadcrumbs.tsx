import type { ReactNode } from 'react'
import type { Crumb } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { databaseHref, dataSourceHref, pageHref } from '@/lib/shared/urls'
import type { Connection } from '@/lib/token-vault'
import { CrumbList } from '../layout/crumb-list'
import { NotionIcon } from '../notion-content/icon'
import { workspaceCrumb } from '../workspace/workspace-frame'

const HREF = { page: pageHref, data_source: dataSourceHref, database: databaseHref } as const

/** The path from the workspace down to a page, as far as it is shared. */
export function Breadcrumbs({
  connection,
  crumbs,
  current,
  label,
}: {
  connection: Connection
  crumbs: readonly Crumb[]
  /** The title of the page itself. */
  current?: ReactNode
  /** Distinguishes this navigation from others on the page. */
  label?: string
}) {
  return (
    <CrumbList
      label={label}
      current={current}
      links={[
        workspaceCrumb(connection),
        ...crumbs.map((crumb) => ({
          key: crumb.id,
          href: HREF[crumb.object](connection.id, crumb.id),
          name: truncate(crumb.title) || 'Untitled',
          icon: <NotionIcon icon={crumb.icon} connectionId={connection.id} kind={crumb.object} size={16} />,
        })),
      ]}
    />
  )
}
