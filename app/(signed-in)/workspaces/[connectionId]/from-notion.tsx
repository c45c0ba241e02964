import type { ReactNode } from 'react'
import { ConnectForm } from '@/components/connect-form'
import { NotionTrouble } from '@/components/notion-trouble'
import type { Connection } from '@/lib/connections'
import { connect } from '../../actions'
import { troubleOf } from '../../trouble'

export function Retry({ href, label = 'Try again' }: { href: string; label?: string }) {
  return (
    <p>
      <a href={href} className="button">
        {label}
      </a>
    </p>
  )
}

/**
 * A part of a page that only Notion knows. Whatever the core throws on purpose is shown in its place, with
 * the way on.
 *
 * @param here the address that tries it again
 */
export async function fromNotion(
  { connection }: { readonly connection: Connection },
  here: string,
  show: () => Promise<ReactNode>,
): Promise<ReactNode> {
  try {
    return await show()
  } catch (error) {
    return (
      <NotionTrouble
        trouble={troubleOf(error)}
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
