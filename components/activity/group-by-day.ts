import type { ActivityEntry } from '@/lib/activity'
import { dayIn, dayName } from '@/lib/shared/time-zone'

/** An entry, with the times of those like it on the same day that are told together with it. */
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

/** Entries by the days of the reader's zone, in their order. Renewals of one access on one day are told as one. */
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
