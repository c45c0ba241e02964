import type { ReactNode } from 'react'
import { ConnectForm } from '@/components/connect-form'
import { NotionTrouble } from '@/components/notion-trouble'
import type { Workspace } from '@/lib/browse'
import type { Connection } from '@/lib/connections'
import { ReadAbandoned } from '@/lib/errors'
import { connect } from '../../actions'
import { troubleOf } from '../../trouble'

function Retry({ href }: { href: string }) {
  return (
    <p>
      <a href={href} className="button">
        Try again
      </a>
    </p>
  )
}

/**
 * A part of a page that only Notion knows. Whatever the core throws on purpose is shown in its place, with
 * the way on.
 *
 * @param here the address that tries it again
 * @param heading `h1` where what is shown would have held the page's own heading
 */
export async function fromNotion(
  { connection }: { readonly connection: Connection },
  here: string,
  show: () => Promise<ReactNode>,
  heading: 'h1' | 'h2' = 'h2',
): Promise<ReactNode> {
  try {
    return await show()
  } catch (error) {
    // Nobody is there to see it.
    if (error instanceof ReadAbandoned) return null
    return (
      <NotionTrouble
        trouble={troubleOf(error)}
        heading={heading}
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
export const withCapability = (
  workspace: Workspace,
  here: string,
  scope: string,
  instead: string,
  show: () => Promise<ReactNode>,
): Promise<ReactNode> =>
  fromNotion(workspace, here, async () => {
    const access = await workspace.access()
    return access.scope.includes(scope) ? show() : <p className="text-dim">{instead}</p>
  })
