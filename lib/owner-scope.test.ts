import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { createIntent, endEverySession, findIntent } from '@/lib/accounts'
import { findActivity, listActivity } from '@/lib/activity'
import { addNote, loadWorkspace } from '@/lib/content'
import type { OpenDatabase } from '@/lib/database'
import { ConnectionGone } from '@/lib/errors'
import type { ConnectionId, UserId } from '@/lib/token-vault'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'

const { notion, connect } = withNotion()

/** Every operation that takes a connection id, tried with another person's connection. */
describeStore('another person’s id', (open) => {
  let opened: OpenDatabase
  let theirs: Connected
  let mine: Connected

  beforeEach(async () => {
    opened = await open()
    theirs = await connect()
    mine = await connect({ person: 1 })
    await notion.clearLog()
  })

  const rows = async () => ({
    connections: await opened.database.connection.findMany({ orderBy: { id: 'asc' } }),
    pending: await opened.database.pendingRevocation.findMany({ orderBy: { id: 'asc' } }),
    activities: await opened.database.activity.findMany({ orderBy: { id: 'asc' } }),
    sessions: await opened.database.session.findMany({ orderBy: { id: 'asc' } }),
  })
  const gone = async (attempt: Promise<unknown>) =>
    expect(await attempt.catch((error: unknown) => error)).toBeInstanceOf(ConnectionGone)

  const ATTEMPTS: readonly (readonly [string, (owner: UserId, id: ConnectionId) => Promise<unknown>])[] = [
    ['find a connection', async (owner, id) => expect(await vault().findConnection(owner, id)).toBeNull()],
    ['open a workspace', async (owner, id) => expect(await loadWorkspace(vault(), owner, id)).toBeNull()],
    ['check access', async (owner, id) => expect(await vault().checkAccess(owner, id)).toBeNull()],
    ['disconnect', async (owner, id) => expect(await vault().disconnect(owner, id)).toBeNull()],
    [
      'refresh the content',
      async (owner, id) => expect(await vault().invalidateContent(owner, id)).toBe(false),
    ],
    ['read access', (owner, id) => gone(vault().readAccess(owner, id))],
    ['replace the pair', (owner, id) => gone(vault().refresh(owner, id, 1))],
    ['call Notion', (owner, id) => gone(vault().notionClientFor(owner, id).users.me({}))],
    [
      'add a note',
      (owner, id) =>
        gone(
          addNote(vault(), owner, id, {
            formId: randomUUID(),
            pageId: randomUUID(),
            kind: 'to_do',
            text: 'x',
          }),
        ),
    ],
  ]
  for (const [what, attempt] of ATTEMPTS)
    it(`can’t be used to ${what}: same result as for a missing id, and no request to Notion`, async () => {
      const before = await rows()
      await attempt(mine.owner, theirs.id)
      await attempt(mine.owner, randomUUID() as ConnectionId)
      expect(await rows()).toEqual(before)
      expect(await notion.counts()).toEqual({})
    })

  it('is in no list', async () => {
    await notion.fault({
      route: 'POST /v1/oauth/revoke',
      kind: 'status',
      status: 503,
      retryAfter: 60,
      times: 9,
    })
    const second = await connect({ cookie: theirs.cookie, workspace: 1 })
    await vault().disconnect(theirs.owner, second.id)
    const lists = {
      connections: (await vault().listConnections(mine.owner)).map((one) => one.id),
      revocations: (await vault().listOpenRevocations(mine.owner)).map((one) => one.connectionId),
      activity: (await listActivity(mine.owner, 100)).map((one) => one.connectionId),
    }
    expect(lists).toEqual({ connections: [mine.id], revocations: [], activity: lists.activity })
    expect(lists.activity).not.toContain(theirs.id)
    expect(lists.activity).not.toContain(second.id)
    expect(await findActivity(opened.database, mine.owner, 'disconnected', second.id)).toBeNull()
    expect(await findActivity(opened.database, theirs.owner, 'disconnected', second.id)).not.toBeNull()
  })

  it('reveals nothing through an intent, and ends no other session', async () => {
    const state = randomUUID()
    const session = await opened.database.session.findFirstOrThrow({ where: { userId: mine.owner } })
    await createIntent(vault(), state, {
      userId: mine.owner,
      sessionId: session.id,
      purpose: 'reconnect',
      connectionId: theirs.id,
      returnTo: '/workspaces',
    })
    expect((await findIntent(state))?.workspaceId).toBeNull()
    expect(await endEverySession(mine.owner)).toBe(1)
    expect(await opened.database.session.count({ where: { userId: theirs.owner } })).toBe(1)
  })
})
