import type { Metadata } from 'next'
import Link from 'next/link'
import { readerTimeZone } from '@/app/_lib/reader-time-zone'
import { ActivityDays } from '@/components/activity/activity-days'
import { ACTIVITY_GROUPS, parseActivityQuery } from '@/components/activity/activity-query'
import { describeEntry } from '@/components/activity/describe-entry'
import { groupByDay } from '@/components/activity/group-by-day'
import { SettingsHead } from '@/components/layout/settings-head'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Select } from '@/components/ui/field'
import { TellTimeZone } from '@/components/ui/tell-time-zone'
import { type ActivityPosition, listActivityPage, listRecordedConnections } from '@/lib/activity'
import { requireSession } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { config } from '@/lib/config'
import { pluralize } from '@/lib/shared/pluralize'
import { dateIn } from '@/lib/shared/time-zone'
import { workspaceName } from '@/lib/shared/workspace-name'
import type { Connection } from '@/lib/token-vault'

export const metadata: Metadata = { title: 'Activity · Settings' }

const HERE = '/settings/activity'
const PAGE_SIZE = 50

type Query = Promise<Record<string, string | string[] | undefined>>

export default async function ActivityPage({ searchParams }: { searchParams: Query }) {
  const { user } = await requireSession(HERE)
  const { workspace, group, after } = parseActivityQuery(await searchParams)
  const timeZone = await readerTimeZone()
  const now = new Date()
  const filter = {
    ...(workspace !== null && { connectionId: workspace }),
    ...(group !== null && { kinds: ACTIVITY_GROUPS[group].kinds }),
  }
  const [page, connections, recorded, open] = await Promise.all([
    listActivityPage(user.id, PAGE_SIZE, filter, after),
    appVault().listConnections(user.id),
    listRecordedConnections(user.id),
    appVault().listOpenRevocations(user.id),
  ])
  const known = {
    connected: new Set<string>(connections.map(({ id }) => id)),
    open: new Set(open.map(({ connectionId }) => connectionId)),
    entries: page.entries,
    timeZone,
  }
  const href = (position: ActivityPosition | null) => {
    const query = new URLSearchParams({
      ...(workspace !== null && { workspace }),
      ...(group !== null && { kind: group }),
      ...(position && { before: `${position.at.getTime()}-${position.id}` }),
    })
    return query.size > 0 ? `${HERE}?${query}` : HERE
  }
  const isFiltered = workspace !== null || group !== null
  return (
    <>
      <TellTimeZone known={timeZone} />
      <SettingsHead />
      <h2 className="sr-only">Activity</h2>
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3">
        <p className="min-w-60 flex-1 text-dim">
          What happened to your access, kept for {pluralize(config().activityDays, 'day')}. Times in{' '}
          {timeZone}.
        </p>
        <form className="flex flex-wrap gap-2">
          <Select name="workspace" aria-label="Workspace" defaultValue={workspace ?? ''} className="max-w-56">
            <option value="">All workspaces</option>
            {workspaceOptions(connections, recorded, timeZone).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Select name="kind" aria-label="Kind" defaultValue={group ?? ''}>
            <option value="">All events</option>
            {Object.entries(ACTIVITY_GROUPS).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
          <Button type="submit">Filter</Button>
        </form>
      </div>
      {page.entries.length === 0 ? (
        <EmptyState
          title={isFiltered || after ? 'No matching events' : 'No events yet'}
          heading="h3"
          action={
            (isFiltered || after) && (
              <Link prefetch={false} href={HERE} className={buttonClass()}>
                Clear filters
              </Link>
            )
          }
        >
          Connects, renewals, checks, disconnects and sign-ins show up here.
        </EmptyState>
      ) : (
        <ActivityDays
          days={groupByDay(page.entries, now, timeZone)}
          timeZone={timeZone}
          describe={(grouped) => describeEntry(grouped, known)}
        />
      )}
      {(page.last || after) && (
        <nav aria-label="Pages of activity" className="mt-6 flex flex-wrap gap-2">
          {page.last && (
            <Link prefetch={false} href={href(page.last)} className={buttonClass()}>
              Older events
            </Link>
          )}
          {after && (
            <Link prefetch={false} href={href(null)} className={buttonClass()}>
              Newest events
            </Link>
          )}
        </nav>
      )}
    </>
  )
}

/** Connections that exist, then those that the history speaks of. A workspace that was connected again has several. */
function workspaceOptions(
  connections: readonly Connection[],
  recorded: Awaited<ReturnType<typeof listRecordedConnections>>,
  timeZone: string,
): readonly { readonly id: string; readonly name: string }[] {
  const ids = new Set<string>(connections.map(({ id }) => id))
  const earlier = recorded.filter(({ connectionId }) => !ids.has(connectionId))
  return [
    ...connections.map((one) => ({ id: one.id, name: workspaceName(one.workspaceName) })),
    ...earlier.map(({ connectionId, workspaceName: name, endedAt }) => ({
      id: connectionId,
      name: `${workspaceName(name)} (${endedAt ? `until ${dateIn(endedAt, timeZone)}` : 'earlier'})`,
    })),
  ]
}
