import { type ReactNode, Suspense } from 'react'
import { ConnectForm } from '@/components/connect-form'
import { ContentListView } from '@/components/content-list'
import { NotionTrouble } from '@/components/notion-trouble'
import { Panel } from '@/components/panel'
import { SkeletonLines } from '@/components/skeleton'
import { When } from '@/components/when'
import { NotionFacts } from '@/components/workspace-facts'
import { type Connection, notionFor, readAccess, type UserId } from '@/lib/connections'
import { capabilitiesFrom, readFirstContent, readWorkspaceDetails } from '@/lib/notion'
import { connect } from '../../actions'
import { troubleOf } from '../../trouble'

const FIRST_PAGES = 10

interface Asked {
  readonly owner: UserId
  readonly connection: Connection
}

function Retry({ id, label = 'Try again' }: { id: string; label?: string }) {
  return (
    <p>
      <a href={`/workspaces/${id}`} className="button">
        {label}
      </a>
    </p>
  )
}

async function orTrouble({ connection }: Asked, show: () => Promise<ReactNode>): Promise<ReactNode> {
  try {
    return await show()
  } catch (error) {
    return (
      <NotionTrouble
        trouble={troubleOf(error)}
        retry={<Retry id={connection.id} />}
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

async function Details(asked: Asked) {
  const { owner, connection } = asked
  return orTrouble(asked, async () => {
    const [details, access] = await Promise.all([
      readWorkspaceDetails(notionFor(owner, connection.id)),
      readAccess(owner, connection.id),
    ])
    return (
      <NotionFacts
        details={details}
        capabilities={capabilitiesFrom(access.scope)}
        issuedAt={access.issuedAt ? <When at={access.issuedAt} /> : 'not told'}
        requestId={access.requestId}
      />
    )
  })
}

async function Content(asked: Asked) {
  const { owner, connection } = asked
  return orTrouble(asked, async () => {
    const { items, hasMore } = await readFirstContent(notionFor(owner, connection.id), FIRST_PAGES)
    if (items.length > 0) return <ContentListView items={items} hasMore={hasMore} />
    return (
      <Panel title="No page is shared" heading="h3">
        <p>
          The connection works, but no page was chosen in Notion’s picker, so there is nothing that Latchkey
          could see. Pages that were shared a moment ago may take a little while to appear.
        </p>
        <div className="flex flex-wrap gap-3">
          <ConnectForm action={connect} purpose="change_pages" connectionId={connection.id} />
          <Retry id={connection.id} label="Check again" />
        </div>
      </Panel>
    )
  })
}

/** What only Notion knows: each part comes when it is there. */
export function NotionPart(asked: Asked) {
  return (
    <>
      <section aria-labelledby="notion-says" className="mt-10">
        <h2 id="notion-says" className="mb-4 text-xl">
          What Notion says
        </h2>
        <Suspense fallback={<SkeletonLines count={9} label="Asking Notion about this connection" />}>
          <Details {...asked} />
        </Suspense>
      </section>
      <section aria-labelledby="exposed" className="mt-10">
        <h2 id="exposed" className="mb-4 text-xl">
          First pages that it exposes
        </h2>
        <Suspense fallback={<SkeletonLines count={10} label="Asking Notion for the shared pages" />}>
          <Content {...asked} />
        </Suspense>
      </section>
    </>
  )
}
