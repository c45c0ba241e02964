import { expect, it } from 'vitest'
import { ListProgress } from './list-progress'

const cursors = (progress: ListProgress, batches: readonly [number, string | null][]) =>
  batches.map(([items, cursor]) => progress.nextCursor(items, cursor))

it('a list is read until its last batch', () => {
  const progress = new ListProgress()
  expect(
    cursors(progress, [
      [100, 'a'],
      [0, 'b'],
      [3, null],
    ]),
  ).toEqual(['a', 'b', null])
  expect(progress.stoppedEarly).toBe(false)
})

it('a repeated cursor ends the list, also if two cursors alternate', () => {
  for (const names of [
    ['a', 'a'],
    ['a', 'b', 'a'],
  ]) {
    const progress = new ListProgress()
    const followed = cursors(
      progress,
      names.map((name) => [100, name]),
    )
    expect(followed.at(-1)).toBe(null)
    expect(followed.slice(0, -1)).toEqual(names.slice(0, -1))
    expect(progress.stoppedEarly).toBe(true)
  }
})

it('five empty batches in a row end the list', () => {
  const progress = new ListProgress()
  const empty = Array.from({ length: 4 }, (_, index): [number, string] => [0, `a${index}`])
  expect(
    cursors(progress, [
      ...empty,
      [1, 'item'],
      ...empty.map(([, name]): [number, string] => [0, `b${name}`]),
    ]).at(-1),
  ).not.toBe(null)
  expect(progress.nextCursor(0, 'last')).toBe(null)
  expect(progress.stoppedEarly).toBe(true)
})

it('the list ends after the maximum number of batches', () => {
  const progress = new ListProgress(2)
  expect(
    cursors(progress, [
      [1, 'a'],
      [1, 'b'],
    ]),
  ).toEqual(['a', null])
  expect(progress.stoppedEarly).toBe(true)
})
