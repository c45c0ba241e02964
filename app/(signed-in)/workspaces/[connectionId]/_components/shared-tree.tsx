import Link from 'next/link'
import { Suspense } from 'react'
import { ConnectForm } from '@/components/connections/connect-form'
import { Tree } from '@/components/content-tree/tree'
import { ITEMS_PER_LOAD, type TreeParams, treeHref } from '@/components/content-tree/tree-params'
import { TreeBatch, type TreeLoadState, TreeStateUpdate } from '@/components/content-tree/tree-updater'
import { CurrentPath } from '@/components/layout/current-path'
import { NotionIcon } from '@/components/notion-content/icon'
import { Panel } from '@/components/ui/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { textLink } from '@/components/ui/text-link'
import type { SharedQuery, Workspace } from '@/lib/content'
import { ListProgress } from '@/lib/notion'
import { connect } from '../../../actions'
import { refresh } from '../actions'
import { renderNotionSection } from './notion-boundary'
import { renderRetryableSection } from './retryable-section'
import { toTreeNodes } from './tree-nodes'

interface TreeProps {
  readonly workspace: Workspace
  readonly choice: TreeParams
}

interface SharedTreeProps extends TreeProps {
  /** For a browser without JavaScript, which can't add later batches to the tree. */
  readonly noJs: boolean
}

const queryOf = ({ show, sort }: TreeParams): SharedQuery => ({
  direction: sort === 'oldest' ? 'ascending' : 'descending',
  ...(show === 'pages' && { object: 'page' }),
  ...(show === 'data-sources' && { object: 'data_source' }),
})

/** The first batch of the tree. */
export const readFirstBatch = ({ workspace, choice }: TreeProps) => workspace.shared(queryOf(choice), null)

const endOf = (incomplete: boolean): TreeLoadState => (incomplete ? 'incomplete' : 'all')

/** The tree of shared pages. The first batch takes one call; the others stream in, up to the requested number. */
export function SharedTree(reading: SharedTreeProps) {
  const { workspace, choice, noJs } = reading
  const { id } = workspace.connection
  return renderNotionSection(workspace, treeHref(id, choice), async () => {
    const { items, nextCursor, incomplete } = await readFirstBatch(reading)
    const progress = new ListProgress()
    progress.nextCursor(items.length, nextCursor)
    if (items.length === 0 && nextCursor === null && !incomplete)
      return <NothingShared id={id} choice={choice} />
    return (
      <Tree
        key={`${choice.show} ${choice.sort}`}
        connectionId={id}
        initial={toTreeNodes(items, id)}
        end={nextCursor === null ? endOf(incomplete) : null}
        sortByTitle={choice.sort === 'title'}
        filtered={choice.show !== 'all'}
        icons={{
          page: <NotionIcon icon={null} connectionId={id} kind="page" />,
          data_source: <NotionIcon icon={null} connectionId={id} kind="data_source" />,
        }}
      >
        {nextCursor !== null &&
          (noJs ? (
            <p>
              To load more, turn on JavaScript. Without it,{' '}
              <a href={`/workspaces/${id}/search`} className={textLink}>
                search
              </a>{' '}
              for the rest.
            </p>
          ) : (
            <NextBatches
              workspace={workspace}
              choice={choice}
              cursor={nextCursor}
              read={items.length}
              progress={progress}
              // A new key forces a remount after "Refresh".
              key={Date.now()}
            />
          ))}
      </Tree>
    )
  })
}

interface TreeProgress extends TreeProps {
  readonly cursor: string
  /** How many items were read before this batch. */
  readonly read: number
  readonly progress: ListProgress
}

function NextBatches(progress: TreeProgress) {
  return (
    <Suspense fallback={<p className="noscript:hidden">Loading more …</p>}>
      <NextBatch {...progress} />
    </Suspense>
  )
}

function NextBatch(progress: TreeProgress) {
  const { workspace, choice, cursor, read, progress: list } = progress
  const { id } = workspace.connection
  if (read >= choice.upTo)
    return (
      <>
        <TreeStateUpdate end="limit" />
        <p>
          <Link
            href={treeHref(id, { ...choice, upTo: choice.upTo + ITEMS_PER_LOAD })}
            prefetch={false}
            scroll={false}
            className={textLink}
          >
            Load more
          </Link>
        </p>
      </>
    )
  return renderRetryableSection({
    workspace,
    retryHref: treeHref(id, choice),
    beside: { waiting: <TreeStateUpdate end="waiting" />, error: <TreeStateUpdate end="error" /> },
    show: async () => {
      const found = await workspace.shared(queryOf(choice), cursor)
      const { items } = found
      const nextCursor = list.nextCursor(items.length, found.nextCursor)
      const incomplete = found.incomplete || list.stoppedEarly
      return (
        <>
          <TreeBatch index={read} nodes={toTreeNodes(items, id)} />
          {nextCursor === null ? (
            <TreeStateUpdate end={endOf(incomplete)} />
          ) : (
            <NextBatches
              workspace={workspace}
              choice={choice}
              cursor={nextCursor}
              read={read + Math.max(items.length, 1)}
              progress={list}
            />
          )}
        </>
      )
    },
  })
}

function NothingShared({ id, choice }: { id: string; choice: TreeParams }) {
  if (choice.show !== 'all')
    return <p className="text-dim">Notion returned no {choice.show === 'pages' ? 'page' : 'database'}.</p>
  return (
    <Panel title="No page is shared" heading="h3">
      <p>
        Notion returned nothing for this connection. You probably didn’t choose a page in Notion’s page
        picker. Recently shared pages can take a while to appear.
      </p>
      <div className="flex flex-wrap gap-3">
        <ConnectForm action={connect} purpose="change_pages" connectionId={id} />
        <form action={refresh}>
          <input type="hidden" name="connectionId" value={id} />
          <CurrentPath name="returnTo" />
          <SubmitButton>Check again</SubmitButton>
        </form>
      </div>
    </Panel>
  )
}
