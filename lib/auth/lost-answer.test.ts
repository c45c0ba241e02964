import { beforeEach, describe, expect, it } from 'vitest'
import {
  commitSignIn,
  createIntent,
  findIntent,
  type IntentPurpose,
  newSessionToken,
  notionSignIn,
} from '@/lib/accounts'
import { config } from '@/lib/config'
import type { OpenDatabase } from '@/lib/database'
import { CommitUnknown, RefreshUnsettled } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { withLostCommits } from '@/test-support/lost-commit'
import { openEverySeal } from '@/test-support/seals'
import { vault, vaultContext } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { classifyTokenResponse, readAuthorization } from '../notion'
import { beginCodeExchange, markAnswerLost } from '../token-vault/connection/code-exchanges'
import { receivePair } from '../token-vault/connection/receive-pair'
import { notionIdentity } from './notion-identity'
import { SignInAttempt } from './sign-in-attempt'

const TOKEN = 'POST /v1/oauth/token'
const REVOKE = 'POST /v1/oauth/revoke'
const CODE = 'authorization_code' as const
const DEVICE = { userAgent: null, ipPrefix: null }

const { notion, approve, connect } = withNotion()

const exchangeCode = async (code: string) =>
  classifyTokenResponse(await vaultContext().notion.exchangeCode(code, config().notion.redirectUri))

