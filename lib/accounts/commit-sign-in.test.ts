import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { listActivity } from '@/lib/activity'
import type { OpenDatabase } from '@/lib/database'
import { CommitUnknown } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { withLostCommits } from '@/test-support/lost-commit'
import { vault } from '@/test-support/vault'
import { withNotion } from '@/test-support/with-notion'
import { commitSignIn } from './commit-sign-in'
import { createIntent, findIntent, type IntentPurpose } from './intents'
import { purgeExpired } from './purge'
import { endEverySession, endSession, firstLiveSession, liveSession, newSessionToken } from './sessions'

const { notion, connect, receive } = withNotion()
const DEVICE = { userAgent: null, ipPrefix: null }

describeStore('a sign-in', (open) => {
  let opened: OpenDatabase

  beforeEach(async () => {
    opened = await open()
  })

  const counts = async () => ({
    users: await opened.database.user.count(),
    accounts: await opened.database.account.count(),
    connections: await opened.database.connection.count(),
    sessions: await opened.database.session.count(),
    pending: await opened.database.pendingRevocation.count(),
  })
  const alive = () => notion.aliveTokens()
  const attempt = () => ({
    cookies: [],
    intent: null,
    fresh: newSessionToken(),
    device: DEVICE,
  })
  async function intentOf(cookie: string, purpose: IntentPurpose, connectionId: string | null = null) {
    const session = await liveSession(opened.database, cookie)
    if (!session) throw new Error('no session')
    const state = newSessionToken()
    await createIntent(vault(), state, {
      userId: session.userId,
      sessionId: session.id,
      purpose,
      connectionId: connectionId as never,
      returnTo: '/settings/connections',
    })
    const intent = await findIntent(state)
    if (!intent) throw new Error('no intent')
    return intent
  }

  it('stores user, account, connection and session together, and takes the pair from the pending', async () => {
    const { kept } = await connect()
    expect(await counts()).toEqual({ users: 1, accounts: 1, connections: 1, sessions: 1, pending: 0 })
    expect(kept.notice).toBeNull()
    expect(await liveSession(opened.database, kept.sessionToken)).not.toBeNull()
  })

  it('no pair, no session: when one of its writes fails nothing half-made stays, and the pair is revoked', async () => {
    const { received, identity, authorization } = await receive()
    // The last write of the transaction, the session, can't succeed.
    await opened.database.$executeRaw`ALTER TABLE "Session" RENAME TO "SessionGone"`
    try {
      await expect(commitSignIn(vault(), { ...attempt(), identity, authorization })).rejects.toThrow()
    } finally {
      await opened.database.$executeRaw`ALTER TABLE "SessionGone" RENAME TO "Session"`
    }
    expect(await counts()).toEqual({ users: 0, accounts: 0, connections: 0, sessions: 0, pending: 2 })
    await vault().releasePair(received)
    await vault().drainRevocations()
    expect(await alive()).toEqual([])
  })

  it('no COMMIT, no session: of a person who was here before, everything is as it was', async () => {
    const first = await connect()
    const before = {
      sessions: await opened.database.session.findMany(),
      connections: await opened.database.connection.findMany(),
      users: await opened.database.user.findMany(),
      activities: await opened.database.activity.count(),
    }
    const { identity, authorization } = await receive()
    const keeping = () =>
      commitSignIn(vault(), { ...attempt(), cookies: [first.cookie], identity, authorization })
    await expect(withLostCommits(opened, [false], keeping)).rejects.toThrow(CommitUnknown)
    expect(await opened.database.session.findMany()).toEqual(before.sessions)
    expect(await opened.database.connection.findMany()).toEqual(before.connections)
    expect(await opened.database.user.findMany()).toEqual(before.users)
    expect(await opened.database.activity.count()).toBe(before.activities)
    // The pair, which Notion may have minted in the place of the older one, still waits and is not lost.
    expect((await counts()).pending).toBe(2)
  })

  it('writes the pair ahead, before anything of the answer is judged', async () => {
    await receive()
    expect(await counts()).toMatchObject({ users: 0, pending: 2 })
    const [row] = await opened.database.pendingRevocation.findMany()
    expect((row?.notBefore.getTime() ?? 0) - Date.now()).toBeGreaterThan(60_000)
  })

  it('ten first sign-ins of one person at once: one user, one connection, none refused', async () => {
    await notion.switches({ keepOldPair: true })
    const all = await Promise.all(Array.from({ length: 10 }, () => receive()))
    const kept = await Promise.all(all.map((one) => commitSignIn(vault(), { ...attempt(), ...one })))
    expect(new Set(kept.map((one) => one.userId)).size).toBe(1)
    expect(await counts()).toMatchObject({ users: 1, accounts: 1, connections: 1, sessions: 10 })
    // The nine that were replaced wait, each with both tokens.
    expect((await counts()).pending).toBe(18)
  })

  it('of the same person again rotates the session and replaces the pair', async () => {
    const first = await connect()
    const second = await connect({ cookie: first.cookie })
    expect(second.cookie).not.toBe(first.cookie)
    expect(await liveSession(opened.database, first.cookie)).toBeNull()
    expect(await counts()).toMatchObject({ users: 1, connections: 1, sessions: 1, pending: 2 })
    await vault().notionClientFor(second.owner, second.id).users.me({})
  })

  it('through a second workspace adds it and says so; the first one stays', async () => {
    const first = await connect()
    const second = await connect({ cookie: first.cookie, workspace: 1 })
    expect(second.kept.notice).toBe('workspace-added')
    expect(await vault().listConnections(first.owner)).toHaveLength(2)
    await vault().notionClientFor(first.owner, first.id).users.me({})
    await vault().notionClientFor(second.owner, second.id).users.me({})
  })

  it('of another person in a signed-in browser is refused; the session stays', async () => {
    const first = await connect()
    await expect(connect({ cookie: first.cookie, person: 1 })).rejects.toMatchObject({
      reason: 'signed-in-as-another',
    })
    expect(await liveSession(opened.database, first.cookie)).not.toBeNull()
    expect(await counts()).toMatchObject({ users: 1, connections: 1, sessions: 1, pending: 2 })
  })

  it('refused for a person who has this connection already: no session, but the pair is kept there', async () => {
    const second = await connect({ person: 1 })
    const first = await connect()
    await expect(connect({ cookie: first.cookie, person: 1 })).rejects.toMatchObject({
      reason: 'signed-in-as-another',
    })
    // Minting it killed the older pair: had it been dropped, the connection would be dead.
    await vault().notionClientFor(second.owner, second.id).users.me({})
    expect((await listActivity(second.owner, 5)).map((one) => one.kind)).toContain('sign_in_refused')
  })

  it('whose pair the worker has started to revoke is refused: no session with a revoked pair', async () => {
    const { received, identity, authorization } = await receive()
    await vault().releasePair(received)
    await vault().drainRevocations()
    await expect(commitSignIn(vault(), { ...attempt(), identity, authorization })).rejects.toMatchObject({
      reason: 'taken-back',
    })
    expect(await counts()).toEqual({ users: 0, accounts: 0, connections: 0, sessions: 0, pending: 0 })
  })

  it('keeps a name that Notion does not send this time', async () => {
    const { owner, cookie } = await connect()
    const before = await opened.database.user.findUniqueOrThrow({ where: { id: owner } })
    await notion.switches({ owner: 'partial' })
    await connect({ cookie })
    expect(await opened.database.user.findUniqueOrThrow({ where: { id: owner } })).toEqual(before)
  })

  it('with a workspace as owner tells nobody who it is', async () => {
    await notion.switches({ owner: 'workspace' })
    await expect(receive()).rejects.toThrow('workspace-owner')
    expect(await counts()).toMatchObject({ users: 0, pending: 2 })
  })

  it('after the last connection was disconnected finds the same user again', async () => {
    const first = await connect()
    await vault().disconnect(first.owner, first.id)
    expect(await liveSession(opened.database, first.cookie)).not.toBeNull()
    expect((await connect()).owner).toBe(first.owner)
  })

  describe('with an intent', () => {
    it('connects another workspace and renews the session: the same one, with its end, under a new value', async () => {
      const first = await connect()
      const before = await liveSession(opened.database, first.cookie)
      const intent = await intentOf(first.cookie, 'connect')
      const second = await connect({ cookie: first.cookie, intent, workspace: 1 })
      expect(second.kept.notice).toBe('connected')
      expect(second.cookie).not.toBe(first.cookie)
      expect(await liveSession(opened.database, first.cookie)).toBeNull()
      expect(await liveSession(opened.database, second.cookie)).toEqual(before)
      expect(second.kept.expires).toEqual(before?.absoluteExpires)
      expect(await opened.database.session.count()).toBe(1)
    })

    it('several connects with one cookie at once: one renews the session, no second session begins', async () => {
      const first = await connect()
      const intents = [await intentOf(first.cookie, 'connect'), await intentOf(first.cookie, 'connect')]
      const outcomes = await Promise.allSettled(
        intents.map((intent, at) => connect({ cookie: first.cookie, intent, workspace: at + 1 })),
      )
      const kept = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.cookie] : []))
      expect(kept).toHaveLength(1)
      expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({
        reason: { reason: 'session-ended' },
      })
      expect(await liveSession(opened.database, kept[0] ?? '')).not.toBeNull()
      expect(await opened.database.session.count()).toBe(1)
    })

    it('is refused when another session holds the browser, and when the session ended', async () => {
      const first = await connect()
      const intent = await intentOf(first.cookie, 'connect')
      const elsewhere = await connect()
      await expect(connect({ cookie: elsewhere.cookie, intent, workspace: 1 })).rejects.toMatchObject({
        reason: 'session-ended',
      })
      await endSession([first.cookie])
      await expect(connect({ cookie: first.cookie, intent, workspace: 1 })).rejects.toMatchObject({
        reason: 'session-ended',
      })
      expect(await vault().listConnections(first.owner)).toHaveLength(1)
    })

    it('is refused when used a second time', async () => {
      const first = await connect()
      const intent = await intentOf(first.cookie, 'connect')
      const second = await connect({ cookie: first.cookie, intent, workspace: 1 })
      await expect(connect({ cookie: second.cookie, intent, workspace: 2 })).rejects.toMatchObject({
        reason: 'code-used',
      })
    })

    it('is refused for another person', async () => {
      const first = await connect()
      const intent = await intentOf(first.cookie, 'connect')
      await expect(connect({ cookie: first.cookie, intent, person: 1 })).rejects.toMatchObject({
        reason: 'another-person',
      })
    })

    it('to reconnect, answered with another workspace: stored as its own, and said', async () => {
      const first = await connect()
      const intent = await intentOf(first.cookie, 'reconnect', first.id)
      const other = await connect({ cookie: first.cookie, intent, workspace: 1 })
      expect(other.kept.notice).toBe('other-workspace')
      expect(other.id).not.toBe(first.id)
    })

    describe('says what happened, compared with the rows before', () => {
      const broken = (id: string) => opened.database.$executeRaw`
        UPDATE "Connection" SET "state" = 'reconnect_required', "stateReason" = 'access_removed' WHERE "id" = ${id}`

      for (const purpose of ['reconnect', 'change_pages'] as const) {
        it(`${purpose}, after a disconnect: the workspace was connected again`, async () => {
          const first = await connect()
          const intent = await intentOf(first.cookie, purpose, first.id)
          await vault().disconnect(first.owner, first.id)
          const again = await connect({ cookie: first.cookie, intent })
          expect(again.kept).toMatchObject({
            notice: 'connected-again',
            moved: { from: first.id, to: again.id, sameWorkspace: true },
          })
        })

        it(`${purpose}, after a disconnect and a reconnect in other tabs`, async () => {
          const first = await connect()
          const intent = await intentOf(first.cookie, purpose, first.id)
          const another = await intentOf(first.cookie, 'connect')
          await vault().disconnect(first.owner, first.id)
          const third = await connect({ cookie: first.cookie, intent: another })
          const again = await connect({ cookie: third.cookie, intent })
          expect(again.kept).toMatchObject({ notice: 'connected-again', moved: { to: third.id } })
        })

        it(`${purpose}, after a disconnect, with another workspace: the first is gone`, async () => {
          const first = await connect()
          const intent = await intentOf(first.cookie, purpose, first.id)
          await vault().disconnect(first.owner, first.id)
          const other = await connect({ cookie: first.cookie, intent, workspace: 1 })
          expect(other.kept).toMatchObject({
            notice: 'other-workspace-first-gone',
            moved: { from: first.id, to: other.id, sameWorkspace: false },
          })
        })
      }

      it('another workspace picked while the first is broken: it still is', async () => {
        const first = await connect()
        await broken(first.id)
        const intent = await intentOf(first.cookie, 'reconnect', first.id)
        const other = await connect({ cookie: first.cookie, intent, workspace: 1 })
        expect(other.kept).toMatchObject({ notice: 'other-workspace-first-broken', moved: null })
      })

      it('the same workspace: its pages were chosen again, or it works again', async () => {
        const first = await connect()
        const change = await intentOf(first.cookie, 'change_pages', first.id)
        const changed = await connect({ cookie: first.cookie, intent: change })
        expect(changed.kept).toMatchObject({ notice: 'pages-changed', moved: null })
        await broken(first.id)
        const healing = await intentOf(changed.cookie, 'change_pages', first.id)
        const healed = await connect({ cookie: changed.cookie, intent: healing })
        expect(healed.kept.notice).toBe('reconnected')
        const reconnect = await intentOf(healed.cookie, 'reconnect', first.id)
        expect((await connect({ cookie: healed.cookie, intent: reconnect })).kept.notice).toBe('reconnected')
      })

      it('“Connect workspace”: new, connected already, or broken before', async () => {
        const first = await connect()
        const known = await intentOf(first.cookie, 'connect')
        const again = await connect({ cookie: first.cookie, intent: known })
        expect(again.kept.notice).toBe('already-connected')
        await broken(first.id)
        const healing = await intentOf(again.cookie, 'connect')
        expect((await connect({ cookie: again.cookie, intent: healing })).kept.notice).toBe('reconnected')
      })

      it('a sign-in: nothing of a connection that worked, else what became of it', async () => {
        const first = await connect()
        const second = await connect({ cookie: first.cookie })
        expect(second.kept.notice).toBeNull()
        await broken(first.id)
        const third = await connect({ cookie: second.cookie })
        expect(third.kept.notice).toBe('reconnected')
        await vault().disconnect(first.owner, first.id)
        expect((await connect({ cookie: third.cookie })).kept.notice).toBe('connected')
      })

      it('of another person’s connection nothing is said', async () => {
        const stranger = await connect({ person: 1 })
        const first = await connect()
        const intent = await intentOf(first.cookie, 'reconnect', stranger.id)
        expect(intent.workspaceId).toBeNull()
        const kept = (await connect({ cookie: first.cookie, intent })).kept
        expect(kept.notice).toBe('other-workspace-first-gone')
      })
    })

    it('begins only when no revocation of this person is under way', async () => {
      const first = await connect()
      await notion.fault({ route: 'POST /v1/oauth/revoke', kind: 'latency', latencyMs: 1_500 })
      const ending = vault().disconnect(first.owner, first.id)
      const revoked = async () => (await notion.log()).filter((one) => one.path === '/v1/oauth/revoke')
      await expect.poll(async () => (await revoked()).length, { timeout: 5_000 }).toBeGreaterThan(0)
      await intentOf(first.cookie, 'connect')
      expect((await revoked()).every((one) => one.status === 200)).toBe(true)
      const claimed = await opened.database.pendingRevocation.count({
        where: { claimedUntil: { not: null } },
      })
      expect(claimed).toBe(0)
      await ending
    })
  })

  describe('its session', () => {
    it('is stored as a hash: the database doesn’t contain the cookie’s value', async () => {
      const { cookie } = await connect()
      const rows = await opened.database.session.findMany()
      const text = JSON.stringify(rows)
      expect(text).not.toContain(cookie)
      // Nor a hash that anybody can compute.
      for (const encoding of ['hex', 'base64', 'base64url'] as const)
        expect(text).not.toContain(createHash('sha256').update(cookie).digest(encoding))
    })

    it('ends after its idle and after its absolute limit, by the database’s clock, and is purged', async () => {
      const { cookie } = await connect()
      await opened.database
        .$executeRaw`UPDATE "Session" SET "lastSeenAt" = clock_timestamp() - interval '7 days 1 minute'`
      expect(await liveSession(opened.database, cookie)).toBeNull()
      await opened.database.$executeRaw`
        UPDATE "Session" SET "lastSeenAt" = clock_timestamp(), "expires" = clock_timestamp() - interval '1 second',
          "absoluteExpires" = clock_timestamp() - interval '1 second'`
      expect(await liveSession(opened.database, cookie)).toBeNull()
      await purgeExpired()
      expect(await opened.database.session.count()).toBe(0)
    })

    it('is found among other values of its cookie, and only what has a live session counts', async () => {
      const { cookie, owner } = await connect()
      const other = newSessionToken()
      for (const tokens of [[cookie], [other, cookie], [cookie, other]])
        expect((await firstLiveSession(opened.database, tokens))?.session.userId).toBe(owner)
      expect(await firstLiveSession(opened.database, [other])).toBeNull()
      expect(await firstLiveSession(opened.database, [])).toBeNull()
    })

    describe('is out of reach for who can write to the database but has no AUTH_SECRET:', () => {
      const insert = (tokenHash: string, userId: string, seal: string) => opened.database.$executeRaw`
        INSERT INTO "Session" ("id", "tokenHash", "seal", "userId", "expires", "absoluteExpires")
        VALUES (${crypto.randomUUID()}, ${tokenHash}, ${seal}, ${userId}, clock_timestamp() + interval '1 day',
          clock_timestamp() + interval '1 day')`

      it('a row made for a cookie value of their choosing signs nobody in', async () => {
        const { owner } = await connect()
        const [row] = await opened.database.session.findMany()
        const chosen = newSessionToken()
        const hash = createHash('sha256').update(chosen)
        for (const tokenHash of [hash.copy().digest('hex'), hash.copy().digest('base64url'), chosen])
          for (const seal of ['', row?.seal ?? '']) {
            await insert(tokenHash, owner, seal)
            expect(await liveSession(opened.database, chosen)).toBeNull()
            await opened.database.session.deleteMany({ where: { tokenHash } })
          }
      })

      it('a session of their own, moved to another user, signs nobody in', async () => {
        const own = await connect()
        const victim = await connect({ person: 1 })
        await opened.database.$executeRaw`
          UPDATE "Session" SET "userId" = ${victim.owner} WHERE "userId" = ${own.owner}`
        expect(await liveSession(opened.database, own.cookie)).toBeNull()
      })

      it('a user row that becomes another person’s loses its sessions', async () => {
        const own = await connect()
        await opened.database.$executeRaw`
          UPDATE "User" SET "notionPersonId" = 'somebody else' WHERE "id" = ${own.owner}`
        expect(await liveSession(opened.database, own.cookie)).toBeNull()
      })

      it('hash and seal of another’s session, put into their own row, sign nobody in', async () => {
        const own = await connect()
        const victim = await connect({ person: 1 })
        const theirs = await opened.database.session.findFirstOrThrow({ where: { userId: victim.owner } })
        await opened.database.session.deleteMany({ where: { userId: victim.owner } })
        await opened.database.$executeRaw`
          UPDATE "Session" SET "tokenHash" = ${theirs.tokenHash}, "seal" = ${theirs.seal} WHERE "userId" = ${own.owner}`
        expect(await liveSession(opened.database, own.cookie)).toBeNull()
        expect(await liveSession(opened.database, victim.cookie)).toBeNull()
      })

      it('its end can’t be put off', async () => {
        const { cookie } = await connect()
        await opened.database.$executeRaw`
          UPDATE "Session" SET "absoluteExpires" = "absoluteExpires" + interval '1 day'`
        expect(await liveSession(opened.database, cookie)).toBeNull()
      })

      it('a user row or an account given to another person signs nobody in, and opens none of its tokens', async () => {
        const victim = await connect({ workspace: 1 })
        const other = (await receive({ person: 1 })).identity.accountId
        await opened.database.$executeRaw`
          UPDATE "User" SET "notionPersonId" = ${other} WHERE "id" = ${victim.owner}`
        await expect(connect({ person: 1 })).rejects.toThrow('another Notion person')
        expect(await liveSession(opened.database, victim.cookie)).toBeNull()
        await expect(vault().notionClientFor(victim.owner, victim.id).users.me({})).rejects.toMatchObject({
          code: 'seal_broken',
        })
        await opened.database
          .$executeRaw`UPDATE "User" SET "notionPersonId" = 'nobody' WHERE "id" = ${victim.owner}`
        const theirs = await connect({ person: 1 })
        await opened.database.$executeRaw`
          UPDATE "Account" SET "userId" = ${victim.owner} WHERE "providerAccountId" = ${other}`
        await expect(connect({ person: 1 })).rejects.toThrow('another Notion person')
        expect(theirs.owner).not.toBe(victim.owner)
      })

      it('what they can do: keep a session from being idle', async () => {
        const { cookie } = await connect()
        await opened.database.$executeRaw`
          UPDATE "Session" SET "lastSeenAt" = clock_timestamp() + interval '20 days'`
        expect(await liveSession(opened.database, cookie)).not.toBeNull()
      })

      it('a connection moved to their own user is not opened', async () => {
        const own = await connect()
        const victim = await connect({ person: 1 })
        await opened.database.$executeRaw`
          UPDATE "Connection" SET "userId" = ${own.owner}, "workspaceId" = 'another', "ownerPersonId" = (
            SELECT "notionPersonId" FROM "User" WHERE "id" = ${own.owner}) WHERE "id" = ${victim.id}`
        await expect(vault().notionClientFor(own.owner, victim.id).users.me({})).rejects.toMatchObject({
          code: 'seal_broken',
        })
      })
    })

    it('ends, also when the answer to its COMMIT is lost', async () => {
      const first = await connect()
      const second = await connect()
      await withLostCommits(opened, [true], () => endSession([first.cookie]))
      expect(await liveSession(opened.database, first.cookie)).toBeNull()
      await withLostCommits(opened, [false], () => endEverySession(first.owner))
      expect(await liveSession(opened.database, second.cookie)).toBeNull()
      const ended = (await listActivity(first.owner, 20)).filter((one) => one.kind === 'session_ended')
      expect(ended).toHaveLength(2)
    })

    it('ends everywhere', async () => {
      const first = await connect()
      const second = await connect()
      const stranger = await connect({ person: 1 })
      expect(await endEverySession(first.owner)).toBe(2)
      expect(await liveSession(opened.database, second.cookie)).toBeNull()
      expect(await liveSession(opened.database, stranger.cookie)).not.toBeNull()
    })
  })

  it('no table holds a token in clear', async () => {
    await connect()
    await notion.expire()
    const { owner, id } = await connect({ workspace: 1 })
    await vault().notionClientFor(owner, id).users.me({})
    const { tokens } = await notion.issued()
    const tables = await Promise.all([
      opened.database.connection.findMany(),
      opened.database.pendingRevocation.findMany(),
      opened.database.activity.findMany(),
      opened.database.user.findMany(),
      opened.database.session.findMany(),
    ])
    const text = JSON.stringify(tables)
    for (const { token } of tokens) expect(text).not.toContain(token)
  })
})
