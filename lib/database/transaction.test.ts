import { setTimeout as delay } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { describeStore } from '@/test-support/databases'
import { createPostgresDatabase } from '@/test-support/postgres-databases'
import { type Database, type OpenDatabase, openDatabase } from './database'
import { DEFAULT_LIMITS } from './postgres'
import { inTransaction, sqlState, withRetries } from './transaction'

describeStore('a transaction', (open) => {
  let opened: OpenDatabase

  beforeEach(async () => {
    opened = await open()
  })

  const user = { notionPersonId: 'someone' }

  it('writes all of its work once', async () => {
    const made = await inTransaction(async (tx) => {
      await tx.user.create({ data: user })
      return tx.user.count()
    })
    expect(made).toBe(1)
    expect(await opened.database.user.count()).toBe(1)
  })

  it('writes nothing and is not repeated if its work throws', async () => {
    let runs = 0
    const failing = inTransaction(async (tx) => {
      runs++
      await tx.user.create({ data: user })
      throw new Error('a fault of the work')
    })
    await expect(failing).rejects.toThrow('a fault of the work')
    expect(runs).toBe(1)
    expect(await opened.database.user.count()).toBe(0)
  })

  it('is not repeated if a value is rejected, because it would be rejected again', async () => {
    let runs = 0
    await opened.database.user.create({ data: user })
    const failing = inTransaction(async (tx) => {
      runs++
      await tx.user.create({ data: user })
    })
    await expect(failing).rejects.toThrow()
    expect(runs).toBe(1)
  })
})

describe('concurrent transactions on PostgreSQL', () => {
  let database: Database

  async function counters(name: string) {
    const opened = await openDatabase({ url: await createPostgresDatabase(name) })
    database = opened.database
    await database.$executeRaw`CREATE TABLE counter (id int PRIMARY KEY, value int NOT NULL)`
    await database.$executeRaw`INSERT INTO counter VALUES (1, 0), (2, 0)`
    return opened
  }
  const values = () => database.$queryRaw<unknown[]>`SELECT id, value FROM counter ORDER BY id`

  it('both succeed once if they lock two rows in opposite orders', async () => {
    const opened = await counters('deadlock')
    let runs = 0
    let holding = 0
    let meet = () => {}
    const bothHoldOne = new Promise<void>((resolve) => {
      meet = resolve
    })
    const both = (first: number, second: number) =>
      inTransaction(
        async (tx) => {
          runs++
          await tx.$executeRaw`UPDATE counter SET value = value + 1 WHERE id = ${first}`
          holding++
          if (holding === 2) meet()
          await bothHoldOne
          await tx.$executeRaw`UPDATE counter SET value = value + 1 WHERE id = ${second}`
        },
        async () => database,
      )
    await Promise.all([both(1, 2), both(2, 1)])
    expect(runs).toBeGreaterThan(2)
    expect(await values()).toEqual([
      { id: 1, value: 2 },
      { id: 2, value: 2 },
    ])
    await opened.close()
  })

  it('both succeed, one after the other, if they conflict under SERIALIZABLE', async () => {
    const opened = await counters('serializable')
    const sum = (id: number) =>
      inTransaction(
        async (tx) => {
          await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL SERIALIZABLE`
          const [row] = await tx.$queryRaw<{ sum: number }[]>`SELECT sum(value)::int AS sum FROM counter`
          await delay(300)
          await tx.$executeRaw`UPDATE counter SET value = ${(row?.sum ?? 0) + 1}::int WHERE id = ${id}`
        },
        async () => database,
      )
    await Promise.all([sum(1), sum(2)])
    const rows = (await values()) as { value: number }[]
    expect(rows.map((row) => row.value).sort()).toEqual([1, 2])
    await opened.close()
  })

  it('retry after a lock timeout, also for a single statement', async () => {
    const opened = await counters('lock_timeout')
    const [{ url }] = await database.$queryRaw<[{ url: string }]>`SELECT current_database() AS url`
    const other = await openDatabase(
      { url: new URL(url, process.env.LATCHKEY_TEST_POSTGRES).href },
      { ...DEFAULT_LIMITS, lockMs: 300 },
    )
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    let locked = () => {}
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve
    })
    const holder = database.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE counter SET value = 10 WHERE id = 1`
      locked()
      await released
    })
    await isLocked
    await expect(
      other.database.$executeRaw`UPDATE counter SET value = 0 WHERE id = 1`.catch((error) => {
        throw new Error(`SQLSTATE ${sqlState(error)}`)
      }),
    ).rejects.toThrow('SQLSTATE 55P03')
    setTimeout(release, 100)
    await Promise.all([
      inTransaction(
        (tx) => tx.$executeRaw`UPDATE counter SET value = value + 1 WHERE id = 1`,
        async () => other.database,
      ),
      withRetries(() => other.database.$executeRaw`UPDATE counter SET value = value + 1 WHERE id = 1`),
      holder,
    ])
    expect(await values()).toContainEqual({ id: 1, value: 12 })
    await other.close()
    await opened.close()
  })

  it('run again if the connection ends before COMMIT', async () => {
    const opened = await counters('ended')
    let runs = 0
    await inTransaction(
      async (tx) => {
        await tx.$executeRaw`UPDATE counter SET value = value + 1 WHERE id = 1`
        if (++runs === 1) await tx.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`
      },
      async () => database,
    )
    expect(runs).toBe(2)
    expect(await values()).toContainEqual({ id: 1, value: 1 })
    await opened.close()
  })
})
