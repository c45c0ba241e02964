import { RefreshCw } from 'lucide'
import type { ReactNode } from 'react'
import { workspaceHref } from '@/lib/shared/urls'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { NoticeFromNotion } from '../connections/notices-from-notion'
import { CrumbList } from '../layout/crumb-list'
import { CurrentPath } from '../layout/current-path'
import { MainArea } from '../layout/main-area'
import { BarLabel, PageBar } from '../layout/page-bar'
import { Icon } from '../ui/icon'
import { SubmitButton } from '../ui/submit-button'

const TOP = { key: 'top', href: '/workspaces', name: 'All workspaces' } as const

/** The workspace itself, as a link of the breadcrumbs. */
export const workspaceCrumb = ({ id, workspaceName: name }: Connection) => ({
  key: id,
  href: workspaceHref(id),
  name: workspaceName(name),
})

/** The frame of every page of a workspace: where one is, and what can be done here. */
export function WorkspaceFrame({
  connection,
  refresh,
  title,
  crumbs,
  actions,
  wide = false,
  children,
}: {
  connection: Connection
  refresh: (form: FormData) => Promise<void>
  /** This page's name in the breadcrumbs; absent on the page of the workspace itself. */
  title?: ReactNode
  /** Instead of the way from the workspace to `title`. */
  crumbs?: ReactNode
  /** Further actions of this page, after Refresh: quiet buttons with an icon and a `BarLabel`. */
  actions?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  const own = title === undefined
  return (
    <MainArea
      wide={wide}
      bar={
        <PageBar
          crumbs={
            crumbs ?? (
              <CrumbList
                links={own ? [TOP] : [workspaceCrumb(connection)]}
                current={own ? workspaceName(connection.workspaceName) : title}
              />
            )
          }
          actions={
            <>
              <form action={refresh}>
                <input type="hidden" name="connectionId" value={connection.id} />
                <CurrentPath name="returnTo" />
                <SubmitButton tone="quiet" title="Refresh">
                  <Icon icon={RefreshCw} />
                  <BarLabel>Refresh</BarLabel>
                </SubmitButton>
              </form>
              {actions}
            </>
          }
        />
      }
    >
      <NoticeFromNotion />
      {children}
    </MainArea>
  )
}
