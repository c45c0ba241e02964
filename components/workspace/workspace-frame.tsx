import type { ReactNode } from 'react'
import { workspaceHref } from '@/lib/shared/urls'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'
import { CurrentPath } from '../layout/current-path'
import { MainArea } from '../layout/main-area'
import { SubmitButton } from '../ui/submit-button'
import { TabLinks } from '../ui/tab-links'
import { WorkspaceIcon } from './workspace-icon'

const TABS = [
  ['', 'Content'],
  ['/search', 'Search'],
  ['/people', 'People'],
] as const

/** The frame of every page of a workspace: its name, navigation, and Refresh. */
export function WorkspaceFrame({
  connection,
  refresh,
  heading = false,
  wide = false,
  children,
}: {
  connection: Connection
  refresh: (form: FormData) => Promise<void>
  /** The workspace's name is the page's heading. */
  heading?: boolean
  wide?: boolean
  children: ReactNode
}) {
  const Name = heading ? 'h1' : 'p'
  return (
    <MainArea wide={wide}>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line pb-4">
        <WorkspaceIcon icon={connection.workspaceIcon} name={connection.workspaceName} />
        <Name className={heading ? 'min-w-0 text-xl' : 'min-w-0 font-semibold'}>
          {workspaceName(connection.workspaceName)}
        </Name>
        <TabLinks
          label="This workspace"
          tabs={TABS.map(([path, name]) => ({ href: `${workspaceHref(connection.id)}${path}`, name }))}
        />
        <form action={refresh} className="ml-auto">
          <input type="hidden" name="connectionId" value={connection.id} />
          <CurrentPath name="returnTo" />
          <SubmitButton>Refresh</SubmitButton>
        </form>
      </div>
      {children}
    </MainArea>
  )
}
