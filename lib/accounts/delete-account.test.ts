import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { record } from '@/lib/activity'
import { log } from '@/lib/config'
import type { OpenDatabase } from '@/lib/database'
import { CommitUnknown, ConnectionGone, SignInRefused } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { dumpOf, tablesOf } from '@/test-support/dump'
import { withLostCommits } from '@/test-support/lost-commit'
import { REFRESHES } from '@/test-support/notion-admin'
import { openEverySeal } from '@/test-support/seals'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { commitSignIn } from './commit-sign-in'
import { deleteAccount, isDeletePhrase, newReceiptValue, parseReceiptValue } from './delete-account'
import { createIntent, findIntent } from './intents'
import { liveSession, newSessionToken } from './sessions'
import { spendState } from './spent-states'

const TOKEN = 'POST /v1/oauth/token'
const REVOKE = 'POST /v1/oauth/revoke'
const DEVICE = { userAgent: 'a test', ipPrefix: null }
const { notion, connect, receive, loseRefresh, people } = withNotion()

describeStore('deleting an account', (open) => {
  let opened: OpenDatabase
  let me: Connected
  let receipt: string

  beforeEach(async () => {
    opened = await open()
    me = await connect()
    receipt = newReceiptValue()
  })

  const remove = (value = receipt, owner = me.owner) => deleteAccount(vault(), owner, value)
  const status = (value = receipt) => vault().findReceipt(value)
  const pending = () => opened.database.pendingRevocation.findMany({ orderBy: { createdAt: 'asc' } })
  const due = () =>
    opened.database.$executeRaw`
      UPDATE "PendingRevocation" SET "notBefore" = clock_timestamp(), "claimedUntil" = NULL`
  /** Nothing of the background is left. */
  const settled = () => vault().tasks.waitUntilIdle(12_000)
  const holdRevocations = () =>
    notion.fault({ route: REVOKE, kind: 'status', status: 503, retryAfter: 600, times: 99 })
  /** All time that a late refresh could take has passed. */
  const later = () =>
    opened.database.$executeRaw`
      UPDATE "PendingRevocation" SET "createdAt" = "createdAt" - interval '2 minutes', "notBefore" = clock_timestamp()`

  /** Everything that tells of this person: their ids, names, addresses and tokens. */
  async function tracesOf(connected: Connected, person: number): Promise<string[]> {
    const user = await opened.database.user.findUniqueOrThrow({ where: { id: connected.owner } })
    const session = await opened.database.session.findFirstOrThrow({ where: { userId: connected.owner } })
    const { tokens } = await notion.issued()
    const known = await people()
    return [
      user.id,
      user.notionPersonId ?? '',
      user.name ?? '',
      user.email ?? '',
      user.avatarUrl ?? 'no picture',
      session.id,
      session.tokenHash,
      connected.id,
      ...(known[person]?.workspaces ?? []).flatMap(({ id, name }) => [id, name]),
      ...tokens.map(({ token }) => token),
    ]
  }

  it('leaves nothing that tells of the person but sealed tokens, and once Notion confirmed these only the receipt', async () => {
    const second = await connect({ cookie: me.cookie, workspace: 1 })
    const cookie = second.cookie
    // Also what a refresh replaced, a connect that was begun, a form that was sent and an exchange under way.
    await notion.expire()
    await vault().notionClientFor(me.owner, me.id).users.me({})
    const session = await liveSession(opened.database, cookie)
    await createIntent(vault(), 'a state', {
      userId: me.owner,
      sessionId: session?.id ?? '',
      purpose: 'reconnect',
      connectionId: me.id,
      returnTo: `/workspaces/${me.id}`,
    })
    await opened.database.sentForm.create({ data: { id: 'a form', userId: me.owner } })
    await opened.database.codeExchange.create({ data: { id: 'an exchange', userId: me.owner } })
    const traces = await tracesOf(me, 0)
    const before = await dumpOf(opened.database)
    // Of the tokens none is in clear; everything else is there before.
    const told = traces.filter((trace) => before.includes(trace))
    expect(told.length).toBeGreaterThanOrEqual(10)

    await holdRevocations()
    expect(await remove()).toBe(receipt)
    await settled()
    const dump = await dumpOf(opened.database)
    expect(traces.filter((trace) => dump.includes(trace))).toEqual([])
    expect(dump).not.toContain(receipt)
    const left = await tablesOf(opened.database)
    const filled = Object.keys(left).filter((name) => left[name]?.length)
    expect(filled).toEqual(['CodeExchange', 'PendingRevocation', 'RevocationReceipt', 'SpentState'])
    for (const row of await pending())
      expect(row).toMatchObject({ userId: null, workspaceName: null, workspaceId: null })
    const sealed = await openEverySeal(opened.database)
    for (const { token } of await notion.aliveTokens()) expect(sealed).toContain(token)
    // The exchange that was under way counts as an answer that may be lost.
    expect(await status()).toMatchObject({ connections: 2, tokens: 6, confirmed: 0, waiting: 6 })

    await notion.clearFaults()
    await opened.database.codeExchange.deleteMany()
    await due()
    await vault().drainRevocations()
    expect(await notion.aliveTokens()).toEqual([])
    expect(await status()).toMatchObject({ tokens: 6, confirmed: 6, waiting: 0, notProvable: true })
  })

  it('says when Notion has confirmed everything, and then only the receipt is left', async () => {
    await remove()
    await settled()
    expect(await status()).toMatchObject({
      connections: 1,
      tokens: 2,
      confirmed: 2,
      waiting: 0,
      held: 0,
      notProvable: false,
      lastConfirmedAt: expect.any(Date),
    })
    expect(await notion.aliveTokens()).toEqual([])
    const left = await tablesOf(opened.database)
    expect(Object.keys(left).filter((name) => left[name]?.length)).toEqual(['RevocationReceipt'])
  })

  it('leaves other people as they are', async () => {
    const other = await connect({ person: 1 })
    const theirs = async () => ({
      user: await opened.database.user.findMany({ where: { id: other.owner } }),
      accounts: await opened.database.account.findMany({ where: { userId: other.owner } }),
      sessions: await opened.database.session.findMany({ where: { userId: other.owner } }),
      connections: await opened.database.connection.findMany({ where: { userId: other.owner } }),
      activities: await opened.database.activity.findMany({ where: { userId: other.owner } }),
    })
    const before = await theirs()
    await remove()
    await settled()
    expect(await theirs()).toEqual(before)
    expect((await notion.aliveTokens()).map(({ botId }) => botId)).toEqual([other.botId, other.botId])
    await vault().notionClientFor(other.owner, other.id).users.me({})
  })

  it('ends every session at once', async () => {
    const elsewhere = await connect()
    await remove()
    for (const { kept } of [me, elsewhere])
      expect(await liveSession(opened.database, kept.sessionToken)).toBeNull()
  })

  it('takes tokens along that waited for revocation before', async () => {
    await holdRevocations()
    await connect({ cookie: me.cookie, workspace: 1 })
    await vault().disconnect(me.owner, me.id)
    expect(await pending()).toHaveLength(2)
    await remove()
    await settled()
    expect(await status()).toMatchObject({ connections: 1, tokens: 4, waiting: 4, confirmed: 0 })
    expect((await pending()).map(({ userId, workspaceName }) => [userId, workspaceName])).toEqual(
      Array(4).fill([null, null]),
    )
  }, 20_000)

  it('a refresh on its way: its new pair waits for revocation with the others, and no name', async () => {
    await notion.expire()
    await notion.fault({ route: TOKEN, kind: 'latency-after', latencyMs: 1_200 })
    const call = vault()
      .notionClientFor(me.owner, me.id)
      .users.me({})
      .catch((error: unknown) => error)
    await expect.poll(async () => (await notion.counts())[REFRESHES], { timeout: 5_000 }).toBe(1)
    const traces = await tracesOf(me, 0)
    await remove()
    expect(await status()).toMatchObject({ tokens: 2 })
    expect(await call).toBeInstanceOf(ConnectionGone)
    await settled()
    // Four tokens: until the late ones had come, nothing was confirmed.
    expect(await status()).toMatchObject({ connections: 1, tokens: 4 })
    const dump = await dumpOf(opened.database)
    expect(traces.filter((trace) => dump.includes(trace))).toEqual([])
    await due()
    await vault().drainRevocations()
    expect(await notion.aliveTokens()).toEqual([])
    expect(await status()).toMatchObject({ tokens: 4, confirmed: 4, waiting: 0, notProvable: false })
    expect(await pending()).toEqual([])
  }, 30_000)

  it('a refresh whose answer was lost: not provable, and told so', async () => {
    await loseRefresh(me)
    await remove()
    await settled()
    expect(await status()).toMatchObject({ waiting: 2, notProvable: false })
    await later()
    await vault().drainRevocations()
    expect(await status()).toMatchObject({ tokens: 2, confirmed: 2, waiting: 0, notProvable: true })
  }, 30_000)

  it('a sign-in at the same moment ends in an account, or in none, and every token is known', async () => {
    for (let round = 0; round < 5; round++) {
      const value = newReceiptValue()
      const fresh = await receive()
      const attempt = { ...fresh, cookies: [], intent: null, fresh: newSessionToken(), device: DEVICE }
      const owner = (await opened.database.user.findFirstOrThrow()).id as Connected['owner']
      const [deleted, signedIn] = await Promise.all([
        deleteAccount(vault(), owner, value),
        commitSignIn(vault(), attempt).catch((error: unknown) => {
          // Its pair was given back with the rest before it was stored.
          if (error instanceof SignInRefused && error.reason === 'taken-back') return null
          throw error
        }),
      ])
      expect(deleted).toBe(value)
      await settled()
      const users = await opened.database.user.findMany()
      const connections = await opened.database.connection.findMany()
      // Deleted after the sign-in, or before it: then it began an account afresh.
      const expected = signedIn === null || signedIn.userId === owner ? [] : [signedIn.userId]
      expect(users.map(({ id }) => id)).toEqual(expected)
      expect(connections.map(({ userId }) => userId)).toEqual(expected)
      const sealed = await openEverySeal(opened.database)
      for (const { token } of await notion.aliveTokens()) expect(sealed).toContain(token)
      const told = await status(value)
      expect((told?.confirmed ?? 0) + (told?.waiting ?? 0)).toBe(told?.tokens)
      if (users.length === 0) await connect()
    }
  }, 60_000)

  it('twice at once, and again later: done once, and each finds the same receipt', async () => {
    const lines = vi.spyOn(log, 'info')
    expect(await Promise.all([remove(), remove(), remove()])).toEqual([receipt, receipt, receipt])
    expect(await remove()).toBe(receipt)
    const told = lines.mock.calls.filter(([fields]) => (fields as { event?: string }).event)
    expect(told.map(([fields]) => fields)).toMatchObject([{ event: 'account_deleted', userId: me.owner }])
    // Another tab's form, and an account that never was.
    expect(await remove(newReceiptValue())).toBeNull()
    expect(await remove(newReceiptValue(), randomUUID() as Connected['owner'])).toBeNull()
    await settled()
    expect(await opened.database.revocationReceipt.count()).toBe(1)
  })

  it('whose COMMIT was done and not answered is found to be done; whose was not, is done again', async () => {
    expect(await withLostCommits(opened, [true], () => remove())).toBe(receipt)
    expect(await opened.database.user.count()).toBe(0)
    await settled()
    me = await connect()
    const next = newReceiptValue()
    expect(await withLostCommits(opened, [false, false], () => remove(next))).toBe(next)
    expect(await opened.database.user.count()).toBe(0)
    await settled()
    expect(await notion.aliveTokens()).toEqual([])
  })

  it('whose outcome stays unknown says so', async () => {
    await expect(withLostCommits(opened, [true], () => remove(), { silent: true })).rejects.toThrow(
      CommitUnknown,
    )
    expect(await opened.database.user.count()).toBe(0)
  }, 20_000)

  it('of which one write fails leaves everything as it was', async () => {
    const before = await tablesOf(opened.database)
    await opened.database.$executeRaw`ALTER TABLE "RevocationReceipt" RENAME TO "ReceiptGone"`
    try {
      await expect(remove()).rejects.toThrow()
    } finally {
      await opened.database.$executeRaw`ALTER TABLE "ReceiptGone" RENAME TO "RevocationReceipt"`
    }
    expect(await tablesOf(opened.database)).toEqual(before)
    expect(await vault().notionClientFor(me.owner, me.id).users.me({})).toMatchObject({ id: me.botId })
  })

  it('signing in again starts afresh, and the form of the old account deletes the new one under its own receipt', async () => {
    await holdRevocations()
    await remove()
    await settled()
    const again = await connect()
    expect(again.owner).not.toBe(me.owner)
    expect(again.kept.notice).toBeNull()
    const kinds = await opened.database.activity.findMany({ orderBy: { at: 'asc' } })
    expect(kinds.map(({ kind, userId }) => [kind, userId])).toEqual([
      ['signed_in', again.owner],
      ['connected', again.owner],
    ])
    expect(await vault().listOpenRevocations(again.owner)).toEqual([])
    // The old tokens belong to a bot that is connected again: they are only looked at.
    expect(await status()).toMatchObject({ waiting: 2, held: 2 })
    const second = await remove(receipt, again.owner)
    expect(parseReceiptValue(second)).toBe(second)
    expect(second).not.toBe(receipt)
    await settled()
    await notion.clearFaults()
    await due()
    await vault().drainRevocations()
    expect(await status()).toMatchObject({ tokens: 2, confirmed: 2, waiting: 0, held: 0 })
    expect(await status(second ?? '')).toMatchObject({ connections: 1, confirmed: 2, waiting: 0 })
  }, 30_000)

  it('a connect that was begun before does not come back as a new account', async () => {
    const session = await liveSession(opened.database, me.cookie)
    await createIntent(vault(), 'a state of a connect', {
      userId: me.owner,
      sessionId: session?.id ?? '',
      purpose: 'connect',
      connectionId: null,
      returnTo: '/workspaces',
    })
    await remove()
    expect(await findIntent('a state of a connect')).toBeNull()
    expect(await spendState('a state of a connect')).toBe(false)
    expect(await spendState('a state of a sign-in')).toBe(true)
  })

  it('what is recorded of the person afterwards leaves no trace', async () => {
    await remove()
    await record(opened.database, me.owner, 'refreshed', me.id)
    await vault().redeemCode({ code: 'no code', redirectUri: 'http://localhost', startedBy: me.owner })
    expect(await dumpOf(opened.database)).not.toContain(me.owner)
  })

  it('a receipt opens with its value alone, until its time is over', async () => {
    await remove()
    await settled()
    expect(await status(newReceiptValue())).toBeNull()
    await opened.database.$executeRaw`UPDATE "RevocationReceipt" SET "expiresAt" = clock_timestamp()`
    expect(await status()).toBeNull()
  })

  it('a hundred thousand entries of activity go with it', async () => {
    for (let from = 0; from < 100_000; from += 10_000)
      await opened.database.$executeRaw`
        INSERT INTO "Activity" ("id", "userId", "kind")
        SELECT 'a' || (${from}::int + n), ${me.owner}, 'refreshed' FROM generate_series(1, 10000) n`
    const began = performance.now()
    await remove()
    expect(performance.now() - began).toBeLessThan(6_000)
    expect(await opened.database.activity.count()).toBe(0)
  }, 120_000)
})

describe('what a person types', () => {
  it.each(['delete my account', ' Delete my  account\n', 'DELETE MY ACCOUNT'])('%j counts', (typed) => {
    expect(isDeletePhrase(typed)).toBe(true)
  })
  it.each(['', 'delete', 'delete my account please', null, 7])('%j does not count', (typed) => {
    expect(isDeletePhrase(typed)).toBe(false)
  })
})
