import Link from 'next/link'
import type { ReactNode } from 'react'
import { INCOMPLETE_LIST } from '@/components/errors/incomplete-list'
import { matchesPerson } from '@/components/people/match-person'
import { addToCount, NO_PEOPLE, peopleCountText } from '@/components/people/people-count'
import { PeopleList } from '@/components/people/people-list'
import { type PeopleParams, peopleHref, SEARCH_STEP } from '@/components/people/people-params'
import { buttonClass } from '@/components/ui/button'
import { type ReadPeople, readPeople, type Workspace } from '@/lib/content'
import type { PersonView } from '@/lib/notion'
import { groupThousands, pluralize } from '@/lib/shared/pluralize'
import { renderRetryableSection } from '../../_components/retryable-section'

interface PeopleRequest {
  readonly workspace: Workspace
  readonly asked: PeopleParams
  /** Rendered in one piece, for a browser without JavaScript. */
  readonly noJs: boolean
}

/** The workspace's people: one page of them, or those of a search. */
export function People(request: PeopleRequest): Promise<ReactNode> {
  const { workspace, asked, noJs } = request
  return renderRetryableSection({
    workspace,
    retryHref: peopleHref(workspace.connection.id, asked, noJs),
    noJs,
    show: async () => {
      const { q, size, page, upTo } = asked
      const read = await readPeople(workspace.people, { wanted: q ? upTo : page * size })
      const found = q ? read.people.filter((one) => matchesPerson(one, q)) : read.people
      return <PeoplePage {...request} read={read} found={found} />
    },
  })
}

function PeoplePage({
  workspace,
  asked,
  noJs,
  read,
  found,
}: PeopleRequest & { read: ReadPeople; found: readonly PersonView[] }) {
  const { size, page } = asked
  const start = (page - 1) * size
  const people = found.slice(start, start + size)
  const href = (change: Partial<PeopleParams>) =>
    peopleHref(workspace.connection.id, { ...asked, ...change }, noJs)
  const hasNext = found.length > start + size || (!asked.q && read.hasMore)
  return (
    <>
      <p role="status" className="mt-4 mb-2 text-dim">
        <PeopleCountText asked={asked} read={read} found={found.length} start={start} shown={people.length} />
      </p>
      {people.length > 0 ? (
        <PeopleList people={people} label={`${start + 1} to ${start + people.length}`} />
      ) : (
        (asked.q || page > 1) && (
          <p className="py-4">
            <Link href={href({ q: '', page: 1 })} prefetch={false} scroll={false} className={buttonClass()}>
              {asked.q ? 'Clear filter' : 'First page'}
            </Link>
          </p>
        )
      )}
      <nav aria-label="Pages of people" className="mt-4 flex flex-wrap gap-2 empty:hidden">
        {page > 1 && people.length > 0 && (
          <Link href={href({ page: page - 1 })} prefetch={false} className={buttonClass()}>
            Previous
          </Link>
        )}
        {hasNext && (
          <Link href={href({ page: page + 1 })} prefetch={false} className={buttonClass()}>
            Next
          </Link>
        )}
        {asked.q && read.hasMore && (
          <Link
            href={href({ upTo: asked.upTo + SEARCH_STEP })}
            prefetch={false}
            scroll={false}
            className={buttonClass()}
          >
            Search more people
          </Link>
        )}
      </nav>
      <PeopleNotes read={read} />
    </>
  )
}

/** Only what was read is counted, and searched. */
function PeopleCountText({
  asked,
  read,
  found,
  start,
  shown,
}: {
  asked: PeopleParams
  read: ReadPeople
  found: number
  start: number
  shown: number
}) {
  const range = `${groupThousands(start + 1)} to ${groupThousands(start + shown)}`
  const total = read.people.length
  if (asked.q) {
    const scope = read.hasMore
      ? `the ${groupThousands(total)} people read so far. Notion has more`
      : `${pluralize(total, 'person', 'people')}`
    if (found === 0) return `Nobody matches, of ${scope}.`
    return `${groupThousands(found)} of ${scope}${found > shown ? `. Showing ${range}` : ''}.`
  }
  if (shown === 0) return total === 0 ? 'Notion lists no people for this connection.' : 'No more people.'
  if (read.hasMore) return `Showing ${range}. Notion has more.`
  const counted = peopleCountText(addToCount(NO_PEOPLE, read.people))
  return total > shown ? `Showing ${range} of ${counted}.` : `${counted}.`
}

function PeopleNotes({ read: { people, incomplete } }: { read: ReadPeople }) {
  const { withoutAddress } = addToCount(NO_PEOPLE, people)
  return (
    <div className="mt-4 space-y-2 text-dim empty:hidden">
      {incomplete && <p>{INCOMPLETE_LIST}</p>}
      {withoutAddress > 0 && (
        <p>
          Some email addresses are missing: this connection may not have permission to read them, or Notion
          has none.
        </p>
      )}
    </div>
  )
}
