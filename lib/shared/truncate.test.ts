import { expect, test } from 'vitest'
import { truncate } from './truncate'

test('a short name is unchanged', () => {
  expect(truncate('Roadmap', 7)).toBe('Roadmap')
})

test('a long name ends with an ellipsis', () => {
  expect(truncate('Roadmap', 4)).toBe('Road…')
  expect(truncate('w'.repeat(100_000)).length).toBeLessThan(300)
})

test('no surrogate pair is split', () => {
  expect(truncate('ab🎈cd', 3)).toBe('ab…')
  expect(truncate('ab🎈cd', 4)).toBe('ab🎈…')
})
