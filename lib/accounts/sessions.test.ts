import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { findEntry } from '@/lib/activity'
import { log } from '@/lib/config'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { withLostCommits } from '@/test-support/lost-commit'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { endOneSession, endOtherSessions, isFreshSession, listSessions, liveSession } from './sessions'

const { connect } = withNotion()

describeStore('sessions', (open) => {
  let opened: OpenDatabase
  let me: Connected

  beforeEach(async () => {
    opened = await open()
    me = await connect()
  })

  const idOf = async ({ kept }: Connected) =>
    (await liveSession(opened.database, kept.sessionToken))?.id ?? 'no session'
  const isLive = async ({ kept }: Connected) =>
    (await liveSession(opened.database, kept.sessionToken)) !== null
  const events = (spy: { mock: { calls: unknown[][] } }) =>
    spy.mock.calls.map(([fields]) => fields as { event?: string }).filter(({ event }) => event)

  it('are listed with browser, network and times, the one used last first, and only those that live', async () => {
    const { database } = opened
    const [second, idle, over] = [await connect(), await connect(), await connect()]
    await connect({ person: 1 })
    await database.session.update({
      where: { id: await idOf(second) },
      data: {
        userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0',
        ipPrefix: '203.0.113.0/24',
        lastSeenAt: new Date(Date.now() - 60_000),
      },
    })
    await database.$executeRaw`
      UPDATE "Session" SET "lastSeenAt" = clock_timestamp() - interval '8 days' WHERE "id" = ${await idOf(idle)}`
    await database.$executeRaw`
      UPDATE "Session" SET "expires" = clock_timestamp() WHERE "id" = ${await idOf(over)}`
    expect(await listSessions(me.owner)).toEqual([
      {
        id: await idOf(me),
        device: { name: 'Unknown browser', kind: 'unknown' },
        network: null,
        signedInAt: expect.any(Date),
        lastSeenAt: expect.any(Date),
      },
      {
        id: await idOf(second),
        device: { name: 'Firefox on Windows', kind: 'computer' },
        network: '203.0.113.0/24',
        signedInAt: expect.any(Date),
        lastSeenAt: expect.any(Date),
      },
    ])
  })

  it('one is ended, and told in words; the others go on', async () => {
    const second = await connect()
    await opened.database.session.updateMany({
      data: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0' },
    })
    const lines = vi.spyOn(log, 'info')
    const entry = await endOneSession(me.owner, await idOf(second))
    expect(await isLive(second)).toBe(false)
    expect(await isLive(me)).toBe(true)
    expect(await findEntry(me.owner, entry ?? '')).toMatchObject({
      kind: 'session_ended',
      reason: 'one',
      device: 'Firefox on Linux',
    })
    expect(events(lines)).toMatchObject([{ event: 'session_ended', userId: me.owner }])
  })

  it('another person’s is not ended: as one that ended before, and as one that never was', async () => {
    const theirs = await connect({ person: 1 })
    const ended = await connect()
    const endedId = await idOf(ended)
    await endOneSession(me.owner, endedId)
    const before = await opened.database.activity.count()
    const lines = vi.spyOn(log, 'warn')
    expect(await endOneSession(me.owner, await idOf(theirs))).toBeNull()
    expect(await endOneSession(me.owner, endedId)).toBeNull()
    expect(await endOneSession(me.owner, randomUUID())).toBeNull()
    expect(await endOneSession(me.owner, 'no id')).toBeNull()
    expect(await isLive(theirs)).toBe(true)
    expect(await opened.database.activity.count()).toBe(before)
    expect(events(lines)).toMatchObject([{ event: 'foreign_id', userId: me.owner }])
  })

  it('all others are ended and counted; this one and those of other people go on', async () => {
    const others = [await connect(), await connect()]
    const theirs = await connect({ person: 1 })
    const session = { id: await idOf(me), userId: me.owner }
    const entry = await endOtherSessions(session)
    expect(await findEntry(me.owner, entry ?? '')).toMatchObject({ reason: 'others', count: 2 })
    for (const other of others) expect(await isLive(other)).toBe(false)
    for (const stays of [me, theirs]) expect(await isLive(stays)).toBe(true)
    // The same form from another tab.
    expect(await endOtherSessions(session)).toBeNull()
  })

  it('ended with a COMMIT that was not answered are told as ended, once', async () => {
    const second = await connect()
    const id = await idOf(second)
    const entry = await withLostCommits(opened, [true], () => endOneSession(me.owner, id))
    expect(await findEntry(me.owner, entry ?? '')).toMatchObject({ reason: 'one' })
    await connect()
    const session = { id: await idOf(me), userId: me.owner }
    const all = await withLostCommits(opened, [true], () => endOtherSessions(session))
    expect(await findEntry(me.owner, all ?? '')).toMatchObject({ reason: 'others', count: 1 })
    expect(await opened.database.activity.count({ where: { kind: 'session_ended' } })).toBe(2)
  })

  it('are fresh for some minutes after the sign-in, and for their person', async () => {
    const id = await idOf(me)
    const theirs = await connect({ person: 1 })
    expect(await isFreshSession(me.owner, id, 10)).toBe(true)
    expect(await isFreshSession(theirs.owner, id, 10)).toBe(false)
    await opened.database
      .$executeRaw`UPDATE "Session" SET "createdAt" = clock_timestamp() - interval '11 minutes'`
    expect(await isFreshSession(me.owner, id, 10)).toBe(false)
  })
})
