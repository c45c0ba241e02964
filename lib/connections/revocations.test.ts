import { beforeEach, describe, expect, it } from 'vitest'
import { listActivity } from '@/lib/activity'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { disconnect } from './disconnect'
import { notionFor } from './door'
import { openRevocations } from './read'
import { drainRevocations, revocationFigures } from './revocations'

const REVOKE = 'POST /v1/oauth/revoke'
const { notion, connect, receive } = withNotion()

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
  const alive = async () => (await notion.issued()).tokens.filter((one) => one.alive)
  const revokes = async () => (await notion.counts())[REVOKE] ?? 0
  const kinds = async () => (await listActivity(person.owner, 20)).map((one) => one.kind)

  describe('after a disconnect', () => {
    for (const revokeScope of ['token', 'pair', 'bot'] as const)
      it(`is confirmed, and nothing lives, where revoking ends the ${revokeScope}`, async () => {
        await notion.switches({ revokeScope })
        expect(await disconnect(person.owner, person.id)).toMatchObject({ revocation: 'confirmed' })
        expect(await alive()).toEqual([])
        expect(await pending()).toEqual([])
        expect(await kinds()).toEqual(expect.arrayContaining(['disconnected', 'revocation_confirmed']))
      })

    it('takes the tokens that were replaced before with it', async () => {
      await notion.switches({ keepOldPair: true, revokeScope: 'token' })
      await connect({ cookie: person.cookie })
      expect(await alive()).toHaveLength(4)
      expect(await disconnect(person.owner, person.id)).toMatchObject({ revocation: 'confirmed' })
      expect(await alive()).toEqual([])
    })

    it('asks for the refresh token first', async () => {
      await notion.switches({ revokeScope: 'token' })
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, times: 5 })
      await disconnect(person.owner, person.id)
      const rows = await pending()
      expect(rows.find((one) => one.use === 'refresh')?.attempts).toBe(1)
    })

    it('says "asked" while Notion is down, keeps asking, and says "confirmed" when Notion did', async () => {
      await notion.fault({ route: REVOKE, kind: 'status', status: 503, times: 2 })
      expect(await disconnect(person.owner, person.id)).toMatchObject({ revocation: 'asked' })
      expect(await openRevocations(person.owner)).toMatchObject([
        { status: 'asked', connectionId: person.id },
      ])
      expect(await alive()).toHaveLength(2)
      expect((await revocationFigures()).waiting).toBe(2)
      for (let round = 0; round < 2; round++) {
        await due()
        await drainRevocations()
      }
      expect(await alive()).toEqual([])
      expect(await openRevocations(person.owner)).toEqual([])
      expect(await kinds()).toContain('revocation_confirmed')
    })

    it('200 proves nothing: a token that introspection calls active is asked about again', async () => {
      await notion.fault({ route: REVOKE, kind: 'empty', times: 1 })
      await notion.switches({ revokeScope: 'token' })
      await disconnect(person.owner, person.id)
      await due()
      await drainRevocations()
      expect(await alive()).toEqual([])
    })

    it('our wrong credentials neither confirm nor end anything', async () => {
      await notion.fault({ route: REVOKE, kind: 'status', status: 401, code: 'invalid_client', times: 9 })
      expect(await disconnect(person.owner, person.id)).toMatchObject({ revocation: 'asked' })
      expect(await pending()).toHaveLength(2)
    })

    it('that Notion acknowledged and that stays active for a week is not provable, and its text is gone', async () => {
      await notion.switches({ revokeScope: 'nothing' })
      expect(await disconnect(person.owner, person.id)).toMatchObject({ revocation: 'asked' })
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '8 days'`
      await due()
      await drainRevocations()
      expect(
        (await pending()).filter((one) => one.status === 'not_provable' && one.sealedToken === null),
      ).toHaveLength(2)
      expect(await kinds()).toContain('revocation_not_provable')
    })
  })

  describe('of a pair whose bot is connected', () => {
    it('is never asked for, whatever is due: its tokens are only introspected', async () => {
      await notion.switches({ keepOldPair: true, revokeScope: 'bot' })
      await connect({ cookie: person.cookie })
      await due()
      await drainRevocations()
      expect(await revokes()).toBe(0)
      expect(await pending()).toHaveLength(2)
      await notionFor(person.owner, person.id).users.me({})
    })

    it('is forgotten when introspection calls it inactive', async () => {
      await connect({ cookie: person.cookie })
      await due()
      await drainRevocations()
      expect(await pending()).toEqual([])
      expect(await revokes()).toBe(0)
    })
  })

  it('a pair that was received and never kept is revoked when its time comes', async () => {
    await receive({ workspace: 1 })
    expect(await drainRevocations()).toBe(0)
    expect(await alive()).toHaveLength(4)
    await due()
    await drainRevocations()
    expect((await alive()).every((one) => one.botId === person.botId)).toBe(true)
    expect(await alive()).toHaveLength(2)
  })

  it('a refresh whose outcome is not known makes the end not provable, and says so', async () => {
    await notion.expire()
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'drop-after' })
    await notionFor(person.owner, person.id)
      .users.me({})
      .catch(() => {})
    expect(await disconnect(person.owner, person.id)).toMatchObject({ revocation: 'not_provable' })
    const minted = (await alive()).filter((one) => !one.delivered)
    expect(minted.length).toBeGreaterThan(0)
    await opened.database
      .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '5 minutes'`
    await due()
    await drainRevocations()
    expect(await openRevocations(person.owner)).toMatchObject([{ status: 'not_provable' }])
    expect((await pending()).every((one) => one.sealedToken === null)).toBe(true)
  })

  it('several that drain at once ask about each token once', async () => {
    await notion.fault({ route: REVOKE, kind: 'status', status: 503, times: 2 })
    await disconnect(person.owner, person.id)
    await notion.clearLog()
    await due()
    await opened.database.$executeRaw`UPDATE "PendingRevocation" SET "attempts" = 1`
    await Promise.all(Array.from({ length: 8 }, () => drainRevocations()))
    expect(await revokes()).toBe(2)
    expect(await alive()).toEqual([])
  })

  it('a token that does not open stays, and blocks no other', async () => {
    await notion.fault({ route: REVOKE, kind: 'status', status: 503, times: 2 })
    await disconnect(person.owner, person.id)
    await opened.database.$executeRaw`
      UPDATE "PendingRevocation" SET "sealedToken" = "sealedToken" || 'x' WHERE "use" = 'refresh'`
    await due()
    await drainRevocations()
    const rows = await pending()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ use: 'refresh', lastError: 'does not open' })
  })
})
