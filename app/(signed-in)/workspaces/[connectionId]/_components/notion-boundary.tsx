import type { ReactNode } from 'react'
import { toErrorView } from '@/app/_lib/error-view'
import { ConnectForm } from '@/components/connections/connect-form'
import { NotionError } from '@/components/errors/notion-error'
import type { Workspace } from '@/lib/content'
import { NotionUnavailable, ReadAbandoned } from '@/lib/errors'
import type { Connection } from '@/lib/token-vault'
import { connect } from '../../../actions'

function Retry({ href }: { href: string }) {
  return (
    <p>
      <a href={href} className="button">
        Try again
      </a>
    </p>
  )
}

interface SectionOptions {
  /** `h1` where what is shown would have held the page's own heading. */
  readonly heading?: 'h1' | 'h2'
  /** Where else it can be seen. */
  readonly elsewhere?: ReactNode
}

/**
 * A part of a page that only Notion knows. Whatever the core throws on purpose is shown in its place, with
 * the way on.
 *
 * @param here the address that tries it again, a list from its start
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
    // Nobody is there to see it.
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
 * A part of a page that Notion gives only to connections with a capability.
 *
 * @param scope the capability's word in an introspection
 * @param instead says that this connection lacks it
 */
export const renderWithCapability = (
  workspace: Workspace,
  here: string,
  scope: string,
  instead: string,
  show: () => Promise<ReactNode>,
): Promise<ReactNode> =>
  renderNotionSection(workspace, here, async () => {
    const isGranted = await workspace.access().then(
      (access) => access.scope.includes(scope),
      (error: unknown) => {
        // Introspection failed, which says nothing of the part itself: Notion's answer to that is what counts.
        if (error instanceof NotionUnavailable) return true
        throw error
      },
    )
    return isGranted ? show() : <p className="text-dim">{instead}</p>
  })
