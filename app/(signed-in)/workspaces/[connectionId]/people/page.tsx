import type { Metadata } from 'next'
import { Suspense } from 'react'
import { SkeletonLines } from '@/components/skeleton'
import { readUpTo } from '@/components/tree/choice'
import { WorkspaceFrame } from '@/components/workspace-frame'
import { refresh } from '../actions'
import { openOr404 } from '../open'
import { People } from './people'

export const metadata: Metadata = { title: 'People' }

type Props = {
  params: Promise<{ connectionId: string }>
  searchParams: Promise<{ upTo?: string | string[] }>
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const [{ connectionId }, query] = await Promise.all([params, searchParams])
  const { workspace } = await openOr404(
    connectionId,
    `/workspaces/${encodeURIComponent(connectionId)}/people`,
  )
  return (
    <WorkspaceFrame connection={workspace.connection} refresh={refresh}>
      <h1 className="text-2xl">People</h1>
      <p className="mt-2 mb-4 max-w-[68ch] text-dim">
        Members and bots of the workspace, with what Notion tells this connection of each.
      </p>
      <Suspense fallback={<SkeletonLines count={12} label="Asking Notion for the people" />}>
        <People workspace={workspace} upTo={readUpTo(query.upTo, 100, 10_000)} />
      </Suspense>
    </WorkspaceFrame>
  )
}
