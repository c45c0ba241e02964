import type { Faker } from '@faker-js/faker'
import type { Member, WorldBot } from './types'

const RTL = ['ليلى عبد الرحمن', 'דָּוִד בֶּן־גּוּרְיוֹן', 'محمد بن موسى الخوارزمي'] as const
const LONG = 'Wolfeschlegelsteinhausenbergerdorff'

/** Names that people really have, and that boxes are not made for. */
function nameOf(faker: Faker, index: number): string | null {
  if (index % 25 === 7) return null
  if (index % 40 === 11) return RTL[((index / 40) | 0) % RTL.length] ?? null
  if (index % 60 === 13) return `${faker.person.firstName()} ${LONG.repeat(3)}`
  if (index % 75 === 17) return `${faker.person.fullName()} 🌿\u200b`
  return `${faker.person.firstName()} ${faker.person.lastName()}`
}

/** Members beside those whom one knows: with and without a picture, a name or an address. */
export function manyMembers(faker: Faker, count: number): Member[] {
  return Array.from({ length: count }, (_, index) => ({
    id: faker.string.uuid(),
    name: nameOf(faker, index),
    email: index % 50 === 23 ? null : `member.${index + 1}@example.org`,
    avatarUrl: index % 3 === 0 ? `https://images.example.org/people/${index + 1}.png` : null,
  }))
}

/** Other connections of a workspace: one says nothing of itself, one is a workspace's. */
export const otherBots = (faker: Faker): WorldBot[] => [
  { id: faker.string.uuid(), name: 'Calendar sync', avatarUrl: null, owner: 'unknown' },
  {
    id: faker.string.uuid(),
    name: 'Build announcements',
    avatarUrl: 'https://images.example.org/bots/build.png',
    owner: 'workspace',
  },
  { id: faker.string.uuid(), name: null, avatarUrl: null, owner: 'unknown' },
]
