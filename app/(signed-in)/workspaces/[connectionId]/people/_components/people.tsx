import Link from 'next/link'
import { INCOMPLETE_LIST } from '@/components/errors/incomplete-list'
import { addToCount, NO_PEOPLE, type PeopleCount, peopleCountText } from '@/components/people/people-count'
import { PeopleList } from '@/components/people/people-list'
import { buttonClass } from '@/components/ui/button'
import { SkeletonLines } from '@/components/ui/skeleton'
import { noJsHref, SuspenseSection } from '@/components/ui/suspense-section'
import type { Workspace } from '@/lib/content'
import { ListProgress } from '@/lib/notion'
import { renderNotionSection } from '../../_components/notion-boundary'
import { renderRetryableSection } from '../../_components/retryable-section'

const BATCH_SIZE = 100

interface PeopleProps {
  readonly workspace: Workspace
  /** The most people to read. */
  readonly upTo: number
  /** Rendered in one piece, for a browser without JavaScript. */
  readonly noJs: boolean
}

interface PeopleProgress extends PeopleProps {
  readonly cursor: string | null
  /** How many batches came before. */
  readonly batches: number
  readonly count: PeopleCount
  readonly progress: ListProgress
}

function hrefOf({ workspace, noJs }: PeopleProps, upTo: number): string {
  const href = `/workspaces/${workspace.connection.id}/people${upTo > BATCH_SIZE ? `?upTo=${upTo}` : ''}`
  return noJs ? noJsHref(href) : href
}

async function renderBatch({
  workspace,
  upTo,
  noJs,
  cursor,
  batches,
  count: before,
  progress,
}: PeopleProgress) {
  const found = await workspace.people(cursor)
  const { people } = found
  const nextCursor = progress.nextCursor(people.length, found.nextCursor)
  const incomplete = found.incomplete || progress.stoppedEarly
  const count = addToCount(before, people)
  const reached = { workspace, upTo, noJs, cursor: nextCursor, batches: batches + 1, count, progress }
  const from = batches * BATCH_SIZE + 1
  return (
    <>
      {people.length > 0 && <PeopleList people={people} label={`${from} to ${from + people.length - 1}`} />}
      {nextCursor !== null && reached.batches * BATCH_SIZE < upTo ? (
        <SuspenseSection noJs={noJs} fallback={<SkeletonLines count={6} label="Loading more people" />}>
          <NextBatch {...reached} />
        </SuspenseSection>
      ) : (
        <PeopleFooter {...reached} incomplete={incomplete} />
      )}
    </>
  )
}

/** Members and bots, in batches of a hundred up to the requested number. */
export function People(reading: PeopleProps) {
  const { workspace, upTo } = reading
  return renderNotionSection(workspace, hrefOf(reading, upTo), () =>
    renderBatch({ ...reading, cursor: null, batches: 0, count: NO_PEOPLE, progress: new ListProgress() }),
  )
}

function NextBatch(progress: PeopleProgress) {
  const { workspace, upTo, noJs } = progress
  return renderRetryableSection({
    workspace,
    retryHref: hrefOf(progress, upTo),
    noJs,
    show: () => renderBatch(progress),
  })
}

function PeopleFooter(progress: PeopleProgress & { readonly incomplete: boolean }) {
  const { cursor, upTo, count, incomplete } = progress
  return (
    <div className="mt-5 space-y-3">
      <p className="text-dim">
        {cursor === null ? `${peopleCountText(count)}.` : `Loaded ${peopleCountText(count)} so far.`}
        {cursor === null && incomplete && ` ${INCOMPLETE_LIST}`}
        {count.withoutAddress > 0 &&
          ' Some email addresses are missing: this connection may not have permission to read them, or Notion has none.'}
      </p>
      {cursor !== null && (
        <Link
          href={hrefOf(progress, upTo + BATCH_SIZE)}
          prefetch={false}
          scroll={false}
          className={buttonClass()}
        >
          Show more
        </Link>
      )}
    </div>
  )
}
