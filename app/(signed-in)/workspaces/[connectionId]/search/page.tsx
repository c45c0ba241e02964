import { SearchField } from '@/components/search/search-field'
import { parseSearchCursor, parseSearchQuery, searchHref } from '@/components/search/search-params'
import { SkeletonLines } from '@/components/ui/skeleton'
import { isNoJs, noJsHref, SuspensePage } from '@/components/ui/suspense-section'
import { WorkspaceFrame } from '@/components/workspace/workspace-frame'
import { renderIfCached } from '../_components/render-if-cached'
import { loadWorkspaceOr404, workspaceTitle } from '../_lib/load-workspace'
import { refresh } from '../actions'
import { Results } from './_components/results'

export const generateMetadata = workspaceTitle('Search')

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<Record<'q' | 'cursor' | 'plain', string | string[] | undefined>>
}

export default async function SearchPage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const words = parseSearchQuery(query.q)
  const cursor = parseSearchCursor(query.cursor)
  const { workspace } = await loadWorkspaceOr404(
    connectionId,
    searchHref(encodeURIComponent(connectionId), words),
  )
  const results = await renderIfCached(
    Results,
    { workspace, words, cursor },
    ...(words ? [workspace.search(words, cursor)] : []),
  )
  return (
    <WorkspaceFrame connection={workspace.connection} refresh={refresh} title="Search">
      <h1 className="mb-4 text-xl">Search</h1>
      <SearchField connectionId={workspace.connection.id} words={words}>
        <SuspensePage
          noJs={isNoJs(query.plain) || words === ''}
          isReady={results.isReady}
          noJsUrl={noJsHref(searchHref(workspace.connection.id, words, cursor))}
          fallback={<SkeletonLines count={8} label="Searching" />}
        >
          {results.content}
        </SuspensePage>
      </SearchField>
    </WorkspaceFrame>
  )
}
