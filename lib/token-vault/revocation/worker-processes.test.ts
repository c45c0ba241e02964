import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase, type OpenDatabase, openDatabase, setDatabase } from '@/lib/database'
import { startProcess } from '@/test-support/child-process'
import { aPostgresDatabase } from '@/test-support/postgres-databases'
import { startProxyBefore, throughProxy } from '@/test-support/tcp-proxy'
import { vault } from '@/test-support/vault'
import { withNotion } from '@/test-support/with-notion'

const REVOKE = 'POST /v1/oauth/revoke'
const PAIRS = 20
const { notion, connect, receive } = withNotion()

describe('revocations by several processes on PostgreSQL', { timeout: 120_000 }, () => {
  let opened: OpenDatabase
  let place: Awaited<ReturnType<typeof aPostgresDatabase>>

  beforeEach(async () => {
    place = await aPostgresDatabase()
    opened = await openDatabase({ url: place.url })
    setDatabase(opened)
  })
  afterEach(async () => {
    await closeDatabase()
    await place.drop()
  })

  const due = () => opened.database.$executeRaw`
    UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp() - interval '1 second', "claimedUntil" = NULL`
  const drain = () =>
    startProcess(['scripts/revocations-drain.ts'], {
      tsx: true,
      env: { ...process.env, DATABASE_URL: place.url, LOG_LEVEL: 'error' },
    })
  const alive = () => notion.aliveTokens()
  const revokes = async () => (await notion.counts())[REVOKE] ?? 0

  it('three processes handle each token once', async () => {
    await notion.switches({ keepOldPair: true, revokeScope: 'token' })
    for (let one = 0; one < PAIRS; one++) await receive()
    await due()
    await notion.clearLog()
    const processes = [drain(), drain(), drain()]
    for (const one of processes) expect(await one.exited, one.output()).toBe(0)
    expect(await revokes()).toBe(2 * PAIRS)
    expect(await alive()).toEqual([])
    expect(await opened.database.pendingRevocation.count()).toBe(0)
  })

  it('tokens claimed by a killed process are retried after the claim expires', async () => {
    await notion.switches({ keepOldPair: true, revokeScope: 'token' })
    for (let one = 0; one < PAIRS; one++) await receive()
    await due()
    await notion.clearLog()
    await notion.fault({ route: REVOKE, kind: 'hang', times: 16 })
    const victim = drain()
    await expect.poll(revokes, { timeout: 60_000 }).toBe(16)
    await victim.kill('SIGKILL')
    const next = drain()
    expect(await next.exited, next.output()).toBe(0)
    // Only unclaimed tokens; the access tokens of claimed refresh tokens have to wait.
    expect(await opened.database.pendingRevocation.count({ where: { claimedUntil: { not: null } } })).toBe(16)
    await due()
    const last = drain()
    expect(await last.exited, last.output()).toBe(0)
    expect(await alive()).toEqual([])
    expect(await revokes()).toBe(2 * PAIRS + 16)
  })

  it('a disconnect whose COMMIT succeeded but got no response is reported as done', async () => {
    const person = await connect()
    const proxy = await startProxyBefore(place.url)
    const through = await openDatabase({ url: throughProxy(place.url, proxy) })
    setDatabase(through)
    try {
      const lost = proxy.loseAnswerTo('COMMIT')
      const ended = vault().disconnect(person.owner, person.id)
      await lost
      expect(await ended).toMatchObject({ revocation: 'confirmed' })
    } finally {
      setDatabase(opened)
      await through.close()
      await proxy.close()
    }
    expect(await vault().listConnections(person.owner)).toEqual([])
    expect(await alive()).toEqual([])
    expect(await opened.database.activity.count({ where: { kind: 'disconnected' } })).toBe(1)
  })
})