describeStore('a lost response with tokens', (open) => {
  let opened: OpenDatabase
  let person: Connected

  beforeEach(async () => {
    opened = await open()
    person = await connect()
    await notion.clearLog()
  })

  const row = () => opened.database.connection.findUniqueOrThrow({ where: { id: person.id } })
  const me = (of: Connected = person) => vault().notionClientFor(of.owner, of.id).users.me({})
  const alive = () => notion.aliveTokens()
  const orphans = async () => (await alive()).filter((one) => !one.delivered)
  const coolDownEnds = () => opened.database.$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
  const revocation = async (of: Connected = person) => (await vault().disconnect(of.owner, of.id))?.revocation

  /** Runs a callback up to its code exchange, which fails. @returns the reason on the problem page */
  async function lose(
    choice: { cookie?: string; purpose?: IntentPurpose; person?: number; workspace?: number } = {},
  ): Promise<string> {
    const code = await approve(choice)
    const state = newSessionToken()
    if (choice.purpose) {
      const session = await opened.database.session.findFirstOrThrow({ where: { userId: person.owner } })
      await createIntent(vault(), state, {
        userId: person.owner,
        sessionId: session.id,
        purpose: choice.purpose,
        connectionId: person.id,
        returnTo: '/settings/connections',
      })
      expect(await findIntent(state)).not.toBeNull()
    }
    const attempt = await SignInAttempt.open(vault(), notionIdentity(), {
      query: new URLSearchParams({ code, state }),
      hasStateCookie: true,
      stateMatches: true,
      sessionTokens: choice.cookie ? [choice.cookie] : [],
      device: DEVICE,
    })
    await expect(attempt.exchange(code)).rejects.toThrow()
    await attempt.close()
    return attempt.reason
  }

  describe('of a code exchange', () => {
    for (const fault of [
      { kind: 'drop-after' },
      { kind: 'truncated' },
      { kind: 'garbage' },
      { kind: 'empty' },
      { kind: 'status-after', status: 502 },
    ] as const)
      it(`to change the shared pages (${JSON.stringify(fault)}) is reported by the page, the reason and Disconnect`, async () => {
        await notion.fault({ route: TOKEN, grantType: CODE, ...fault })
        expect(await lose({ purpose: 'change_pages', cookie: person.cookie })).toBe('answer-lost')
        // The pair that Notion issued replaced ours.
        await expect(me()).rejects.toMatchObject({ reason: 'answer_lost' })
        expect(await revocation()).toBe('not_provable')
      })

    it('without an effect in Notion only changes what can be proven', async () => {
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-before' })
      expect(await lose({ purpose: 'reconnect', cookie: person.cookie })).toBe('answer-lost')
      await me()
      expect((await row()).state).toBe('active')
      expect(await revocation()).toBe('not_provable')
    })

    for (const fault of [
      { kind: 'status', status: 429 },
      { kind: 'status', status: 400, code: 'invalid_grant' },
      { kind: 'status', status: 401, code: 'invalid_client' },
    ] as const)
      it(`with a known outcome (${JSON.stringify(fault)}) leaves no record`, async () => {
        await notion.fault({ route: TOKEN, grantType: CODE, ...fault })
        expect(await lose({ purpose: 'reconnect', cookie: person.cookie })).not.toBe('answer-lost')
        expect(await opened.database.codeExchange.count()).toBe(0)
        expect(await revocation()).toBe('confirmed')
      })

    it('of a sign-in in a browser with a session is recorded in that person’s connections', async () => {
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
      expect(await lose({ cookie: person.cookie })).toBe('answer-lost')
      expect(await revocation()).toBe('not_provable')
    })

    it('of a sign-in in another browser explains a later refusal', async () => {
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
      expect(await lose()).toBe('answer-lost')
      await expect(me()).rejects.toMatchObject({ reason: 'answer_lost' })
      expect(await revocation()).toBe('not_provable')
      expect(await orphans()).toHaveLength(2)
    })

    it('of a sign-in in another browser, without a use of the connection since: not provable', async () => {
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
      await lose()
      expect(await revocation()).toBe('not_provable')
    })

    it('followed by a sign-in, use and refresh: still not provable, because the issued tokens are active', async () => {
      await notion.switches({ keepOldPair: true })
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
      await lose()
      const again = await connect()
      await me(again)
      await notion.expire()
      await me(again)
      expect(await revocation(again)).toBe('not_provable')
      expect((await orphans()).map((one) => one.use)).toContain('refresh')
    })

    for (const begun of ['a sign-in', 'a change of pages'] as const)
      it(`of ${begun} in a browser with a session is recorded in that person’s connections`, async () => {
        const exchange = () =>
          lose({
            cookie: person.cookie,
            ...(begun === 'a change of pages' && { purpose: 'change_pages' as const }),
          })
        await notion.switches({ keepOldPair: true })
        await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
        expect(await exchange()).toBe('answer-lost')
        // The older pair works: the lost one may exist beside it, or may have replaced it.
        await me()
        // The record of the exchange is deleted after 30 days.
        await opened.database.codeExchange.deleteMany()
        expect(await revocation()).toBe('not_provable')
        expect(await orphans()).toHaveLength(2)
      })

    it('of a sign-in in a browser with a session explains a later refusal, even if the pair has worked since', async () => {
      await notion.switches({ keepOldPair: true })
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
      await lose({ cookie: person.cookie })
      await me()
      await notion.removeConnection(person.botId)
      await expect(me()).rejects.toMatchObject({ reason: 'answer_lost' })
    })

    it('says nothing about a connection that was used or created since', async () => {
      const other = await connect({ person: 1 })
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
      await lose()
      await me(other)
      expect(await revocation(other)).toBe('confirmed')
      expect(await revocation(await connect({ person: 1 }))).toBe('confirmed')
    })

    it('followed by the removal of the access, of a connection that was used since: access removed', async () => {
      const other = await connect({ person: 1 })
      await notion.fault({ route: TOKEN, grantType: CODE, kind: 'drop-after' })
      await lose()
      await me(other)
      await notion.removeConnection(other.botId)
      await expect(me(other)).rejects.toMatchObject({ reason: 'access_removed' })
    })

    it('of a killed process counts as lost after its time limit', async () => {
      await beginCodeExchange(vaultContext(), person.owner)
      await opened.database
        .$executeRaw`UPDATE "CodeExchange" SET "startedAt" = clock_timestamp() - interval '2 minutes'`
      await notion.removeConnection(person.botId)
      await expect(me()).rejects.toMatchObject({ reason: 'answer_lost' })
      expect(await revocation()).toBe('not_provable')
    })

    it('that is recorded after a page got a refusal corrects the reason', async () => {
      const exchange = await beginCodeExchange(vaultContext(), person.owner)
      await notion.removeConnection(person.botId)
      await opened.database.$executeRaw`
        UPDATE "Connection" SET "state" = 'reconnect_required', "stateReason" = 'access_removed'`
      await markAnswerLost(vaultContext(), exchange)
      expect((await row()).stateReason).toBe('answer_lost')
    })

    it('is impossible if the database accepts no write, because the code is not sent', async () => {
      const code = await approve()
      const attempt = await SignInAttempt.open(vault(), notionIdentity(), {
        query: new URLSearchParams({ code, state: 'a-state' }),
        hasStateCookie: true,
        stateMatches: true,
        sessionTokens: [],
        device: DEVICE,
      })
      await opened.database.$executeRaw`ALTER TABLE "CodeExchange" RENAME TO "CodeExchangeGone"`
      try {
        await expect(attempt.exchange(code)).rejects.toThrow()
      } finally {
        await opened.database.$executeRaw`ALTER TABLE "CodeExchangeGone" RENAME TO "CodeExchange"`
      }
      expect(attempt.reason).toBe('storage')
      expect((await notion.issued()).codes.find((one) => one.code === code)?.used).toBe(false)
    })
  })

  describe('of a refresh', () => {
    const loseRefresh = async () => {
      await notion.expire()
      await notion.fault({ route: TOKEN, kind: 'drop-after' })
      await expect(me()).rejects.toThrow(RefreshUnsettled)
      await coolDownEnds()
    }

    it('followed by a reconnect and a refresh: not provable, because the lost pair is active', async () => {
      await notion.switches({ keepOldPair: true })
      await loseRefresh()
      const again = await connect({ cookie: person.cookie })
      expect(again.id).toBe(person.id)
      for (let time = 0; time < 2; time++) {
        await notion.expire()
        await me()
      }
      expect((await row()).state).toBe('active')
      expect((await orphans()).map((one) => one.use)).toContain('refresh')
      expect(await revocation()).toBe('not_provable')
    }, 60_000)

    it('is settled by a later refresh with the same token, which Notion accepts only once', async () => {
      await notion.expire()
      await notion.fault({ route: TOKEN, kind: 'drop-before' })
      await expect(me()).rejects.toThrow(RefreshUnsettled)
      await coolDownEnds()
      await me()
      expect(await revocation()).toBe('confirmed')
    })

    it('doesn’t explain a later removal after the person reconnected', async () => {
      await loseRefresh()
      await connect({ cookie: person.cookie })
      await me()
      await notion.removeConnection(person.botId)
      await expect(me()).rejects.toMatchObject({ reason: 'access_removed' })
      expect(await revocation()).toBe('not_provable')
    })

    it('before a disconnect is recorded for the next connection of the same bot', async () => {
      await loseRefresh()
      expect(await revocation()).toBe('not_provable')
      await opened.database
        .$executeRaw`UPDATE "PendingRevocation" SET "createdAt" = clock_timestamp() - interval '5 minutes', "notBefore" = clock_timestamp()`
      await vault().drainRevocations()
      const again = await connect({ cookie: person.cookie })
      expect(again.botId).toBe(person.botId)
      await me(again)
      expect(await revocation(again)).toBe('not_provable')
    })

    it('without one, a reconnect and refresh can be confirmed', async () => {
      await connect({ cookie: person.cookie })
      await notion.expire()
      await me()
      expect(await revocation()).toBe('confirmed')
      expect(await alive()).toEqual([])
    })
  })

  describe('a received pair that the database rejects', () => {
    const withoutPending = async (work: () => Promise<void>) => {
      await opened.database.$executeRaw`ALTER TABLE "PendingRevocation" RENAME TO "PendingRevocationGone"`
      try {
        await work()
      } finally {
        await opened.database.$executeRaw`ALTER TABLE "PendingRevocationGone" RENAME TO "PendingRevocation"`
      }
    }

    it('is kept in memory and stored when the database is back; nothing is revoked until then', async () => {
      await notion.switches({ revokeScope: 'bot' })
      const code = await approve()
      const exchange = await beginCodeExchange(vaultContext(), null)
      const verdict = await exchangeCode(code)
      if (verdict.kind !== 'issued') throw new Error('no tokens were issued')
      await withoutPending(async () => {
        await expect(receivePair(vaultContext(), verdict.tokens, verdict.body, exchange)).rejects.toThrow()
        expect(await vault().tasks.waitUntilIdle(300)).toBe(false)
        expect(await alive()).toHaveLength(2)
      })
      expect(await vault().tasks.waitUntilIdle(8_000)).toBe(true)
      expect((await notion.counts())[REVOKE] ?? 0).toBe(0)
      expect(await opened.database.pendingRevocation.count()).toBe(2)
      expect(await opened.database.codeExchange.count()).toBe(0)
      // The connection continues with that pair, because issuing it revoked the one before.
      await me()
      expect((await row()).state).toBe('active')
      await openEverySeal(opened.database)
    })

    it('of a bot without a connection is revoked after that', async () => {
      const code = await approve({ workspace: 1 })
      const exchange = await beginCodeExchange(vaultContext(), null)
      const verdict = await exchangeCode(code)
      if (verdict.kind !== 'issued') throw new Error('no tokens were issued')
      await withoutPending(async () => {
        await expect(receivePair(vaultContext(), verdict.tokens, verdict.body, exchange)).rejects.toThrow()
      })
      expect(await vault().tasks.waitUntilIdle(8_000)).toBe(true)
      await vault().drainRevocations()
      expect((await alive()).every((one) => one.botId === person.botId)).toBe(true)
    })
  })

  describe('a sign-in whose COMMIT gets no response', () => {
    const attempt = async () => {
      const code = await approve()
      const exchange = await beginCodeExchange(vaultContext(), null)
      const verdict = await exchangeCode(code)
      if (verdict.kind !== 'issued') throw new Error('no tokens were issued')
      const received = await receivePair(vaultContext(), verdict.tokens, verdict.body, exchange)
      const authorization = readAuthorization(verdict.body)
      if (typeof authorization === 'string') throw new Error(authorization)
      return {
        ...notionSignIn({ ...authorization, received }),
        cookies: [],
        intent: null,
        fresh: newSessionToken(),
        device: DEVICE,
      }
    }

    it('succeeds if it was stored', async () => {
      const one = await attempt()
      const kept = await withLostCommits(opened, [true], () => commitSignIn(vault(), one))
      expect(kept).toMatchObject({ userId: person.owner, sessionToken: one.fresh })
      await me()
    })

    it('is refused if it wasn’t; the pair is pending, and the connection continues with it', async () => {
      const one = await attempt()
      await expect(withLostCommits(opened, [false], () => commitSignIn(vault(), one))).rejects.toThrow(
        CommitUnknown,
      )
      expect(await opened.database.session.count()).toBe(1)
      await me()
      expect((await row()).pairId).toBe(one.authorization?.received.pair.pairId)
    })
  })
})
