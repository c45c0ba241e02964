import { expect, it } from 'vitest'
import type { PersonView } from '@/lib/notion'
import { addToCount, NO_PEOPLE, peopleCountText } from './people-count'

const person = (kind: PersonView['kind'], email: string | null = null): PersonView => ({
  id: '1',
  name: null,
  kind,
  email,
  avatarUrl: null,
})

it('counts people batch by batch, in words', () => {
  const first = addToCount(NO_PEOPLE, [person('person', 'a@example.com'), person('person'), person('bot')])
  expect(first).toEqual({ members: 2, bots: 1, others: 0, withoutAddress: 1 })
  expect(peopleCountText(first)).toBe('2 members and 1 bot')
  expect(peopleCountText(addToCount(first, [person('unknown'), person('unknown')]))).toBe(
    '2 members, 1 bot and 2 entries of an unknown type',
  )
  expect(peopleCountText(NO_PEOPLE)).toBe('0 members')
  expect(peopleCountText(addToCount(NO_PEOPLE, [person('bot')]))).toBe('1 bot')
})
