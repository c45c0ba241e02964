import type { PersonView } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { httpHref } from '@/lib/shared/urls'
import { NotDisplayable } from '../notion-content/not-displayable'
import { initials } from '../ui/initials'

const KINDS = { person: 'member', bot: 'bot', unknown: 'unknown type' } as const

/** Escapes a URL for a quoted CSS string. */
const quotable = (url: string) => url.replaceAll('\\', '%5C').replaceAll('"', '%22')

function Avatar({ person, name }: { person: PersonView; name: string }) {
  const source = httpHref(person.avatarUrl)
  return (
    <span
      aria-hidden="true"
      className="relative inline-flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-full border border-line bg-paper text-sm text-dim"
    >
      {initials(name)}
      {/* As a background, so that the initials stay visible if the image doesn't load. */}
      {source && (
        <span
          className="absolute inset-0 bg-cover bg-center"
          style={{ backgroundImage: `url("${quotable(source)}")` }}
        />
      )}
    </span>
  )
}

function Address({ person }: { person: PersonView }) {
  if (person.email) return <bdi>{truncate(person.email)}</bdi>
  return person.kind === 'bot' ? 'bots have no email address' : 'no email address'
}

/** Members and bots of a workspace. */
export function PeopleList({ people, label }: { people: readonly PersonView[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {people.map((person) => {
        const name = truncate(person.name?.trim() ?? '')
        if (person.unreadable)
          return (
            <li key={person.id} className="skip-offscreen flex items-center py-2.5">
              <NotDisplayable />
            </li>
          )
        return (
          <li key={person.id} className="skip-offscreen flex items-center gap-3 py-2.5">
            <Avatar person={person} name={name} />
            <span className="flex min-w-0 flex-1 flex-col items-start">
              <span className={`line-clamp-2 max-w-full ${name ? 'font-medium' : 'text-dim'}`}>
                <bdi>{name || 'No name'}</bdi>
              </span>
              <span className="text-sm text-dim">
                <Address person={person} />
              </span>
            </span>
            <span className="shrink-0 text-sm text-dim">{KINDS[person.kind]}</span>
          </li>
        )
      })}
    </ul>
  )
}
