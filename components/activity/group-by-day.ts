import type { ActivityEntry } from '@/lib/activity'
import { dayIn, dayName } from '@/lib/shared/time-zone'

/** An entry, with the times of the entries of that day that are merged into it. */
export interface GroupedEntry {
  readonly entry: ActivityEntry
  /** Newest first; the first is the entry's own. */
  readonly times: readonly Date[]
}

export interface ActivityDay {
  readonly day: string
  readonly name: string
  readonly entries: readonly GroupedEntry[]
}

/** Entries by day in the reader's time zone, in their order. A connection's renewals of one day become one entry. */
export function groupByDay(entries: readonly ActivityEntry[], now: Date, timeZone: string): ActivityDay[] {
  const days = new Map<
    string,
    { name: string; entries: Map<string, { entry: ActivityEntry; times: Date[] }> }
  >()
  for (const entry of entries) {
    const day = dayIn(entry.at, timeZone)
    const group = days.get(day) ?? { name: dayName(entry.at, now, timeZone), entries: new Map() }
    days.set(day, group)
    const key = entry.kind === 'refreshed' ? `renewals of ${entry.connectionId}` : entry.id
    const same = group.entries.get(key)
    if (same) same.times.push(entry.at)
    else group.entries.set(key, { entry, times: [entry.at] })
  }
  return [...days].map(([day, group]) => ({ day, name: group.name, entries: [...group.entries.values()] }))
}
