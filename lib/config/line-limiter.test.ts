import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLineLimiter } from './line-limiter'

describe('a line that repeats', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('is written 20 times a minute, then counted and summarized', () => {
    const summaries: [string, number][] = []
    const shouldWrite = createLineLimiter((line, suppressed) => summaries.push([line, suppressed]))
    const written = Array.from({ length: 1_000 }, () => shouldWrite('the same')).filter(Boolean)
    expect(written).toHaveLength(20)
    expect(shouldWrite('another')).toBe(true)
    expect(summaries).toEqual([])
    vi.advanceTimersByTime(60_000)
    expect(summaries).toEqual([['the same', 980]])
    expect(shouldWrite('the same')).toBe(true)
  })

  it('is counted apart from at most 2,000 others', () => {
    const shouldWrite = createLineLimiter(() => {})
    for (let line = 0; line < 10_000; line += 1) expect(shouldWrite(`line ${line}`)).toBe(true)
    expect(vi.getTimerCount()).toBe(2_000)
  })
})
