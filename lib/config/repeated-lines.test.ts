import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { repeatedLines } from './repeated-lines'

describe('a line that repeats', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('is written some times a minute, then counted, and the count is told', () => {
    const told: [string, number][] = []
    const isWritten = repeatedLines((line, leftOut) => told.push([line, leftOut]))
    const written = Array.from({ length: 1_000 }, () => isWritten('the same')).filter(Boolean)
    expect(written).toHaveLength(20)
    expect(isWritten('another')).toBe(true)
    expect(told).toEqual([])
    vi.advanceTimersByTime(60_000)
    expect(told).toEqual([['the same', 980]])
    expect(isWritten('the same')).toBe(true)
  })

  it('is told apart from as many others as a process remembers, and no more', () => {
    const isWritten = repeatedLines(() => {})
    for (let line = 0; line < 10_000; line += 1) expect(isWritten(`line ${line}`)).toBe(true)
    expect(vi.getTimerCount()).toBe(2_000)
  })
})
