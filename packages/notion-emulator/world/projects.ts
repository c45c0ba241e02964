import type { Faker } from '@faker-js/faker'
import { CUSTOM_EMOJIS } from './custom-emojis'
import { type AddPage, phrase } from './pages'
import type { WorldCover, WorldIcon } from './types'

/** The number of children per page, level by level: 325 pages, six levels including the top. */
const BELOW = [5, 4, 3, 2, 1]

const EMOJIS = ['🪁', '🧪', '🪴', '🛶', '🔭', '🧵', '🏗️', '🪨', '🎛️', '🫧']

/** Most pages have no icon or an emoji. */
export function anyIcon(faker: Faker): WorldIcon {
  return faker.helpers.weightedArrayElement<WorldIcon>([
    { weight: 8, value: null },
    { weight: 8, value: { type: 'emoji', emoji: faker.helpers.arrayElement(EMOJIS) } },
    { weight: 1, value: { type: 'custom_emoji', ...faker.helpers.arrayElement(CUSTOM_EMOJIS) } },
    { weight: 1, value: { type: 'icon', name: 'compass', color: 'blue' } },
    { weight: 1, value: { type: 'file', name: 'photo.svg' } },
    { weight: 1, value: { type: 'url', name: 'brand' } },
  ])
}

const anyCover = (faker: Faker): WorldCover =>
  faker.helpers.weightedArrayElement<WorldCover>([
    { weight: 8, value: null },
    { weight: 1, value: { type: 'file', name: 'photo.svg' } },
    { weight: 1, value: { type: 'external', url: 'https://images.example.org/covers/hills.jpg' } },
  ])

function addBelow(faker: Faker, add: AddPage, parentId: string, level: number): void {
  for (let index = 0; index < (BELOW[level] ?? 0); index++) {
    const page = add({ title: phrase(faker), icon: anyIcon(faker), cover: anyCover(faker), parentId })
    addBelow(faker, add, page.id, level + 1)
  }
}

/** Hundreds of pages below one. */
export function addProjects(faker: Faker, add: AddPage): void {
  const top = add({
    title: 'Projects',
    icon: { type: 'icon', name: 'folder', color: 'gray' },
    parentId: null,
  })
  addBelow(faker, add, top.id, 0)
}
