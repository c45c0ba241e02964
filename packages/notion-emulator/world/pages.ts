import type { Faker } from '@faker-js/faker'
import type { Member, WorldPage } from './types'

type NewPage = Pick<WorldPage, 'title' | 'icon' | 'parentId'> & Partial<WorldPage>
export type AddPage = (page: NewPage, edited?: Span) => WorldPage

interface Span {
  readonly from: Date
  readonly to: Date
}

const FIRST = new Date('2025-02-03T08:00:00Z')
const END = new Date('2026-11-20T17:30:00Z')
/** When pages were last edited: what a team works on now, and all the rest. */
export const NOW: Span = { from: new Date('2026-11-01T07:00:00Z'), to: END }
const BEFORE: Span = { from: FIRST, to: new Date('2026-10-31T19:00:00Z') }

/** How many of a workspace's members write pages. */
const WRITERS = 11

/** Notion rounds page times to the minute. */
export const toMinute = (date: Date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString()

/** Adds pages to a list, each with an id, times and a writer. */
export function pageAdder(faker: Faker, members: readonly Member[], pages: WorldPage[]): AddPage {
  const writers = members.slice(0, WRITERS)
  return (page, edited = BEFORE) => {
    const created = faker.date.between({ from: FIRST, to: edited.to })
    const from = Math.max(created.getTime(), edited.from.getTime())
    const made: WorldPage = {
      id: faker.string.uuid(),
      object: 'page',
      databaseId: null,
      createdAt: toMinute(created),
      editedAt: toMinute(faker.date.between({ from, to: edited.to })),
      editedBy: faker.helpers.arrayElement(writers).id,
      ...page,
    }
    pages.push(made)
    return made
  }
}

/** A title that nothing else in the world bears, nor contains a word that tests look for. */
export function phrase(faker: Faker): string {
  const title = faker.company.catchPhrase()
  return /road|brand|task/i.test(title) ? phrase(faker) : title
}
