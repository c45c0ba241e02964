import { beforeEach, describe, expect, it, vi } from 'vitest'
import { describeStore } from '@/test-support/databases'
import { createAllowance } from './allowance'
import { createSharedCounts, createStatementClient, type RunStatement } from './shared-counts'

const WINDOW_SECONDS = 60

describeStore('a limit', (open) => {
  let statements = 0
  let run: RunStatement

  beforeEach(async () => {
    const { database } = await open()
    statements = 0
    run = (text, values) => {
      statements += 1
      return database.$queryRawUnsafe(text, ...values)
    }
  })

  /** The limit in one process: separate memory, shared database. */
  const processOf = (limit: number, name = 'test') =>
    createAllowance(
      limit,
      WINDOW_SECONDS * 1000,
      createSharedCounts(createStatementClient(run), { name, points: limit, seconds: WINDOW_SECONDS }),
    )

  async function allowed(allow: ReturnType<typeof processOf>, times: number, key = 'one') {
    let count = 0
    for (let time = 0; time < times; time += 1) if ((await allow(key)) === null) count += 1
    return count
  }

  it('allows its number of requests, and then returns how long to wait', async () => {
    const allow = processOf(10)
    expect(await allowed(allow, 15)).toBe(10)
    const refusal = await allow('one')
    expect(refusal?.waitMs).toBeGreaterThan(0)
    expect(refusal?.waitMs).toBeLessThanOrEqual(WINDOW_SECONDS * 1000)
    expect(await allow('another')).toBeNull()
  })

  it('is exact for one process, with one statement per twentieth of the limit', async () => {
    const allow = processOf(200)
    expect(await allowed(allow, 10)).toBe(10)
    expect(statements, 'a few pages').toBe(0)
    expect(await allowed(allow, 240)).toBe(190)
    expect(statements).toBeLessThanOrEqual(21)
  })

  it('sends no more statements for a refused key', async () => {
    const allow = processOf(10)
    await allowed(allow, 11)
    const asked = statements
    expect(await allowed(allow, 20)).toBe(0)
    expect(statements).toBe(asked)
  })

  it('is exact across processes if it is small', async () => {
    const processes = [processOf(30), processOf(30), processOf(30)]
    const counts = await Promise.all(processes.map((allow) => allowed(allow, 20)))
    expect(counts.reduce((sum, count) => sum + count)).toBe(30)
  })

  it('is accurate to a twentieth per process if it is large', async () => {
    const processes = [processOf(400), processOf(400), processOf(400)]
    const counts = await Promise.all(processes.map((allow) => allowed(allow, 400)))
    const sum = counts.reduce((total, count) => total + count)
    expect(sum).toBeGreaterThanOrEqual(400 - 3 * 20)
    expect(sum).toBeLessThanOrEqual(400 + 2 * 20)
  })

  it('counts concurrent requests', async () => {
    const allow = processOf(30)
    const answers = await Promise.all(Array.from({ length: 100 }, () => allow('one')))
    expect(answers.filter((answer) => answer === null)).toHaveLength(30)
    expect(answers.filter((answer) => answer?.isFirst)).toHaveLength(1)
  })

  it('starts again with the next window', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const allow = processOf(10)
      expect(await allowed(allow, 12)).toBe(10)
      vi.setSystemTime(Date.now() + WINDOW_SECONDS * 1000 + 1)
      expect(await allowed(allow, 12)).toBe(10)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('while the database is unavailable', () => {
  const counts = (run: RunStatement) =>
    createAllowance(
      10,
      60_000,
      createSharedCounts(createStatementClient(run), { name: 'away', points: 10, seconds: 60 }),
    )

  const allowedOf = async (allow: ReturnType<typeof counts>, times: number) => {
    let count = 0
    for (let time = 0; time < times; time += 1) if ((await allow('one')) === null) count += 1
    return count
  }

  it('a process counts on its own, and doesn’t query again for a while', async () => {
    let asked = 0
    const allow = counts(() => {
      asked += 1
      return Promise.reject(new Error('away'))
    })
    expect(await allowedOf(allow, 15)).toBe(10)
    expect(asked).toBe(1)
  })

  it('requests are delayed only briefly if the database hangs', async () => {
    let asked = 0
    const allow = counts(() => {
      asked += 1
      return new Promise(() => {})
    })
    expect(await allowedOf(allow, 15)).toBe(10)
    expect(asked).toBe(1)
  })
})
