import type { PersonView } from '@/lib/notion'
import { pluralize } from '@/lib/shared/pluralize'

/** The number of people loaded so far, by kind. */
export interface PeopleCount {
  readonly members: number
  readonly bots: number
  readonly others: number
  /** Members without an email address. */
  readonly withoutAddress: number
}

export const NO_PEOPLE: PeopleCount = { members: 0, bots: 0, others: 0, withoutAddress: 0 }

/** Adds people to a count. */
export function addToCount(before: PeopleCount, people: readonly PersonView[]): PeopleCount {
  const of = (kind: PersonView['kind']) => people.filter((one) => one.kind === kind).length
  return {
    members: before.members + of('person'),
    bots: before.bots + of('bot'),
    others: before.others + of('unknown'),
    withoutAddress:
      before.withoutAddress + people.filter((one) => one.kind === 'person' && !one.email).length,
  }
}

/** "497 members and 3 bots". */
export function peopleCountText({ members, bots, others }: PeopleCount): string {
  const parts = [
    members > 0 || bots + others === 0 ? pluralize(members, 'member') : '',
    bots > 0 ? pluralize(bots, 'bot') : '',
    others > 0 ? `${pluralize(others, 'entry', 'entries')} of an unknown type` : '',
  ].filter(Boolean)
  return parts.length === 3 ? `${parts[0]}, ${parts[1]} and ${parts[2]}` : parts.join(' and ')
}
