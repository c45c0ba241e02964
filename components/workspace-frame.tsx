import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Connection } from '@/lib/connections'
import { workspaceHref } from './addresses'
import { CurrentPath } from './current-path'
import { MainArea } from './main-area'
import { Submit } from './submit'
import { WorkspaceIcon } from './workspace-icon'
import { workspaceName } from './workspace-name'

const PLACES = [
  ['', 'Content'],
  ['/search', 'Search'],
  ['/people', 'People'],
] as const

/** What every page below a workspace stands in: whose content it is, where else to go, and "Refresh". */
export function WorkspaceFrame({
  connection,
  refresh,
  heading = false,
  wide = false,
  children,
}: {
  connection: Connection
  refresh: (form: FormData) => Promise<void>
  /** The workspace's name is the page's own heading. */
  heading?: boolean
  wide?: boolean
  children: ReactNode
}) {
  const Name = heading ? 'h1' : 'p'
  return (
    <MainArea wide={wide}>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line pb-4">
        <WorkspaceIcon icon={connection.workspaceIcon} name={connection.workspaceName} />
        <Name className={heading ? 'min-w-0 text-2xl' : 'min-w-0 font-semibold'}>
          {workspaceName(connection.workspaceName)}
        </Name>
        <nav aria-label="This workspace" className="flex flex-wrap gap-x-4 gap-y-1">
          {PLACES.map(([path, name]) => (
            <Link
              prefetch={false}
              key={path}
              href={`${workspaceHref(connection.id)}${path}`}
              className="link"
            >
              {name}
            </Link>
          ))}
        </nav>
        <form action={refresh} className="ml-auto">
          <input type="hidden" name="connectionId" value={connection.id} />
          <CurrentPath name="returnTo" />
          <Submit>Refresh</Submit>
        </form>
      </div>
      {children}
    </MainArea>
  )
}
