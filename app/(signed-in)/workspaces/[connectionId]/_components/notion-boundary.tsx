import type { ReactNode } from 'react'
import { toErrorView } from '@/app/_lib/error-view'
import { ConnectForm } from '@/components/connections/connect-form'
import { NotionError } from '@/components/errors/notion-error'
import { buttonClass } from '@/components/ui/button'
import type { Workspace } from '@/lib/content'
import { NotionUnavailable, ReadAbandoned } from '@/lib/errors'
import type { Connection } from '@/lib/token-vault'
import { connect } from '../../../actions'

function Retry({ href }: { href: string }) {
  return (
    <p>
      <a href={href} className={buttonClass()}>
        Try again
      </a>
    </p>
  )
}

interface SectionOptions {
  /** `h1` where the section contains the heading of the page. */
  readonly heading?: 'h1' | 'h2'
  /** The way to the same content in Notion. */
  readonly elsewhere?: ReactNode
}

/**
 * Renders a section that depends on Notion. If it throws one of our errors, the error is shown in its place.
 *
 * @param here the address that tries again; for a list, from its start
 */
export async function renderNotionSection(
  { connection }: { readonly connection: Connection },
  here: string,
  show: () => Promise<ReactNode>,
  { heading = 'h2', elsewhere = null }: SectionOptions = {},
): Promise<ReactNode> {
  try {
    return await show()
  } catch (error) {
    // The browser has left.
    if (error instanceof ReadAbandoned) return null
    return (
      <NotionError
        error={toErrorView(error)}
        heading={heading}
        elsewhere={elsewhere}
        retry={<Retry href={here} />}
        reconnect={
          <ConnectForm
            action={connect}
            purpose="reconnect"
            connectionId={connection.id}
            workspace={connection.workspaceName ?? ''}
          />
        }
      />
    )
  }
}

/**
 * Renders a section that needs a capability of the connection.
 *
 * @param scope the capability's name in the introspection response
 * @param does what the capability permits, for the sentence that is shown when it is missing: `read comments`
 */
export const renderWithCapability = (
  workspace: Workspace,
  here: string,
  scope: string,
  does: string,
  show: () => Promise<ReactNode>,
): Promise<ReactNode> =>
  renderNotionSection(workspace, here, async () => {
    const isGranted = await workspace.access().then(
      (access) => access.scope.includes(scope),
      (error: unknown) => {
        // A failed introspection says nothing about the section, so let Notion's answer to the section decide.
        if (error instanceof NotionUnavailable) return true
        throw error
      },
    )
    if (isGranted) return show()
    return (
      <p className="text-dim">
        {`This connection doesn’t have permission to ${does}. The person who runs this installation can add it in Notion. After that, reconnect the workspace.`}
      </p>
    )
  })
