import { en, Faker } from '@faker-js/faker'
import { comments } from './comments'
import { addCostly, COSTLY_NAME } from './costly'
import { addDatabases } from './data-sources'
import type { GeneratorContext } from './generators'
import { type AddPage, pageAdder } from './pages'
import { manyMembers, otherBots } from './people'
import { addProjects } from './projects'
import { addShowcase } from './showcase'
import { addTenThousand, LARGE_NAME } from './ten-thousand'
import { addTopics } from './topics'
import type { Member, Person, Workspace, WorkspaceIcon, World, WorldBot, WorldPage } from './types'

export type * from './types'

const MANY = 489

type Fill = (add: AddPage, making: GeneratorContext) => void

/** The first workspace: something of everything. */
const everything: Fill = (add, { faker, members, pages }) => {
  addTopics(faker, add, 8)
  const showcase = addShowcase(add)
  addProjects(faker, add)
  const before = pages.length
  addDatabases({ faker, members, pages })
  // A database without a title, and one inside a page.
  for (let index = before; index < pages.length; index++) {
    const page = pages[index]
    if (page?.object === 'data_source' && ['', 'Clients', 'Invoices'].includes(page.title))
      pages[index] = { ...page, parentId: showcase }
  }
  // Pages without a title are common in Notion.
  add({ title: '', icon: null, parentId: null })
}

const aFew: Fill = (add, { faker }) => {
  addTopics(faker, add, 4)
  add({ title: '', icon: null, parentId: null })
}

/**
 * The same world for the same seed: two persons, one of them in three workspaces, one of which both share.
 * A large one has a fourth workspace, of 10,000 pages; a costly one ends with a workspace of pages that cost much to
 * show.
 */
export function makeWorld(seed = 1, { large = false, costly = false } = {}): World {
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
    fill: Fill,
    { name = faker.company.name(), bots = [] }: { name?: string; bots?: readonly WorldBot[] } = {},
  ): Workspace => {
    const members = [...persons, ...others]
    const id = faker.string.uuid()
    const pages: WorldPage[] = []
    fill(pageAdder(faker, members, pages), { faker, members, pages })
    return {
      id,
      name,
      icon,
      persons: persons.map((one) => one.id),
      members,
      bots,
      pages,
      comments: comments({ faker, members, pages }),
    }
  }
  const workspaces = [
    workspace({ type: 'emoji', emoji: '🧭' }, [first, second], everyone, everything, {
      bots: otherBots(faker),
    }),
    workspace({ type: 'url', name: 'workspace' }, [first], colleagues.slice(0, 3), aFew),
    workspace(null, [first], [], () => {}),
  ]
  if (large)
    workspaces.push(
      workspace(
        { type: 'emoji', emoji: '🗄️' },
        [first],
        colleagues,
        (add, { faker }) => addTenThousand(faker, add),
        { name: LARGE_NAME },
      ),
    )
  if (costly)
    workspaces.push(
      workspace(null, [first], colleagues, (add, making) => addCostly(making, add), { name: COSTLY_NAME }),
    )
  return { persons: [first, second], workspaces }
}
