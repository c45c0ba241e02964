import { expect, it } from 'vitest'
import { groupThousands, pluralize } from './pluralize'

it.each([0, 7, 999, 1_000, 12_345, 999_999, 1_000_000, 1_234_567_890])('groups %i like Intl', (count) => {
  expect(groupThousands(count)).toBe(count.toLocaleString('en'))
})

it('uses singular and plural', () => {
  expect(pluralize(1, 'page')).toBe('1 page')
  expect(pluralize(0, 'page')).toBe('0 pages')
  expect(pluralize(1_200, 'entry', 'entries')).toBe('1,200 entries')
})
