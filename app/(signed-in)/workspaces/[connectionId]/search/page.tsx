import type { Metadata } from 'next'
import { SearchField } from '@/components/search/search-field'
import { searchCursor, searchHref, searchWords } from '@/components/search/words'
import { SkeletonLines } from '@/components/skeleton'
import { isPlain, plainHref, Streamed } from '@/components/streamed'
import { WorkspaceFrame } from '@/components/workspace-frame'
import { refresh } from '../actions'
import { drawnIfThere } from '../if-there'
import { openOr404 } from '../open'
import { Results } from './results'

export const metadata: Metadata = { title: 'Search' }

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<Record<'q' | 'cursor' | 'plain', string | string[] | undefined>>
}

export default async function SearchPage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const words = searchWords(query.q)
  const cursor = searchCursor(query.cursor)
  const { workspace } = await openOr404(connectionId, searchHref(encodeURIComponent(connectionId), words))
  return (
    <WorkspaceFrame connection={workspace.connection} refresh={refresh}>
      <h1 className="mb-4 text-2xl">Search</h1>
      <SearchField connectionId={workspace.connection.id} words={words}>
        <Streamed
          plain={isPlain(query.plain) || words === ''}
          plainHref={plainHref(searchHref(workspace.connection.id, words, cursor))}
          fallback={<SkeletonLines count={8} label="Asking Notion" />}
        >
          {
            await drawnIfThere(
              Results,
              { workspace, words, cursor },
              ...(words ? [workspace.search(words, cursor)] : []),
            )
          }
        </Streamed>
      </SearchField>
    </WorkspaceFrame>
  )
}
