import { exactTimeIn, timeIn } from '@/lib/shared/time-zone'
import { Icon } from '../ui/icon'
import type { DescribedEntry } from './describe-entry'
import type { ActivityDay, GroupedEntry } from './group-by-day'

const TONES: Readonly<Record<DescribedEntry['tone'], string>> = {
  plain: 'text-dim',
  brass: 'text-brass-text',
  good: 'text-good',
  bad: 'text-danger',
}

/** What happened, by day. Each time is there in words, so that neither a pointer nor a script is needed to read it. */
export function ActivityDays({
  days,
  timeZone,
  describe,
}: {
  days: readonly ActivityDay[]
  timeZone: string
  describe: (grouped: GroupedEntry) => DescribedEntry
}) {
  return days.map(({ day, name, entries }) => (
    <section key={day} aria-labelledby={`day-${day}`} className="mt-8 first:mt-0">
      <h3 id={`day-${day}`} className="border-b border-line pb-2 text-sm font-medium text-dim">
        {name}
      </h3>
      <ul>
        {entries.map((grouped) => {
          const { icon, tone, sentence, detail } = describe(grouped)
          const { at, id } = grouped.entry
          return (
            <li
              key={id}
              className="grid grid-cols-[2rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-2.5"
            >
              <span
                className={`grid size-8 place-items-center rounded-full border border-line bg-raised ${TONES[tone]}`}
              >
                <Icon icon={icon} />
              </span>
              <div className="min-w-0">
                <p>{sentence}</p>
                {detail && <p className="text-xs text-dim">{detail}</p>}
              </div>
              <time dateTime={at.toISOString()} title={exactTimeIn(at, timeZone)} className="text-dim">
                {timeIn(at, timeZone)}
              </time>
            </li>
          )
        })}
      </ul>
    </section>
  ))
}
