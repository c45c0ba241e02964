import type { Faker } from '@faker-js/faker'
import type { AddPage } from './pages'
import { anyIcon } from './projects'

export const LARGE_NAME = 'Ten Thousand Pages'
const PAGES = 10_000
const TOPS = ['Archive', 'Engineering', 'Field reports', 'People', 'Research', 'Sales']
/** The last level that has pages below it; there is one more. */
const MAX_PARENT = 4

/** 10,000 pages as a company piles them up: a few tops, five levels, some pages with many below them. */
export function addTenThousand(faker: Faker, add: AddPage): void {
  const parents = TOPS.map((title) => ({
    id: add({ title, icon: { type: 'emoji', emoji: '🗄️' }, parentId: null }).id,
    level: 1,
  }))
  for (let number = TOPS.length; number < PAGES; number++) {
    // The smaller index is the likelier one: the first pages gather the most.
    const place = Math.floor(faker.number.float() ** 2 * parents.length)
    const parent = parents[place]
    if (!parent) throw new Error('no parent page')
    const title = `${faker.commerce.productAdjective()} ${faker.commerce.product().toLowerCase()} ${number}`
    const { id } = add({ title, icon: anyIcon(faker), parentId: parent.id })
    const level = parent.level + 1
    if (level <= MAX_PARENT && faker.datatype.boolean(0.2)) parents.push({ id, level })
  }
}
