import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { owners } from '@/lib/accounts'
import { config } from '@/lib/config'
import { type OpenDatabase, openDatabase } from '@/lib/database'
import { readAuthorization } from '@/lib/notion'
import { anEmbeddedDatabase } from '@/test-support/databases'
import { REFRESHES } from '@/test-support/notion-admin'
import { aPostgresDatabase } from '@/test-support/postgres-databases'
import { withNotion } from '@/test-support/with-notion'
import { type ConnectionId, claimPair, createTokenVault, type TokenVault, type UserId } from '.'

const { notion, approve } = withNotion()
const OWNER = 'the same user id in both' as UserId
const ID = 'the same connection id in both' as ConnectionId

interface Installation {
  readonly vault: TokenVault
  readonly opened: OpenDatabase
  readonly events: string[]
  end(): Promise<void>
}

const PLACES = {
  PGlite: async () => {
    const opened = await openDatabase({ pglite: await anEmbeddedDatabase() })
    return { opened, end: () => opened.close() }
  },
  PostgreSQL: async () => {
    const { url, drop } = await aPostgresDatabase()
    const opened = await openDatabase({ url })
    const end = async () => {
      await opened.close()
      await drop()
    }
    return { opened, end }
  },
} as const

describe.each(Object.keys(PLACES) as (keyof typeof PLACES)[])('two vaults in one process (%s)', (kind) => {
  let first: Installation
  let second: Installation

  beforeEach(async () => {
    first = await install(0)
    second = await install(1)
    await notion.clearLog()
  }, 60_000)
  afterEach(async () => {
    await first.end()
    await second.end()
  })

  /** Creates a vault with its own keys and database, and a connection of one person. */
  async function install(person: number): Promise<Installation> {
    const { opened, end } = await PLACES[kind]()
    const events: string[] = []
    const vault = createTokenVault({
      database: async () => opened.database,
      keys: [{ id: 'the-same-id', key: new Uint8Array(randomBytes(32)) }],
      notion: config().notion,
      owners,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      onEvent: (event) => void events.push(event.kind),
    })
    const redirectUri = config().notion.redirectUri
    const redeemed = await vault.redeemCode({ code: await approve({ person }), redirectUri, startedBy: null })
    if (redeemed.kind !== 'received') throw new Error(redeemed.kind)
    const authorization = readAuthorization(redeemed.body)
    if (typeof authorization === 'string') throw new Error(authorization)
    const { person: owner, ...workspace } = authorization
    const { pair } = redeemed.received
    await opened.database.user.create({ data: { id: OWNER, notionPersonId: owner.id } })
    await opened.database.$transaction(async (tx) => {
      await vault.storeAuthorized(tx, OWNER, { ...workspace, ownerPersonId: owner.id, pair })
      expect(await claimPair(tx, redeemed.received)).toBe(true)
      await tx.$executeRaw`UPDATE "Connection" SET "id" = ${ID}`
    })
    return { vault, opened, events, end }
  }

  const me = ({ vault }: Installation) => vault.notionClientFor(OWNER, ID).users.me({})
  const row = ({ opened }: Installation) =>
    opened.database.connection.findUniqueOrThrow({ where: { id: ID } })

  it('each refreshes its own connection, even with equal user ids, connection ids and generations', async () => {
    await notion.expire()
    const answers = await Promise.all([me(first), me(second), me(first), me(second)])
    expect(answers.map(({ id }) => id)).toEqual([
      (await row(first)).botId,
      (await row(second)).botId,
      (await row(first)).botId,
      (await row(second)).botId,
    ])
    expect((await notion.counts())[REFRESHES]).toBe(2)
    expect([(await row(first)).generation, (await row(second)).generation]).toEqual([2, 2])
    expect([first.events, second.events]).toEqual([['refreshed'], ['refreshed']])
  })

  it('neither can open the other’s tokens', async () => {
    const { id, userId, ...theirs } = await row(second)
    await first.opened.database.connection.update({ where: { id: ID }, data: theirs })
    const { notionPersonId } = await second.opened.database.user.findUniqueOrThrow({ where: { id: userId } })
    await first.opened.database.user.update({ where: { id: OWNER }, data: { notionPersonId } })
    await expect(me(first)).rejects.toMatchObject({ code: 'seal_broken' })
    expect((await me(second)).id).toBe(theirs.botId)
    expect(id).toBe(ID)
  })

  it('disconnecting and stopping one doesn’t affect the other', async () => {
    const stopWorker = first.vault.startRevocationWorker()
    expect(await first.vault.disconnect(OWNER, ID)).toMatchObject({ revocation: 'confirmed' })
    stopWorker()
    first.vault.tasks.beginStop()
    expect(await first.vault.tasks.waitUntilIdle(5_000)).toBe(true)
    expect(first.events).toEqual(['disconnected', 'disconnect_committed', 'revocation_confirmed'])
    expect(await first.vault.listConnections(OWNER)).toEqual([])

    expect(second.vault.tasks.isStopping).toBe(false)
    await notion.expire()
    await me(second)
    expect(await second.vault.listConnections(OWNER)).toHaveLength(1)
    expect(second.events).toEqual(['refreshed'])
  })

  it('a running task keeps only its own vault busy', async () => {
    await notion.expire()
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency-after', latencyMs: 600 })
    const call = me(first)
    await expect.poll(async () => (await notion.counts())[REFRESHES] ?? 0, { timeout: 5_000 }).toBe(1)
    expect(await first.vault.tasks.waitUntilIdle(0)).toBe(false)
    expect(await second.vault.tasks.waitUntilIdle(0)).toBe(true)
    await call
  })
})
