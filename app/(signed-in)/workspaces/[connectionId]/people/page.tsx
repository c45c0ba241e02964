import { PageHead } from '@/components/layout/page-head'
import { parsePeopleParams, peopleHref } from '@/components/people/people-params'
import { PeopleSearch } from '@/components/people/people-search'
import { SkeletonLines } from '@/components/ui/skeleton'
import { isNoJs, SuspensePage } from '@/components/ui/suspense-section'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import { renderIfCached } from '../_components/render-if-cached'
import { loadWorkspaceOr404, workspaceTitle } from '../_lib/load-workspace'
import { refresh } from '../actions'
import { People } from './_components/people'

export const generateMetadata = workspaceTitle('People')

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<Record<'q' | 'size' | 'page' | 'upTo' | 'plain', string | string[] | undefined>>
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const asked = parsePeopleParams(query)
  const noJs = isNoJs(query.plain)
  const { workspace } = await loadWorkspaceOr404(
    connectionId,
    peopleHref(encodeURIComponent(connectionId), asked),
  )
  const { id } = workspace.connection
  const people = await renderIfCached(People, { workspace, asked, noJs }, workspace.people(null))
  return (
    <WorkspaceFrame connection={workspace.connection} refresh={refresh} title="People">
      <PageHead title="People">
        <p>Members and bots of the workspace, with the details that Notion shares with this connection.</p>
      </PageHead>
      <PeopleSearch connectionId={id} asked={asked} noJs={noJs}>
        <SuspensePage
          noJs={noJs}
          isReady={people.isReady}
          noJsUrl={peopleHref(id, asked, true)}
          fallback={<SkeletonLines count={12} label="Loading the people" />}
        >
          {people.content}
        </SuspensePage>
      </PeopleSearch>
    </WorkspaceFrame>
  )
}
