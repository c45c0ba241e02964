import { CircleQuestionMark, type IconNode, Laptop, Smartphone, Tablet } from 'lucide'
import type { DeviceName, ListedSession } from '@/lib/accounts'
import { dateTimeIn } from '@/lib/shared/time-zone'
import { Icon } from '../ui/icon'
import { relativeTime } from '../ui/relative-time'
import { SubmitButton } from '../ui/submit-button'
import { Tag } from '../ui/tag'

const ICONS: Readonly<Record<DeviceName['kind'], IconNode>> = {
  computer: Laptop,
  phone: Smartphone,
  tablet: Tablet,
  unknown: CircleQuestionMark,
}

/** Rows on desktops, and on phones one below the other with the name of each value. */
const CELL = 'py-2.5 pr-4 max-desk:p-0 max-desk:text-dim'
const HEAD = 'pr-4 pb-2 text-left text-xs font-medium text-dim'
const LABEL = 'desk:hidden'

/** A person's signed-in browsers, this one first. */
export function SessionList({
  sessions,
  currentId,
  now,
  timeZone,
  action,
}: {
  sessions: readonly ListedSession[]
  currentId: string
  now: Date
  timeZone: string
  /** Ends one of the others. */
  action: (form: FormData) => Promise<void>
}) {
  const time = (at: Date) => <time dateTime={at.toISOString()}>{dateTimeIn(at, now, timeZone)}</time>
  return (
    <table className="w-full border-collapse max-desk:block">
      <thead className="max-desk:sr-only">
        <tr>
          {['Device', 'Network', 'Signed in', 'Last active'].map((name) => (
            <th key={name} scope="col" className={HEAD}>
              {name}
            </th>
          ))}
          <th scope="col" className={`${HEAD} pr-0`}>
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {sessions.map((session) => {
          const isCurrent = session.id === currentId
          return (
            <tr
              key={session.id}
              className="border-t border-line max-desk:grid max-desk:grid-cols-[minmax(0,1fr)_auto] max-desk:py-3"
            >
              <td className={`${CELL} max-desk:text-ink`}>
                <span className="inline-flex items-center gap-2 font-medium">
                  <Icon icon={ICONS[session.device.kind]} className="shrink-0 text-dim" />
                  <bdi>{session.device.name}</bdi>
                </span>
              </td>
              <td className={`${CELL} max-desk:col-start-1`}>
                <span className={LABEL}>Network </span>
                {session.network ?? 'Not known'}
              </td>
              <td className={`${CELL} max-desk:col-start-1`}>
                <span className={LABEL}>Signed in </span>
                {time(session.signedInAt)}
              </td>
              <td className={`${CELL} max-desk:col-start-1`}>
                <span className={LABEL}>Last active </span>
                {isCurrent ? (
                  'Now'
                ) : (
                  <>
                    {time(session.lastSeenAt)}{' '}
                    <span className="text-dim">({relativeTime(session.lastSeenAt, now.getTime())})</span>
                  </>
                )}
              </td>
              <td className="py-2.5 text-right max-desk:col-start-2 max-desk:row-span-4 max-desk:row-start-1 max-desk:self-center">
                {isCurrent ? (
                  <Tag color="blue">This device</Tag>
                ) : (
                  <form action={action}>
                    <input type="hidden" name="sessionId" value={session.id} />
                    <SubmitButton size="sm">
                      Sign out<span className="sr-only"> {session.device.name}</span>
                    </SubmitButton>
                  </form>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
