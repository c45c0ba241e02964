import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { type OpenDatabase, setDatabase } from '@/lib/database'
import { ConnectionGone, NotionMisconfigured, ReconnectRequired, RefreshUnsettled } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { REFRESHES } from '@/test-support/notion-admin'
import { vault, vaultContext } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { COOL_DOWN_MS, LEASE_MS } from './connection-state'

const TOKEN = 'POST /v1/oauth/token'

const { notion, connect } = withNotion()

describeStore('a refresh', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    person = await connect()
    await notion.clearLog()
  })

  const row = async () => opened.database.connection.findUniqueOrThrow({ where: { id: person.id } })
  const pending = () => opened.database.pendingRevocation.findMany({ orderBy: { createdAt: 'asc' } })
  const me = () => vault().notionClientFor(person.owner, person.id).users.me({})
  const refreshes = async () => (await notion.counts())[REFRESHES] ?? 0
  const aliveTokens = () => notion.aliveTokens()
  const leaseEnds = () => opened.database.$executeRaw`
    UPDATE "Connection" SET "leaseExpiresAt" = clock_timestamp(), "refreshNotBefore" = NULL`

  it('happens once for a hundred calls that meet an expired token, and each of them succeeds', async () => {
    await notion.expire()
    const answers = await Promise.all(Array.from({ length: 100 }, me))
    expect(answers.map((one) => one.id)).toEqual(Array(100).fill(person.botId))
    expect(await refreshes()).toBe(1)
    expect(await row()).toMatchObject({
      generation: 2,
      leaseHolder: null,
      unsettledSince: null,
      state: 'active',
    })
  })

  it('adds both replaced tokens to the pending revocations, and only introspects them while the bot has a connection', async () => {
    await notion.expire()
    await me()
    expect((await pending()).map((one) => [one.use, one.reason, one.status])).toEqual([
      ['refresh', 'replaced', 'waiting'],
      ['access', 'replaced', 'waiting'],
    ])
  })

  it('is not repeated for a late 401 of an older generation', async () => {
    await notion.expire()
    await me()
    await vault().refresh(person.owner, person.id, 1)
    expect(await refreshes()).toBe(1)
    expect((await row()).generation).toBe(2)
  })

  it('after the access was removed in Notion: reconnect_required with that reason, one request', async () => {
    await notion.removeConnection(person.botId)
    await expect(me()).rejects.toThrow(ReconnectRequired)
    await expect(me()).rejects.toMatchObject({ reason: 'access_removed' })
    expect(await refreshes()).toBe(1)
    expect(await row()).toMatchObject({ state: 'reconnect_required', stateReason: 'access_removed' })
  })

  it.each([['rfc'], ['notion'], ['both'], ['sdk-guide']] as const)(
    'understands a refused refresh token in the error shape %s',
    async (oauthErrorShape) => {
      await notion.switches({ oauthErrorShape })
      await notion.removeConnection(person.botId)
      await expect(me()).rejects.toThrow(ReconnectRequired)
    },
  )

  describe('with an unknown outcome keeps the pair, starts a cool-down and repeats nothing', () => {
    for (const fault of [
      { kind: 'drop-before' },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503, retryAfter: 40 },
      { kind: 'html' },
      { kind: 'redirect' },
    ] as const)
      it(JSON.stringify(fault), async () => {
        await notion.expire()
        await notion.fault({ route: TOKEN, ...fault })
        const outcomes = await Promise.allSettled(Array.from({ length: 20 }, me))
        for (const outcome of outcomes)
          expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(RefreshUnsettled) })
        expect(await refreshes()).toBe(1)
        expect((await notion.log()).filter((one) => one.path === '/v1/elsewhere')).toEqual([])
        const kept = await row()
        expect(kept).toMatchObject({ state: 'active', generation: 1, leaseHolder: null })
        expect(kept.unsettledSince).not.toBeNull()
        const coolDown = Math.max(COOL_DOWN_MS, ('retryAfter' in fault ? (fault.retryAfter ?? 0) : 0) * 1000)
        expect((kept.refreshNotBefore?.getTime() ?? 0) - Date.now()).toBeGreaterThan(coolDown - 5_000)
        // No request within the cool-down; the next call after it succeeds.
        await expect(me()).rejects.toThrow(RefreshUnsettled)
        expect(await refreshes()).toBe(1)
        await leaseEnds()
        await me()
        expect(await refreshes()).toBe(2)
        expect(await row()).toMatchObject({ generation: 2, unsettledSince: null })
      })
  })

  it('429: Notion certainly did nothing, so nothing is unsettled, and Retry-After is respected', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'status', status: 429, retryAfter: 25 })
    await expect(me()).rejects.toMatchObject({ retryAfterSeconds: 25 })
    expect(await row()).toMatchObject({ unsettledSince: null, generation: 1, state: 'active' })
  })

  it.each([
    ['429 and 10^9 seconds', 429, 1_000_000_000],
    ['503 and 10^15 seconds', 503, 1_000_000_000_000_000],
    ['503 and a date in decades', 503, 'Sun, 06 Nov 2095 08:49:37 GMT'],
  ])('%s: the cool-down lasts at most an hour', async (_what, status, retryAfter) => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'status', status, retryAfter })
    await expect(me()).rejects.toMatchObject({ retryAfterSeconds: 3_600 })
    const { refreshNotBefore } = await row()
    expect((refreshNotBefore?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(3_601_000)
    await leaseEnds()
    await me()
    expect((await row()).generation).toBe(2)
  })

  describe('whose response was lost after Notion acted becomes answer_lost at the next call', () => {
    for (const kind of ['drop-after', 'truncated', 'garbage', 'empty'] as const)
      it(kind, async () => {
        await notion.expire()
        await notion.fault({ route: TOKEN, kind })
        await expect(me()).rejects.toThrow(RefreshUnsettled)
        await leaseEnds()
        await expect(me()).rejects.toMatchObject({ reason: 'answer_lost' })
        expect(await refreshes()).toBe(2)
      })
  })

  it('invalid_client is our misconfiguration and never changes a connection', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'status', status: 401, code: 'invalid_client' })
    await expect(me()).rejects.toThrow(NotionMisconfigured)
    expect(await row()).toMatchObject({ state: 'active', generation: 1, unsettledSince: null })
  })

  it('stores a pair from a response with unknown members, a null owner and an emoji icon', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'extra-fields' })
    await me()
    expect(await row()).toMatchObject({ generation: 2, state: 'active' })
  })

  it('doesn’t store a pair of another bot, but adds it to the pending revocations', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'other-bot' })
    await expect(me()).rejects.toThrow()
    expect(await row()).toMatchObject({ generation: 1 })
    expect((await pending()).filter((one) => one.reason === 'late')).toHaveLength(2)
  })

  it('answered with a pair of another bot is not repeated, because the refresh token is used up', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'other-bot' })
    await expect(me()).rejects.toThrow()
    for (let time = 0; time < 3; time++) {
      await leaseEnds()
      await expect(me()).rejects.toMatchObject({ reason: 'answer_lost' })
    }
    expect(await refreshes()).toBe(1)
    expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'not_provable' })
  })

  it('without a refresh token: reconnect_required, without a request', async () => {
    await vault().disconnect(person.owner, person.id)
    await notion.switches({ refreshTokenNull: true })
    person = await connect({ cookie: person.cookie })
    await notion.clearLog()
    await notion.expire()
    await expect(me()).rejects.toMatchObject({ reason: 'no_refresh_token' })
    expect(await refreshes()).toBe(0)
  })

  it('a response without a refresh token keeps the old one in the new pair', async () => {
    const before = await row()
    await notion.expire()
    await notion.switches({ refreshTokenNull: true, oldRefreshGrace: 5 })
    await me()
    const after = await row()
    expect(after.pairId).not.toBe(before.pairId)
    expect(after.sealedRefreshToken).not.toBeNull()
    expect((await pending()).map((one) => one.use)).toEqual(['access'])
    await notion.switches({ refreshTokenNull: false })
    await notion.expire()
    await me()
    expect((await row()).generation).toBe(3)
  })

  it('two new generations refused within one call: reconnect_required, no loop', async () => {
    await notion.expire()
    for (let time = 0; time < 4; time++)
      await notion.fault({ route: 'GET /v1/users/me', kind: 'status', status: 401 })
    await expect(me()).rejects.toMatchObject({ reason: 'fresh_tokens_refused' })
    expect(await refreshes()).toBe(2)
    expect(await row()).toMatchObject({ state: 'reconnect_required', stateReason: 'fresh_tokens_refused' })
  })

  describe('is not triggered by a response other than Notion’s 401', () => {
    for (const fault of [
      { kind: 'status', status: 403 },
      { kind: 'status', status: 404 },
      { kind: 'html', status: 401 },
    ] as const)
      it(JSON.stringify(fault), async () => {
        await notion.fault({ route: 'GET /v1/users/me', ...fault, times: 3 })
        await expect(me()).rejects.toThrow()
        expect(await refreshes()).toBe(0)
        expect((await row()).state).toBe('active')
      })
  })

  it('an active pending pair of the bot replaces a refused one', async () => {
    // Two callbacks of one bot: the pair that was issued first, and is inactive now, was stored last.
    await notion.switches({ keepOldPair: true })
    const sibling = await connect({ cookie: person.cookie })
    expect(sibling.id).toBe(person.id)
    await opened.database.$transaction([
      opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp() + interval '1 hour'`,
    ])
    const current = await row()
    const { tokens } = await notion.issued()
    const newest = tokens.at(-1)
    expect(newest?.alive).toBe(true)
    // Notion revokes the newest pair; the one before it, pending here, is still active.
    await vaultContext().notion.revoke(newest?.token ?? '')
    await me()
    const after = await row()
    expect(after.generation).toBe(current.generation + 1)
    expect(after.pairId).not.toBe(current.pairId)
    expect(after.state).toBe('active')
  })

  it('that finishes after a disconnect doesn’t revive the connection; its pair is revoked', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'latency-after', latencyMs: 800 })
    const call = me().catch((error: unknown) => error)
    await expect.poll(refreshes, { timeout: 5_000 }).toBe(1)
    const ended = await vault().disconnect(person.owner, person.id)
    expect(ended?.revocation).not.toBe('confirmed')
    expect(await call).toBeInstanceOf(ConnectionGone)
    await vault().tasks.waitUntilIdle(5_000)
    expect(await opened.database.connection.count()).toBe(0)
    await opened.database.$executeRaw`UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp()`
    await vault().drainRevocations()
    expect(await aliveTokens()).toEqual([])
    expect(await pending()).toEqual([])
  })

  it('that loses its lease during the request still stores the only working pair', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'latency-after', latencyMs: 600 })
    const call = me()
    await expect.poll(refreshes, { timeout: 5_000 }).toBe(1)
    await opened.database
      .$executeRaw`UPDATE "Connection" SET "leaseHolder" = 'another', "leaseExpiresAt" = clock_timestamp()`
    await call
    expect(await row()).toMatchObject({ generation: 2, state: 'active' })
  })

  it('that another process declared lost reactivates the connection when it finishes', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'latency-after', latencyMs: 600 })
    const call = me()
    await expect.poll(refreshes, { timeout: 5_000 }).toBe(1)
    await opened.database.$executeRaw`
      UPDATE "Connection" SET "state" = 'reconnect_required', "stateReason" = 'answer_lost', "leaseHolder" = NULL`
    await call
    expect(await row()).toMatchObject({ generation: 2, state: 'active', stateReason: null })
  })

  it('holds no transaction and no database connection during the request', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'latency', latencyMs: 700 })
    let over = false
    const call = me().then(() => {
      over = true
    })
    await expect.poll(refreshes, { timeout: 5_000 }).toBe(1)
    // On PGlite, which has one connection, a transaction held open would block these.
    await opened.database.$transaction((tx) => tx.user.count())
    await opened.database.connection.count()
    expect(over).toBe(false)
    await call
  })

  it('whose write fails keeps the pair in memory, returns to no caller, and stores it when the database is back', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'latency-after', latencyMs: 300 })
    let over = false
    const call = me().then(() => {
      over = true
    })
    await expect.poll(refreshes, { timeout: 5_000 }).toBe(1)
    await opened.database.$executeRaw`ALTER TABLE "Activity" RENAME TO "ActivityGone"`
    try {
      await pause(1_200)
      expect(over).toBe(false)
      expect((await row()).generation).toBe(1)
      expect(await vault().tasks.waitUntilIdle(0)).toBe(false)
    } finally {
      await opened.database.$executeRaw`ALTER TABLE "ActivityGone" RENAME TO "Activity"`
    }
    await call
    expect(await row()).toMatchObject({ generation: 2, state: 'active' })
    expect(await refreshes()).toBe(1)
  })

  it('whose COMMIT succeeded without a response neither writes twice nor revokes the new pair', async () => {
    const { database } = opened
    let cut = false
    const cutOnce = new Proxy(database, {
      get(target, name) {
        if (name !== '$transaction') return Reflect.get(target, name, target)
        return async (work: Parameters<typeof database.$transaction>[0]) => {
          const result: unknown = await target.$transaction(work)
          if (cut) return result
          cut = true
          throw new Error('the connection was lost')
        }
      },
    })
    await notion.expire()
    setDatabase({ ...opened, database: cutOnce })
    try {
      await me()
    } finally {
      setDatabase(opened)
    }
    expect(cut).toBe(true)
    const now = await row()
    expect(now).toMatchObject({ generation: 2, state: 'active' })
    expect((await pending()).some((one) => one.pairId === now.pairId)).toBe(false)
    await me()
    expect(await refreshes()).toBe(1)
  })

  describe('by age', () => {
    beforeEach(async () => {
      await opened.database
        .$executeRaw`UPDATE "Connection" SET "connectedAt" = clock_timestamp() - interval '31 days'`
    })

    it('happens in the background of the next use, and its failure doesn’t fail that call', async () => {
      await notion.fault({ route: TOKEN, kind: 'status', status: 503 })
      await me()
      await vault().tasks.waitUntilIdle(5_000)
      expect(await row()).toMatchObject({ generation: 1, state: 'active' })
      await leaseEnds()
      await me()
      await vault().tasks.waitUntilIdle(5_000)
      expect(await row()).toMatchObject({ generation: 2, state: 'active' })
      expect((await notion.log()).filter((one) => one.status === 401)).toEqual([])
    })

    it('doesn’t delay a read while the token endpoint hangs', async () => {
      await notion.fault({ route: TOKEN, kind: 'latency', latencyMs: 2_000 })
      for (let read = 0; read < 5; read++) await me()
      const log = await notion.log()
      expect(log.filter((one) => one.path === '/v1/users/me').map((one) => one.status)).toEqual(
        Array(5).fill(200),
      )
      // All five have their response, and the one refresh is still running.
      expect(log.filter((one) => one.grantType === 'refresh_token').map((one) => one.status)).toEqual([null])
      expect((await row()).generation).toBe(1)
      await vault().tasks.waitUntilIdle(5_000)
      expect((await row()).generation).toBe(2)
    })

    it('respects the cool-down: no request, and no additional query per read', async () => {
      let statements = 0
      const counting = new Proxy(opened.database, {
        get(target, name) {
          if (name === '$queryRaw' || name === '$executeRaw') statements++
          return Reflect.get(target, name, target)
        },
      })
      const cost = async () => {
        statements = 0
        await me()
        await vault().tasks.waitUntilIdle(5_000)
        return statements
      }
      await me()
      await vault().tasks.waitUntilIdle(5_000)
      await notion.clearLog()
      setDatabase({ ...opened, database: counting })
      try {
        const young = await cost()
        await opened.database.$executeRaw`
          UPDATE "Connection" SET "refreshedAt" = clock_timestamp() - interval '31 days',
            "refreshNotBefore" = clock_timestamp() + interval '1 minute'`
        expect(await cost()).toBe(young)
        expect(await refreshes()).toBe(0)
        await leaseEnds()
        expect(await cost()).toBeGreaterThan(young)
        expect(await refreshes()).toBe(1)
      } finally {
        setDatabase(opened)
      }
    })

    it('doesn’t happen without a refresh token or before the pair is old enough', async () => {
      await opened.database.$executeRaw`UPDATE "Connection" SET "sealedRefreshToken" = NULL`
      await me()
      await vault().tasks.waitUntilIdle(5_000)
      await opened.database
        .$executeRaw`UPDATE "Connection" SET "connectedAt" = clock_timestamp() - interval '29 days'`
      await me()
      await vault().tasks.waitUntilIdle(5_000)
      expect(await refreshes()).toBe(0)
      expect(await row()).toMatchObject({ generation: 1, state: 'active' })
    })
  })

  it('of another owner’s connection is refused like one of a missing connection', async () => {
    const other = await connect({ person: 1 })
    await expect(vault().refresh(other.owner, person.id, 1)).rejects.toThrow(ConnectionGone)
    await expect(vault().notionClientFor(other.owner, person.id).users.me({})).rejects.toThrow(ConnectionGone)
    expect(await refreshes()).toBe(0)
    expect((await notion.log()).map((one) => one.path)).not.toContain('/v1/users/me')
  })

  it('keeps the lease for its documented time', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'latency', latencyMs: 500 })
    const call = me()
    await expect.poll(async () => (await row()).leaseHolder, { timeout: 5_000 }).not.toBeNull()
    const left = ((await row()).leaseExpiresAt?.getTime() ?? 0) - Date.now()
    expect(left).toBeGreaterThan(LEASE_MS - 10_000)
    expect(left).toBeLessThanOrEqual(LEASE_MS + 1_000)
    await call
  })
})
