import { beforeEach, describe, expect, it } from 'vitest'
import { listActivity } from '@/lib/activity'
import type { OpenDatabase } from '@/lib/database'
import { REQUEST_DEADLINE_MS } from '@/lib/notion/transport'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'

const REVOKE = 'POST /v1/oauth/revoke'
const { notion, connect, loseRefresh, receive } = withNotion()

describeStore('a revocation', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    person = await connect()
    await notion.clearLog()
  })

  const due = () => opened.database.$executeRaw`
    UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp() - interval '1 second', "claimedUntil" = NULL`
  const pending = () => opened.database.pendingRevocation.findMany()
  const alive = () => notion.aliveTokens()
  const revokes = async () => (await notion.counts())[REVOKE] ?? 0
  const kinds = async () => (await listActivity(person.owner, 20)).map((one) => one.kind)

  describe('after a disconnect', () => {
    for (const revokeScope of ['token', 'pair', 'bot'] as const)
      it(`is confirmed, and no token is active, if Notion revokes the whole ${revokeScope}`, async () => {
        await notion.switches({ revokeScope })
        expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'confirmed' })
        expect(await alive()).toEqual([])
        expect(await pending()).toEqual([])
        expect(await kinds()).toEqual(expect.arrayContaining(['disconnected', 'revocation_confirmed']))
      })

    it('includes the tokens that were replaced before', async () => {
      await notion.switches({ keepOldPair: true, revokeScope: 'token' })
      await connect({ cookie: person.cookie })
      expect(await alive()).toHaveLength(4)
      expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'confirmed' })
      expect(await alive()).toEqual([])
    })

    it('revokes the refresh token first', async () => {
      await notion.switches({ revokeScope: 'token' })
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 30, times: 5 })
      await vault().disconnect(person.owner, person.id)
      const rows = await pending()
      expect(rows.find((one) => one.use === 'refresh')?.attempts).toBe(1)
    })

    it('revokes the access token only after the first attempt on its refresh token has ended', async () => {
      await notion.switches({ revokeScope: 'token' })
      await notion.fault({ route: REVOKE, kind: 'latency', latencyMs: 700 })
      const ending = vault().disconnect(person.owner, person.id)
      await expect.poll(revokes, { timeout: 5_000 }).toBe(1)
      const rows = await pending()
      expect(rows.map((one) => [one.use, one.attempts]).sort()).toEqual([
        ['access', 0],
        ['refresh', 1],
      ])
      expect(await ending).toMatchObject({ revocation: 'confirmed' })
    })

    it('retries within the action after a single 503, so that the tokens don’t stay usable', async () => {
      await notion.fault({ route: REVOKE, kind: 'status', status: 503 })
      expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'confirmed' })
      expect(await alive()).toEqual([])
    })

    it('is “requested” while Notion is down, is retried, and becomes “confirmed”', async () => {
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 30, times: 2 })
      expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'requested' })
      expect(await vault().listOpenRevocations(person.owner)).toMatchObject([
        { status: 'requested', connectionId: person.id },
      ])
      expect(await alive()).toHaveLength(2)
      expect((await vault().readRevocationStats()).waiting).toBe(2)
      for (let round = 0; round < 2; round++) {
        await due()
        await vault().drainRevocations()
      }
      expect(await alive()).toEqual([])
      expect(await vault().listOpenRevocations(person.owner)).toEqual([])
      expect(await kinds()).toContain('revocation_confirmed')
    })

    it('a 200 proves nothing: a token that introspection calls active is retried', async () => {
      await notion.fault({ route: REVOKE, kind: 'empty', times: 1 })
      await notion.switches({ revokeScope: 'token' })
      await vault().disconnect(person.owner, person.id)
      await due()
      await vault().drainRevocations()
      expect(await alive()).toEqual([])
    })

    it.each([REVOKE, 'POST /v1/oauth/introspect'])(
      'sends no token to the target of a redirect of %s',
      async (route) => {
        await notion.fault({ route, kind: 'redirect', times: 9 })
        expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'requested' })
        expect((await notion.log()).filter((one) => one.path === '/v1/elsewhere')).toEqual([])
      },
    )

    it('with wrong client credentials is neither confirmed nor finished', async () => {
      await notion.fault({ route: REVOKE, kind: 'status', status: 401, code: 'invalid_client', times: 9 })
      expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'requested' })
      expect(await pending()).toHaveLength(2)
    })

    it('of a token that stays active for a week after the acknowledgment is not provable, and the token is deleted', async () => {
      await notion.switches({ revokeScope: 'nothing' })
      expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'requested' })
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '8 days'`
      await due()
      await vault().drainRevocations()
      expect(
        (await pending()).filter((one) => one.status === 'not_provable' && one.sealedToken === null),
      ).toHaveLength(2)
      expect((await kinds()).filter((kind) => kind === 'revocation_not_provable')).toHaveLength(1)
    })

    it('is reported once as not provable, if only one of two tokens can be proven', async () => {
      await notion.switches({ revokeScope: 'nothing' })
      await vault().disconnect(person.owner, person.id)
      const rows = await opened.database.pendingRevocation.findMany({ orderBy: { use: 'asc' } })
      expect(rows).toHaveLength(2)
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '8 days' WHERE "use" = 'access'`
      await due()
      await vault().drainRevocations()
      // The refresh token is still pending, so there is no final result.
      expect(await kinds()).not.toContain('revocation_not_provable')
      await notion.switches({ revokeScope: 'token' })
      await due()
      await vault().drainRevocations()
      expect((await kinds()).filter((kind) => kind.startsWith('revocation_'))).toEqual([
        'revocation_not_provable',
      ])
      expect(await vault().listOpenRevocations(person.owner)).toMatchObject([{ status: 'not_provable' }])
    })

    it('is distinguished from a newer connection of the same workspace', async () => {
      await notion.switches({ keepOldPair: true, revokeScope: 'nothing' })
      expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'requested' })
      expect(await vault().listOpenRevocations(person.owner)).toMatchObject([
        { connectedAgain: false, held: false },
      ])
      const again = await connect({ cookie: person.cookie })
      expect(again.id).not.toBe(person.id)
      expect(await vault().listOpenRevocations(person.owner)).toMatchObject([
        { connectionId: person.id, status: 'requested', connectedAgain: true, held: true },
      ])
      await connect({ cookie: person.cookie, workspace: 1 })
      expect(await vault().listOpenRevocations(person.owner)).toHaveLength(1)
    })

    it('is distinguished from a newer connection with another bot, and still carried out', async () => {
      await notion.switches({ keepOldPair: true, revokeScope: 'nothing' })
      await vault().disconnect(person.owner, person.id)
      await notion.switches({ botIdOnReauth: 'new' })
      await connect({ cookie: person.cookie })
      expect(await vault().listOpenRevocations(person.owner)).toMatchObject([
        { connectedAgain: true, held: false },
      ])
    })

    it('is shown only to its own person', async () => {
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 30, times: 2 })
      await vault().disconnect(person.owner, person.id)
      const other = await connect({ person: 1 })
      expect(await vault().listOpenRevocations(other.owner)).toEqual([])
      expect(await vault().listOpenRevocations(person.owner)).toHaveLength(1)
      expect((await listActivity(other.owner, 20)).map((one) => one.kind)).not.toContain('disconnected')
      expect((await listActivity(other.owner, 20)).every((one) => one.connectionId !== person.id)).toBe(true)
    })
  })

  describe('of a pair whose bot has a connection', () => {
    it('never happens: its tokens are only introspected', async () => {
      await notion.switches({ keepOldPair: true, revokeScope: 'bot' })
      await connect({ cookie: person.cookie })
      await due()
      await vault().drainRevocations()
      expect(await revokes()).toBe(0)
      expect(await pending()).toHaveLength(2)
      await vault().notionClientFor(person.owner, person.id).users.me({})
    })

    it('is not part of the statistics', async () => {
      await notion.switches({ keepOldPair: true })
      await connect({ cookie: person.cookie })
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '3 hours'`
      expect(await vault().readRevocationStats()).toEqual({ waiting: 0, oldestSeconds: 0, notProvable: 0 })
      // The age is that of a token that does wait.
      await receive({ workspace: 1 })
      const figures = await vault().readRevocationStats()
      expect(figures.waiting).toBe(2)
      expect(figures.oldestSeconds).toBeLessThan(3_600)
    })

    it('is due only after every request that may still use it has ended', async () => {
      await notion.expire()
      await vault().notionClientFor(person.owner, person.id).users.me({})
      await notion.clearLog()
      expect(await vault().drainRevocations()).toBe(0)
      expect(await notion.counts()).toEqual({})
      for (const row of await pending())
        expect(row.notBefore.getTime() - row.createdAt.getTime()).toBeGreaterThanOrEqual(
          6 * REQUEST_DEADLINE_MS - 1_000,
        )
    })

    it('is deleted when introspection calls it inactive', async () => {
      await connect({ cookie: person.cookie })
      await due()
      await vault().drainRevocations()
      expect(await pending()).toEqual([])
      expect(await revokes()).toBe(0)
    })
  })

  describe('in a long queue', { timeout: 40_000 }, () => {
    /** Pairs that were never stored, older than the person's disconnect. */
    async function older(count: number) {
      await notion.switches({ keepOldPair: true, revokeScope: 'pair' })
      for (let one = 0; one < count; one++) await receive({ workspace: 1 })
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '1 hour', "attempts" = 1`
      await due()
    }
    const revoked = async () => (await notion.log()).filter((one) => `${one.method} ${one.path}` === REVOKE)

    it('one slow response doesn’t delay the others', async () => {
      await receive({ workspace: 1 })
      await receive({ workspace: 2 })
      await receive({ person: 1 })
      await vault().disconnect(person.owner, person.id)
      await notion.clearLog()
      await due()
      await notion.fault({ route: REVOKE, kind: 'latency', latencyMs: 6_000 })
      const draining = vault().drainRevocations()
      await expect.poll(revokes, { timeout: 5_000 }).toBeGreaterThan(0)
      // All others are done while the first one is still waiting for its response.
      const others = async () => [
        new Set((await alive()).map((one) => one.botId)).size,
        (await revoked())[0]?.status,
      ]
      await expect.poll(others, { timeout: 20_000 }).toEqual([1, null])
      await draining
      expect(await alive()).toEqual([])
    })

    it('the most recently disconnected tokens go first', async () => {
      await older(5)
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 30, times: 2 })
      await vault().disconnect(person.owner, person.id)
      await notion.clearLog()
      await opened.database.$executeRaw`
        UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp() WHERE "connectionId" = ${person.id}`
      await vault().drainRevocations()
      const bots = (await revoked()).map((one) => one.botId)
      expect(bots.slice(0, 4)).toContain(person.botId)
      expect(bots).toHaveLength(12)
      expect(await alive()).toEqual([])
    })

    it('slots are reserved for recently disconnected tokens while Notion doesn’t respond', async () => {
      await older(7)
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 30, times: 2 })
      await vault().disconnect(person.owner, person.id)
      await notion.clearLog()
      await notion.fault({ route: REVOKE, kind: 'latency', latencyMs: 6_000, times: 12 })
      const draining = vault().drainRevocations()
      await expect.poll(revokes, { timeout: 5_000 }).toBe(12)
      await opened.database.$executeRaw`
        UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp() WHERE "connectionId" = ${person.id}`
      // Both of the person's tokens are done while the other twelve still wait.
      const answers = async () => {
        const all = await revoked()
        return [
          all.filter((one) => one.botId === person.botId && one.status === 200).length,
          all.filter((one) => one.status === null).length,
          all.length,
        ]
      }
      await expect.poll(answers, { timeout: 20_000 }).toEqual([2, 12, 14])
      await draining
      expect(await alive()).toEqual([])
    })
  })

  it('a pair that was received but never stored is revoked when it is due', async () => {
    await receive({ workspace: 1 })
    expect(await vault().drainRevocations()).toBe(0)
    expect(await alive()).toHaveLength(4)
    await due()
    await vault().drainRevocations()
    expect((await alive()).every((one) => one.botId === person.botId)).toBe(true)
    expect(await alive()).toHaveLength(2)
  })

  it('after a refresh with an unknown outcome is not provable', async () => {
    await loseRefresh(person)
    expect(await vault().disconnect(person.owner, person.id)).toMatchObject({ revocation: 'not_provable' })
    const minted = (await alive()).filter((one) => !one.delivered)
    expect(minted.length).toBeGreaterThan(0)
    await opened.database
      .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '5 minutes'`
    await due()
    await vault().drainRevocations()
    expect(await vault().listOpenRevocations(person.owner)).toMatchObject([{ status: 'not_provable' }])
    expect((await pending()).every((one) => one.sealedToken === null)).toBe(true)
  })

  it('concurrent drains handle each token once', async () => {
    await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 30, times: 2 })
    await vault().disconnect(person.owner, person.id)
    await notion.clearLog()
    await due()
    await opened.database.$executeRaw`UPDATE "PendingRevocation" SET "attempts" = 1`
    await Promise.all(Array.from({ length: 8 }, () => vault().drainRevocations()))
    expect(await revokes()).toBe(2)
    expect(await alive()).toEqual([])
  })

  it('a token that can’t be opened stays and blocks no other', async () => {
    await notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 30, times: 2 })
    await vault().disconnect(person.owner, person.id)
    await opened.database.$executeRaw`
      UPDATE "PendingRevocation" SET "sealedToken" = "sealedToken" || 'x' WHERE "use" = 'refresh'`
    await due()
    await vault().drainRevocations()
    const rows = await pending()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ use: 'refresh', lastError: 'does not open' })
  })
})
