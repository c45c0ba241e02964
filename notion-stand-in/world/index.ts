import { en, Faker } from '@faker-js/faker'
import { addDatabases } from './data-sources'
import { manyMembers, otherBots } from './people'
import type { Member, Person, Workspace, WorkspaceIcon, World, WorldIcon, WorldPage } from './types'

export type * from './types'

const TOPICS = [
  ['Roadmap', '🗺️', ['This quarter', 'Next quarter', 'Parked ideas', 'What we said no to']],
  ['Meeting notes', '📝', ['Weekly planning', 'Design review', 'Retrospective', 'Budget round']],
  ['Onboarding', '🌱', ['Your first week', 'Accounts and access', 'Who does what', 'Glossary']],
  ['Brand', null, ['Tone of voice', 'Colours and type', 'Press kit']],
  ['Customer interviews', '🎧', ['How we ask', 'What we heard in spring', 'Open questions']],
  ['Handbook', '📚', ['Time off', 'Expenses', 'Working from elsewhere', 'Security at home']],
  ['Launch plan', '🚀', ['Checklist', 'Announcements', 'After the launch']],
  ['Incident reviews', '🚒', ['The slow Tuesday', 'Expired certificate', 'Template for a review']],
] as const

/** Notion rounds page times to the minute. */
const minute = (date: Date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString()

/** How many of a workspace's members write pages. */
const KNOWN = 11
const MANY = 489

interface Size {
  readonly topics: number
  readonly dataSource: boolean
}

function pagesOf(faker: Faker, members: readonly Member[], { topics, dataSource }: Size): WorldPage[] {
  const pages: WorldPage[] = []
  const end = new Date('2026-11-20T17:30:00Z')
  const add = (page: Pick<WorldPage, 'title' | 'icon' | 'parentId'> & Partial<WorldPage>): WorldPage => {
    const created = faker.date.between({ from: new Date('2025-02-03T08:00:00Z'), to: end })
    const made: WorldPage = {
      id: faker.string.uuid(),
      object: 'page',
      databaseId: null,
      createdAt: minute(created),
      editedAt: minute(faker.date.between({ from: created, to: end })),
      editedBy: faker.helpers.arrayElement(members.slice(0, KNOWN)).id,
      ...page,
    }
    pages.push(made)
    return made
  }
  for (const [title, emoji, children] of TOPICS.slice(0, topics)) {
    const icon: WorldIcon = emoji ? { type: 'emoji', emoji } : { type: 'url', name: 'brand' }
    const top = add({ title, icon, parentId: null })
    for (const child of children) {
      const page = add({ title: child, icon: null, parentId: top.id })
      if (faker.datatype.boolean(0.3))
        add({ title: faker.company.catchPhrase(), icon: null, parentId: page.id })
    }
  }
  if (dataSource) addDatabases({ faker, members, pages })
  // A page without a title is normal at Notion.
  if (topics > 0) add({ title: '', icon: null, parentId: null })
  return pages
}

/** The same world for the same seed: two persons, one of them in three workspaces, one of which both share. */
export function makeWorld(seed = 1): World {
  const faker = new Faker({ locale: [en] })
  faker.seed(seed)
  const person = (avatar: boolean): Person => {
    const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()]
    return {
      id: faker.string.uuid(),
      name: `${firstName} ${lastName}`,
      email: faker.internet.exampleEmail({ firstName, lastName }).toLowerCase(),
      avatarUrl: avatar ? `https://images.example.org/people/${lastName.toLowerCase()}.png` : null,
    }
  }
  const first = person(false)
  const second = person(false)
  const colleagues = Array.from({ length: 9 }, (_, index) => person(index % 2 === 0))
  const everyone = [...colleagues, ...manyMembers(faker, MANY)]
  const workspace = (
    icon: WorkspaceIcon,
    persons: readonly Person[],
    others: readonly Member[],
    size: Size,
  ): Workspace => {
    const members = [...persons, ...others]
    const id = faker.string.uuid()
    const name = faker.company.name()
    return {
      id,
      name,
      icon,
      persons: persons.map((one) => one.id),
      members,
      bots: size.dataSource ? otherBots(faker) : [],
      pages: pagesOf(faker, members, size),
    }
  }
  return {
    persons: [first, second],
    workspaces: [
      workspace({ type: 'emoji', emoji: '🧭' }, [first, second], everyone, { topics: 8, dataSource: true }),
      workspace({ type: 'url', name: 'workspace' }, [first], colleagues.slice(0, 3), {
        topics: 4,
        dataSource: false,
      }),
      workspace(null, [first], [], { topics: 0, dataSource: false }),
    ],
  }
}

/** The pages that stand under these, themselves included. */
export function withDescendants(pages: readonly WorldPage[], roots: ReadonlySet<string>): WorldPage[] {
  const inside = new Set<string>()
  // Parents stand before their children.
  for (const page of pages)
    if (roots.has(page.id) || (page.parentId !== null && inside.has(page.parentId))) inside.add(page.id)
  return pages.filter((page) => inside.has(page.id))
}
