import Link from 'next/link'
import { Suspense } from 'react'
import { counted, countText, NOBODY, type PeopleCount } from '@/components/people/count'
import { PeopleList } from '@/components/people/people-list'
import { SkeletonLines } from '@/components/skeleton'
import type { Workspace } from '@/lib/browse'
import { fromNotion } from '../from-notion'
import { goesOn } from '../goes-on'

const BATCH = 100

interface Reading {
  readonly workspace: Workspace
  /** At most so many are read. */
  readonly upTo: number
}

interface Progress extends Reading {
  readonly cursor: string | null
  /** Batches that came before, and who was in them. */
  readonly batches: number
  readonly count: PeopleCount
}

const hrefOf = (id: string, upTo: number) => `/workspaces/${id}/people${upTo > BATCH ? `?upTo=${upTo}` : ''}`

async function batch({ workspace, upTo, cursor, batches, count: before }: Progress) {
  const { people, nextCursor } = await workspace.people(cursor)
  const count = counted(before, people)
  const progress = { workspace, upTo, cursor: nextCursor, batches: batches + 1, count }
  const from = batches * BATCH + 1
  return (
    <>
      {people.length > 0 && <PeopleList people={people} label={`${from} to ${from + people.length - 1}`} />}
      {nextCursor !== null && progress.batches * BATCH < upTo ? (
        <Suspense fallback={<SkeletonLines count={6} label="Asking Notion for more people" />}>
          <Further {...progress} />
        </Suspense>
      ) : (
        <Foot {...progress} />
      )}
    </>
  )
}

/** Members and bots: the first hundred at once, more as far as was asked. */
export function People(reading: Reading) {
  const { workspace, upTo } = reading
  return fromNotion(workspace, hrefOf(workspace.connection.id, upTo), () =>
    batch({ ...reading, cursor: null, batches: 0, count: NOBODY }),
  )
}

function Further(progress: Progress) {
  const { workspace, upTo } = progress
  return goesOn({
    workspace,
    here: hrefOf(workspace.connection.id, upTo),
    show: () => batch(progress),
  })
}

function Foot({ workspace, cursor, upTo, count }: Progress) {
  return (
    <div className="mt-5 space-y-3">
      <p className="text-dim">
        {cursor === null ? `${countText(count)}.` : `${countText(count)} so far, Notion has more.`}
        {count.withoutAddress > 0 &&
          ' Where no address is told, this connection may lack the permission to read addresses, or Notion knows none.'}
      </p>
      {cursor !== null && (
        <Link
          href={hrefOf(workspace.connection.id, upTo + BATCH)}
          prefetch={false}
          scroll={false}
          className="button"
        >
          Show more
        </Link>
      )}
    </div>
  )
}
