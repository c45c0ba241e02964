import type { PropertyOf, User } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { initials } from '../../ui/initials'

type ListedPerson = User | PropertyOf<'people'>['people'][number]

/** "Someone": without the capability to read people, Notion sends only an id. */
const nameOf = (person: ListedPerson): string =>
  ('name' in person && person.name?.trim()) || (person.object === 'group' ? 'A group' : 'Someone')

/** A person, bot or group by name. */
export function Person({ person, compact }: { person: ListedPerson; compact: boolean }) {
  const name = nameOf(person)
  return (
    <span className={compact ? undefined : 'inline-flex max-w-full items-center gap-1.5'}>
      {!compact && (
        <span
          aria-hidden="true"
          className="inline-flex size-6 shrink-0 items-center justify-center overflow-hidden rounded-full border border-line text-[0.6875rem] text-dim"
        >
          {initials(name)}
        </span>
      )}
      <bdi className={compact ? undefined : 'min-w-0'}>{truncate(name)}</bdi>
      {'type' in person && person.type === 'bot' && <span className="text-dim"> (bot)</span>}
    </span>
  )
}
