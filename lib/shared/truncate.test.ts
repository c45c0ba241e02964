import { expect, test } from 'vitest'
import { truncate } from './truncate'

test('a name that is short enough stays whole', () => {
  expect(truncate('Roadmap', 7)).toBe('Roadmap')
})

test('a longer one is cut, and says so', () => {
  expect(truncate('Roadmap', 4)).toBe('Road…')
  expect(truncate('w'.repeat(100_000)).length).toBeLessThan(300)
})

test('no character is cut in half', () => {
  expect(truncate('ab🎈cd', 3)).toBe('ab…')
  expect(truncate('ab🎈cd', 4)).toBe('ab🎈…')
})
