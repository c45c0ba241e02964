import { beforeEach, describe, expect, it } from 'vitest'
import { commitSignIn, newSessionToken } from '@/lib/accounts'
import type { OpenDatabase } from '@/lib/database'
import { ReconnectRequired, RefreshUnsettled } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { openEverySeal } from '@/test-support/seals'
import { vault, vaultContext } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { beginCodeExchange, deleteCodeExchange } from './code-exchanges'

const TOKEN = 'POST /v1/oauth/token'
const INTROSPECT = 'POST /v1/oauth/introspect'
const REVOKE = 'POST /v1/oauth/revoke'

const { notion, connect, receive } = withNotion()
type Received = Awaited<ReturnType<typeof receive>>

describeStore('an active pending pair', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    person = await connect()
    await notion.clearLog()
  })

  const row = () => opened.database.connection.findUniqueOrThrow({ where: { id: person.id } })
  const pending = () => opened.database.pendingRevocation.findMany()
  const me = () => vault().notionClientFor(person.owner, person.id).users.me({})
  const keep = (one: Received) =>
    commitSignIn(vault(), {
      ...one,
      cookies: [],
      intent: null,
      fresh: newSessionToken(),
      device: { userAgent: null, ipPrefix: null },
    })
  const coolDownEnds = () => opened.database.$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
  const alive = () => notion.aliveTokens()
  /** Removes the issue times of a pair, as if an older version had stored it. */
  const forgetOrder = async () => {
    await opened.database.$executeRaw`UPDATE "Connection" SET "mintedAfter" = NULL, "mintedBefore" = NULL`
    await opened.database
      .$executeRaw`UPDATE "PendingRevocation" SET "mintedAfter" = NULL, "mintedBefore" = NULL`
  }

  describe('of several authorizations of one bot', () => {
    it('stored in reverse order of issue: the connection keeps the one that was issued last', async () => {
      const minted: Received[] = []
      for (let one = 0; one < 5; one++) minted.push(await receive())
      for (const one of [...minted].reverse()) await keep(one)
      expect((await row()).pairId).toBe(minted.at(-1)?.received.pair.pairId)
      await me()
      expect(await notion.counts()).not.toHaveProperty(`${TOKEN} refresh_token`)
      expect((await row()).state).toBe('active')
      // The older ones are pending, too.
      expect(new Set((await pending()).map((one) => one.reason))).toEqual(new Set(['replaced']))
      await openEverySeal(opened.database)
    }, 60_000)

    it('of unknown order: pending pairs are introspected until one is active', async () => {
      const minted: Received[] = []
      for (let one = 0; one < 8; one++) minted.push(await receive())
      const living = minted.pop()
      if (living) await keep(living)
      for (const one of minted) {
        await keep(one)
        await forgetOrder()
      }
      // The active one was replaced first, so eight inactive ones are newer.
      await opened.database.$executeRaw`
        UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '1 hour'
        WHERE "pairId" = ${living?.received.pair.pairId}`
      await me()
      expect(await row()).toMatchObject({ state: 'active', pairId: living?.received.pair.pairId })
    }, 60_000)

    it('from twenty browsers at once: the connection works', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => receive()))
      await Promise.all(all.map(keep))
      await me()
      expect((await row()).state).toBe('active')
      await openEverySeal(opened.database)
    }, 60_000)

    it('that a page promotes before the callback stores them: the callback recognizes its pair and signs the person in', async () => {
      const fresh = await receive()
      // The authorization revoked the older pair, so the page finds the one that is not stored yet.
      await me()
      expect((await row()).pairId).toBe(fresh.received.pair.pairId)
      const generation = (await row()).generation
      const kept = await keep(fresh)
      expect(kept.userId).toBe(person.owner)
      expect(await row()).toMatchObject({ generation, pairId: fresh.received.pair.pairId })
      await me()
    })

    for (const forgotten of [false, true])
      it(`whose pair was refreshed before the callback${forgotten ? ' and then deleted' : ''}: the newer one stays`, async () => {
        const fresh = await receive()
        await me()
        await notion.expire()
        await me()
        const newest = (await row()).pairId
        if (forgotten) {
          await opened.database.$executeRaw`UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp()`
          await vault().drainRevocations()
          expect(await pending()).toEqual([])
        }
        expect((await keep(fresh)).userId).toBe(person.owner)
        expect((await row()).pairId).toBe(newest)
        await me()
      })
  })

  describe('while its state is unknown', () => {
    for (const fault of [
      { kind: 'status', status: 429, retryAfter: 20 },
      { kind: 'status', status: 503 },
      { kind: 'drop-before' },
      { kind: 'html' },
      { kind: 'status', status: 401, code: 'invalid_client' },
    ] as const)
      it(`because introspection fails with ${JSON.stringify(fault)}: the connection stays active, a later call finds the pair`, async () => {
        const fresh = await receive()
        await notion.fault({ route: INTROSPECT, times: 2, ...fault })
        const error = await me().catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(RefreshUnsettled)
        if ('retryAfter' in fault) expect(error).toMatchObject({ retryAfterSeconds: 20 })
        const kept = await row()
        expect(kept).toMatchObject({ state: 'active', leaseHolder: null, unsettledSince: null })
        expect(kept.refreshNotBefore).not.toBeNull()
        await notion.clearFaults()
        await coolDownEnds()
        await me()
        expect((await row()).pairId).toBe(fresh.received.pair.pairId)
      })

    it('with an expired access token and an active refresh token is refreshed', async () => {
      await receive()
      await notion.expire()
      await me()
      expect(await row()).toMatchObject({ state: 'active', stateReason: null })
      expect(await alive()).toHaveLength(2)
    })

    it('because a killed process holds the claim: no decision until the claim expires', async () => {
      const fresh = await receive()
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "claimedUntil" = clock_timestamp() + interval '40 seconds' WHERE "use" = 'refresh'`
      const error = await me().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(RefreshUnsettled)
      expect((error as RefreshUnsettled).retryAfterSeconds).toBeGreaterThan(20)
      expect((await row()).state).toBe('active')
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "claimedUntil" = clock_timestamp() - interval '1 second'`
      await coolDownEnds()
      await me()
      expect(await row()).toMatchObject({ state: 'active', pairId: fresh.received.pair.pairId })
      // Neither of its tokens is pending any more.
      expect((await pending()).some((one) => one.pairId === fresh.received.pair.pairId)).toBe(false)
    })

    it('because a code exchange is running, perhaps of this person: no decision before it ends', async () => {
      const exchange = await beginCodeExchange(vaultContext(), null)
      await notion.removeConnection(person.botId)
      await expect(me()).rejects.toThrow(RefreshUnsettled)
      expect((await row()).state).toBe('active')
      await deleteCodeExchange(vaultContext(), exchange)
      await coolDownEnds()
      await expect(me()).rejects.toMatchObject({ reason: 'access_removed' })
    })

    it('is not delayed by another person’s code exchange', async () => {
      const other = await connect({ person: 1 })
      await beginCodeExchange(vaultContext(), other.owner)
      await notion.removeConnection(person.botId)
      await expect(me()).rejects.toMatchObject({ reason: 'access_removed' })
    })
  })

  it('that is added after the search is introspected before the connection is given up', async () => {
    // The search finds nothing; during its introspection, an authorization stores a pending pair.
    await receive()
    const fresh = { pairId: '' }
    await notion.fault({ route: INTROSPECT, kind: 'latency', latencyMs: 800, times: 2 })
    await notion.removeConnection(person.botId)
    const call = me()
    await expect
      .poll(async () => (await notion.counts())[INTROSPECT] ?? 0, { timeout: 5_000 })
      .toBeGreaterThan(0)
    fresh.pairId = (await receive()).received.pair.pairId
    await call
    expect(await row()).toMatchObject({ state: 'active', pairId: fresh.pairId })
  })

  it('replaces a pair without a refresh token', async () => {
    await opened.database.$executeRaw`UPDATE "Connection" SET "sealedRefreshToken" = NULL`
    const fresh = await receive()
    await me()
    expect(await row()).toMatchObject({ state: 'active', pairId: fresh.received.pair.pairId })
  })

  it('revives a connection in reconnect_required when the worker introspects it', async () => {
    await notion.removeConnection(person.botId)
    await expect(me()).rejects.toThrow(ReconnectRequired)
    // A callback that was killed after it stored its pair as pending.
    const fresh = await receive()
    await opened.database.$executeRaw`UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp()`
    await vault().drainRevocations()
    expect(await row()).toMatchObject({
      state: 'active',
      stateReason: null,
      pairId: fresh.received.pair.pairId,
    })
    await me()
    expect((await notion.counts())[REVOKE] ?? 0).toBe(0)
    await openEverySeal(opened.database)
  })

  it('of another bot is not used: the access counts as removed', async () => {
    await receive({ workspace: 1 })
    await notion.removeConnection(person.botId)
    await expect(me()).rejects.toMatchObject({ reason: 'access_removed' })
  })

  describe('whose token response did not name the bot', () => {
    const withoutBot = async (workspace: number) => {
      await notion.fault({ route: TOKEN, kind: 'change', changes: [{ path: ['bot_id'] }] })
      await expect(receive({ workspace })).rejects.toThrow('bad-answer')
    }
    const due = () =>
      opened.database.$executeRaw`UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp()`

    for (const revokeScope of ['token', 'pair'] as const)
      it(`is resealed with the bot from users.me, revoked and deleted (Notion revokes the whole ${revokeScope})`, async () => {
        await notion.switches({ revokeScope })
        await withoutBot(1)
        await due()
        await vault().drainRevocations()
        expect(await pending()).toEqual([])
        expect((await alive()).every((one) => one.botId === person.botId)).toBe(true)
      })

    it('can be opened at every step, also after a key rotation', async () => {
      await withoutBot(1)
      await openEverySeal(opened.database)
      await due()
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 60, times: 4 })
      await vault().drainRevocations()
      const rows = await pending()
      expect(rows).toHaveLength(2)
      expect(rows.every((one) => one.botId !== null && one.lastError !== 'does not open')).toBe(true)
      await openEverySeal(opened.database)
    })

    it('waits while its bot is unknown, and is not revoked blindly', async () => {
      await withoutBot(1)
      await due()
      await notion.fault({ route: 'GET /v1/users/me', kind: 'status', status: 502, times: 9 })
      await vault().drainRevocations()
      expect((await notion.counts())[REVOKE] ?? 0).toBe(0)
      expect(await pending()).toHaveLength(2)
      await openEverySeal(opened.database)
    })

    it('and whose bot has a connection replaces the pair that it revoked', async () => {
      await withoutBot(0)
      await me()
      expect((await row()).state).toBe('active')
      expect((await notion.counts())[REVOKE] ?? 0).toBe(0)
      await openEverySeal(opened.database)
    })
  })
})
