import type { Metadata } from 'next'
import { SkeletonLines } from '@/components/skeleton'
import { isPlain, plainHref, Streamed } from '@/components/streamed'
import { readUpTo } from '@/components/tree/choice'
import { WorkspaceFrame } from '@/components/workspace-frame'
import { refresh } from '../actions'
import { drawnIfThere } from '../if-there'
import { openOr404 } from '../open'
import { People } from './people'

export const metadata: Metadata = { title: 'People' }

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<Record<'upTo' | 'plain', string | string[] | undefined>>
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const here = `/workspaces/${encodeURIComponent(connectionId)}/people`
  const { workspace } = await openOr404(connectionId, here)
  const upTo = readUpTo(query.upTo, 100, 10_000)
  const plain = isPlain(query.plain)
  return (
    <WorkspaceFrame connection={workspace.connection} refresh={refresh}>
      <h1 className="text-2xl">People</h1>
      <p className="mt-2 mb-4 max-w-[68ch] text-dim">
        Members and bots of the workspace, with what Notion tells this connection of each.
      </p>
      <Streamed
        plain={plain}
        plainHref={plainHref(`${here}?upTo=${upTo}`)}
        fallback={<SkeletonLines count={12} label="Asking Notion for the people" />}
      >
        {await drawnIfThere(People, { workspace, upTo, plain }, workspace.people(null))}
      </Streamed>
    </WorkspaceFrame>
  )
}
