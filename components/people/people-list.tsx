import type { PersonView } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { httpHref } from '@/lib/shared/urls'
import { NotDisplayable } from '../notion-content/not-displayable'
import { Avatar } from '../ui/avatar'

const KINDS = { person: 'Member', bot: 'Bot', unknown: 'Unknown type' } as const

function Address({ person }: { person: PersonView }) {
  if (person.email) return <bdi>{truncate(person.email)}</bdi>
  return person.kind === 'bot' ? 'Bots have no email address' : 'No email address'
}

/** Members and bots of a workspace. */
export function PeopleList({ people, label }: { people: readonly PersonView[]; label: string }) {
  return (
    <ul aria-label={label}>
      {people.map((person) => {
        const name = truncate(person.name?.trim() ?? '')
        return (
          <li
            key={person.id}
            className="grid min-h-row grid-cols-[2rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-2.5 skip-offscreen"
          >
            {person.unreadable ? (
              <span className="col-span-full">
                <NotDisplayable />
              </span>
            ) : (
              <>
                <Avatar name={name} image={httpHref(person.avatarUrl)} />
                <span className="min-w-0">
                  <span className={`line-clamp-2 ${name ? 'font-semibold' : 'text-dim'}`}>
                    <bdi>{name || 'No name'}</bdi>
                  </span>
                  <span className="block text-xs text-dim">
                    <Address person={person} />
                  </span>
                </span>
                <span className="text-dim">{KINDS[person.kind]}</span>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
