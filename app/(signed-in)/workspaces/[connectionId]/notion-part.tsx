import { Suspense } from 'react'
import { SkeletonLines } from '@/components/skeleton'
import { type TreeChoice, treeHref } from '@/components/tree/choice'
import { When } from '@/components/when'
import { NotionFacts } from '@/components/workspace-facts'
import type { Workspace } from '@/lib/browse'
import { capabilitiesFrom } from '@/lib/notion'
import { fromNotion } from './from-notion'
import { SharedTree } from './shared-tree'

/** What was shared: the page's main thing. */
export function SharedPart({ workspace, choice }: { workspace: Workspace; choice: TreeChoice }) {
  return (
    <Suspense fallback={<SkeletonLines count={24} label="Asking Notion for the shared pages" />}>
      <SharedTree workspace={workspace} choice={choice} />
    </Suspense>
  )
}

/** What Notion says of the connection itself. */
export function DetailsPart({ workspace, choice }: { workspace: Workspace; choice: TreeChoice }) {
  return (
    <Suspense fallback={<SkeletonLines count={9} label="Asking Notion about this connection" />}>
      <Details workspace={workspace} here={treeHref(workspace.connection.id, choice)} />
    </Suspense>
  )
}

function Details({ workspace, here }: { workspace: Workspace; here: string }) {
  return fromNotion(workspace, here, async () => {
    const [details, access] = await Promise.all([workspace.details(), workspace.access()])
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
