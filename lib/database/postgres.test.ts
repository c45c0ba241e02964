import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aPostgresDatabase } from '@/test-support/postgres-databases'
import { startProxyBefore, type TcpProxy, throughProxy } from '@/test-support/tcp-proxy'
import { CommitUnknown } from '../errors'
import { type OpenDatabase, openDatabase } from './database'
import { inTransaction, sqlState, withRetries } from './transaction'

// The app's limits, but shorter. The same code applies them.
const LIMITS = { lockMs: 300, idleInTransactionMs: 500, statementMs: 800, silenceMs: 1_000 }

describe('a PostgreSQL database that hangs', () => {
  let proxy: TcpProxy
  let opened: OpenDatabase
  let drop: () => Promise<void>
  let direct: OpenDatabase

  beforeEach(async () => {
    const made = await aPostgresDatabase()
    drop = made.drop
    proxy = await startProxyBefore(made.url)
    opened = await openDatabase({ url: throughProxy(made.url, proxy) }, LIMITS)
    direct = await openDatabase({ url: made.url }, LIMITS)
  })
  afterEach(async () => {
    await proxy.close()
    await opened.close()
    await direct.close()
    await drop()
  })

  const setting = async (on: Pick<OpenDatabase['database'], '$queryRawUnsafe'>, name: string) =>
    (await on.$queryRawUnsafe<{ value: string }[]>(`SELECT current_setting('${name}') AS value`))[0]?.value

  it('sets limits for each connection and transaction', async () => {
    const wanted = ['300ms', '500ms', '800ms']
    const names = ['lock_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout']
    const ofSession = []
    for (const name of names) ofSession.push(await setting(opened.database, name))
    expect(ofSession).toEqual(wanted)
    const ofTransaction = await opened.database.$transaction(async (tx) => {
      // PgBouncer in transaction mode may use a server connection without them.
      const found = []
      for (const name of names) found.push(await setting(tx, name))
      return found
    })
    expect(ofTransaction).toEqual(wanted)
  })

  it('sets limits for a transaction in a session without limits', async () => {
    await opened.database.$executeRaw`SET SESSION statement_timeout = 0`
    await opened.database.$transaction(async (tx) => {
      expect(await setting(tx, 'statement_timeout')).toBe('800ms')
    })
    expect(await setting(opened.database, 'statement_timeout')).toBe('0')
  })

  it('cancels a slow statement and keeps its connection', async () => {
    const failure = await opened.database.$queryRaw`SELECT 1 AS one FROM pg_sleep(5)`.catch(
      (error: unknown) => error,
    )
    expect(sqlState(failure)).toBe('57014')
    expect(proxy.connections()).toBe(1)
    expect(await opened.database.user.count()).toBe(0)
  })

  it('replaces ten sockets that freeze at once under load', async () => {
    const busy = () =>
      Array.from({ length: 10 }, () => opened.database.$queryRaw`SELECT 1 AS one FROM pg_sleep(0.05)`)
    await Promise.all(busy())
    expect(proxy.connections()).toBe(10)
    proxy.freeze()
    const outcomes = await Promise.allSettled(busy())
    expect(outcomes.filter((one) => one.status === 'rejected')).toHaveLength(10)
    // Under continuing load, as after a network outage: no more failures.
    await Promise.all([...busy(), ...busy()])
    expect(await opened.database.user.count()).toBe(0)
  })

  it('replaces all frozen idle sockets when the first one is detected', async () => {
    await Promise.all(
      Array.from({ length: 10 }, () => opened.database.$queryRaw`SELECT 1 AS one FROM pg_sleep(0.05)`),
    )
    proxy.freeze()
    await expect(opened.database.user.count()).rejects.toThrow()
    // One after another: each would get a frozen socket if they were still in the pool.
    for (let count = 0; count < 10; count++) expect(await opened.database.user.count()).toBe(0)
  })

  it('closes the connection of a transaction whose socket freezes, even if COMMIT hangs', async () => {
    await expect(
      opened.database.$transaction(async (tx) => {
        await tx.user.create({ data: { notionPersonId: 'frozen' } })
        proxy.freeze()
      }),
    ).rejects.toThrow()
    for (let count = 0; count < 12; count++) expect(await opened.database.user.count()).toBe(0)
  })

  it('releases a row that a frozen process has locked, and never delays other rows', async () => {
    await direct.database.user.createMany({
      data: [{ notionPersonId: 'locked' }, { notionPersonId: 'other' }],
    })
    const silent = opened.database
      .$transaction(async (tx) => {
        await tx.user.updateMany({ where: { notionPersonId: 'locked' }, data: { name: 'unfinished' } })
        proxy.freeze()
        await delay(10_000)
      })
      .catch(() => {})
    await delay(100)
    const rename = (notionPersonId: string, name: string) =>
      direct.database.user.updateMany({ where: { notionPersonId }, data: { name } })
    expect(await rename('other', 'renamed')).toEqual({ count: 1 })
    expect(await withRetries(() => rename('locked', 'renamed'))).toEqual({ count: 1 })
    expect(await direct.database.user.findMany({ where: { name: 'unfinished' } })).toEqual([])
    await silent
  })

  it('distinguishes a COMMIT with a lost response from a rejected one', async () => {
    let runs = 0
    const lost = proxy.loseAnswerTo('COMMIT')
    const outcome = inTransaction(
      async (tx) => {
        runs++
        await tx.user.create({ data: { notionPersonId: 'committed' } })
      },
      async () => opened.database,
    )
    await expect(outcome).rejects.toBeInstanceOf(CommitUnknown)
    await lost
    expect(runs).toBe(1)
    expect(await direct.database.user.count()).toBe(1)
  })

  it('survives late responses, cut-off and half-closed connections', async () => {
    proxy.delay(100)
    expect(await opened.database.user.count()).toBe(0)
    proxy.delay(0)
    for (const disturb of [proxy.cut, proxy.halfClose]) {
      await opened.database.user.count()
      disturb()
      await delay(50)
      expect(await opened.database.user.count()).toBe(0)
    }
  })
})
