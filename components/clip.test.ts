import { expect, test } from 'vitest'
import { clip } from './clip'

test('a name that is short enough stays whole', () => {
  expect(clip('Roadmap', 7)).toBe('Roadmap')
})

test('a longer one is cut, and says so', () => {
  expect(clip('Roadmap', 4)).toBe('Road…')
  expect(clip('w'.repeat(100_000)).length).toBeLessThan(300)
})

test('no character is cut in half', () => {
  expect(clip('ab🎈cd', 3)).toBe('ab…')
  expect(clip('ab🎈cd', 4)).toBe('ab🎈…')
})
