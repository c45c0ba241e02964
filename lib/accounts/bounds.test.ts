import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { listActivity } from '@/lib/activity'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { withNotion } from '@/test-support/with-notion'
import { createIntent } from './intents'
import { purgeExpired } from './purge'
import { liveSession } from './sessions'
import { spendState } from './spent-states'

vi.stubEnv('MAX_PER_PERSON', 'sessions=2,connects=2,forms=3')
vi.stubEnv('ACTIVITY_DAYS', '30')
const { connect } = withNotion()

describeStore('what one person can cause', (open) => {
  let opened: OpenDatabase

  beforeEach(async () => {
    opened = await open()
  })

  it('more signed-in browsers than allowed: the one that was used least recently is signed out', async () => {
    const { database } = opened
    const first = await connect()
    const second = await connect()
    await database.$executeRaw`UPDATE "Session" SET "lastSeenAt" = clock_timestamp() - interval '1 hour' WHERE "id" <>
      ${(await liveSession(database, first.kept.sessionToken))?.id}`
    const third = await connect()
    expect(await liveSession(database, second.kept.sessionToken)).toBeNull()
    expect(await liveSession(database, first.kept.sessionToken)).not.toBeNull()
    expect(await liveSession(database, third.kept.sessionToken)).not.toBeNull()
    expect(await database.session.count()).toBe(2)
    const ended = (await listActivity(first.owner, 50)).filter(({ kind }) => kind === 'session_ended')
    expect(ended.map(({ reason }) => reason)).toEqual(['too-many'])
  })

  it('another person keeps their browsers', async () => {
    const mine = await connect()
    const theirs = await connect({ person: 1 })
    await connect()
    await connect()
    expect(await liveSession(opened.database, mine.kept.sessionToken)).toBeNull()
    expect(await liveSession(opened.database, theirs.kept.sessionToken)).not.toBeNull()
  })

  it('more open connects than allowed: the oldest ends, and stays known as a connect', async () => {
    const { owner, kept } = await connect()
    const session = await liveSession(opened.database, kept.sessionToken)
    for (let time = 0; time < 40; time += 1)
      await createIntent(vault(), `state ${time}`, {
        userId: owner,
        sessionId: session?.id ?? '',
        purpose: 'connect',
        connectionId: null,
        returnTo: '/workspaces',
      })
    const rows = await opened.database.$queryRaw<{ open: boolean }[]>`
      SELECT "expiresAt" > clock_timestamp() AS "open" FROM "ConnectIntent"`
    expect(rows.filter(({ open: isOpen }) => isOpen)).toHaveLength(2)
    expect(rows).toHaveLength(20)
  })

  it('a state is spent once, however many present it at the same moment', async () => {
    const spent = await Promise.all(Array.from({ length: 10 }, () => spendState('the same')))
    expect(spent.filter(Boolean)).toHaveLength(1)
    expect(await spendState('another')).toBe(true)
  })

  it('what is old goes, in batches; what is not stays', async () => {
    const { database } = opened
    const { owner } = await connect()
    const before = await database.activity.count()
    await database.$executeRaw`
      INSERT INTO "Activity" ("id", "userId", "kind", "at")
      SELECT 'old ' || n, ${owner}, 'refreshed', clock_timestamp() - interval '31 days' FROM generate_series(1, 2500) n`
    await database.$executeRaw`
      INSERT INTO "Activity" ("id", "userId", "kind", "at") VALUES ('young', ${owner}, 'refreshed', clock_timestamp() - interval '29 days')`
    await database.$executeRaw`
      INSERT INTO "SpentState" ("id", "spentAt") VALUES ('old', clock_timestamp() - interval '2 hours'), ('young', clock_timestamp())`
    await database.$executeRaw`
      INSERT INTO "RateLimit" ("key", "points", "expire")
      SELECT 'old ' || n, 1, ${BigInt(Date.now() - 1)} FROM generate_series(1, 1500) n`
    await database.$executeRaw`INSERT INTO "RateLimit" VALUES ('young', 1, ${BigInt(Date.now() + 60_000)})`
    for (let form = 0; form < 6; form += 1)
      await database.$executeRaw`
        INSERT INTO "SentForm" ("id", "userId", "sentAt")
        VALUES (${randomUUID()}, ${owner}, clock_timestamp() - make_interval(mins => ${form}::int))`

    await purgeExpired()

    expect(await database.activity.count()).toBe(before + 1)
    expect(await database.activity.count({ where: { id: 'young' } })).toBe(1)
    expect(await database.spentState.findMany({ select: { id: true } })).toEqual([{ id: 'young' }])
    expect(await database.rateLimit.findMany({ select: { key: true } })).toEqual([{ key: 'young' }])
    const ages = await database.$queryRaw<{ minutes: number }[]>`
      SELECT round(extract(epoch FROM clock_timestamp() - "sentAt") / 60)::int AS "minutes" FROM "SentForm" ORDER BY 1`
    expect(ages.map(({ minutes }) => minutes)).toEqual([0, 1, 2])
  })
})
