import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Database, type OpenDatabase, Prisma, setDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { tablesOf } from '@/test-support/dump'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { exportAccount } from './export-account'
import { exportJsonSchema, exportSchema, NOT_EXPORTED, SECTIONS, USER } from './export-format'
import { createIntent } from './intents'
import { liveSession } from './sessions'

const { notion, connect } = withNotion()

type Exported = Omit<z.infer<typeof exportSchema>, 'activity'> & {
  readonly activity: readonly { readonly id: string; readonly at: string }[]
}

async function textOf(owner: Connected['owner']): Promise<string> {
  let text = ''
  for await (const piece of exportAccount(owner)) text += piece
  return text
}

describeStore('an export', (open) => {
  let opened: OpenDatabase
  let me: Connected

  beforeEach(async () => {
    opened = await open()
    me = await connect()
  })

  /** A person with rows in every table that has any of theirs, and somebody else with as many. */
  async function fill(who: Connected) {
    const { database } = opened
    const { cookie } = who === me ? await connect({ workspace: 1, cookie: who.cookie }) : who
    const session = await liveSession(database, cookie)
    await createIntent(vault(), `state of ${who.owner}`, {
      userId: who.owner,
      sessionId: session?.id ?? '',
      purpose: 'reconnect',
      connectionId: who.id,
      returnTo: '/workspaces',
    })
    await database.sentForm.create({
      data: { id: randomUUID(), userId: who.owner, claim: 'a process', detail: { outcome: 'added' } },
    })
    await database.codeExchange.create({ data: { id: randomUUID(), userId: who.owner } })
    await notion.fault({
      route: 'POST /v1/oauth/revoke',
      kind: 'status',
      status: 503,
      retryAfter: 600,
      times: 9,
    })
    await vault().disconnect(who.owner, who.id)
    await notion.clearFaults()
  }

  it('holds every row of the person, as its own description says, and nobody else’s', async () => {
    const other = await connect({ person: 1 })
    await fill(me)
    await fill(other)
    const text = await textOf(me.owner)
    const exported = exportSchema.parse(JSON.parse(text)) as unknown as Exported
    // The description as it is served says the same.
    const described = z.fromJSONSchema(exportJsonSchema() as Parameters<typeof z.fromJSONSchema>[0])
    expect(described.safeParse(JSON.parse(text)).error).toBeUndefined()
    expect(described.safeParse({ ...exported, more: 1 }).success).toBe(false)

    const tables = await tablesOf(opened.database)
    const rowsOf = (table: string, of: string) =>
      (tables[table] as Record<string, unknown>[]).filter((row) => row[of] === me.owner).length
    for (const [name, { table, of }] of Object.entries(SECTIONS)) {
      const rows = exported[name as keyof typeof SECTIONS]
      expect(rows.length, name).toBe(rowsOf(table, of))
      expect(rows.length, name).toBeGreaterThan(0)
    }
    expect(exported.user).toMatchObject({ id: me.owner, name: expect.any(String) })
    for (const trace of [other.owner, other.id, other.botId]) expect(text).not.toContain(trace)
    // What was recorded of the export itself is in it.
    expect(exported.activity.at(-1)).toMatchObject({ kind: 'data_exported' })
    const times = exported.activity.map(({ at }) => at)
    expect(times).toEqual([...times].sort())
  })

  it('holds no secret, sealed, hashed or in clear', async () => {
    await fill(me)
    const text = await textOf(me.owner)
    const { tokens, codes } = await notion.issued()
    const { database } = opened
    const secrets = [
      ...tokens.map(({ token }) => token),
      ...codes.map(({ code }) => code),
      me.cookie,
      ...(await database.session.findMany()).flatMap(({ tokenHash, seal }) => [tokenHash, seal]),
      ...(await database.connection.findMany()).flatMap((one) => [
        one.sealedAccessToken,
        one.sealedRefreshToken ?? 'none',
      ]),
      ...(await database.pendingRevocation.findMany()).map(({ sealedToken }) => sealedToken ?? 'none'),
      ...(await database.connectIntent.findMany()).map(({ id }) => id),
    ]
    expect(secrets.length).toBeGreaterThan(10)
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it('of a hundred thousand entries needs no more memory than of a few, and waits for its reader', async () => {
    for (let batch = 0; batch < 10; batch++)
      await opened.database.$executeRaw`
        INSERT INTO "Activity" ("id", "userId", "kind", "detail")
        SELECT gen_random_uuid()::text, ${me.owner}, 'refreshed', '{"workspaceName":"A workspace with a name"}'
        FROM generate_series(1, 10000) n`
    let statements = 0
    const counting = new Proxy(opened.database, {
      get(target, name) {
        if (name === '$queryRaw') statements++
        return Reflect.get(target, name, target)
      },
    })
    setDatabase({ ...opened, database: counting as Database })
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const heap = () => {
      collect()
      return process.memoryUsage().heapUsed
    }
    let [bytes, pieces, peak, longest] = [0, 0, 0, 0]
    const start = heap()
    for await (const piece of exportAccount(me.owner)) {
      bytes += piece.length
      longest = Math.max(longest, piece.length)
      pieces++
      // At most one statement for each piece, and one that found nothing for each table.
      expect(statements).toBeLessThanOrEqual(pieces + Object.keys(SECTIONS).length + 2)
      if (pieces % 40 === 0) peak = Math.max(peak, heap() - start)
    }
    setDatabase(opened)
    expect(bytes).toBeGreaterThan(15_000_000)
    expect(longest).toBeLessThan(300_000)
    expect(pieces).toBeGreaterThan(200)
    expect(peak).toBeLessThan(8_000_000)
  }, 180_000)

  it('of many rows holds each once, also of the same moment', async () => {
    await opened.database.$executeRaw`
      INSERT INTO "Activity" ("id", "userId", "kind", "at")
      SELECT gen_random_uuid()::text, ${me.owner}, 'refreshed', timestamptz '2026-11-01' + make_interval(secs => (n / 300)::float8)
      FROM generate_series(1, 1700) n`
    const exported: Exported = JSON.parse(await textOf(me.owner))
    const ids = exported.activity.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(await opened.database.activity.count())
  })

  it('fails when the account is deleted in the middle', async () => {
    const read = async () => {
      for await (const piece of exportAccount(me.owner))
        if (piece.includes('"activity"')) await opened.database.user.deleteMany()
    }
    await expect(read()).rejects.toThrow('deleted')
  })
})

describe('the decision about every column', () => {
  const models = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)]
  const names = new Set(models.map(([, name]) => name))
  /** The columns of a model: its fields, but for relations. */
  const columns = (body: string) =>
    [...body.matchAll(/^ {2}(\w+) +(\w+)/gm)].filter(([, , type]) => !names.has(type)).map(([, name]) => name)
  const sections = [USER, ...Object.values(SECTIONS)]

  it('covers each table of the schema once', () => {
    expect(models.length).toBeGreaterThan(10)
    const decided = [...sections.map(({ table }) => table), ...Object.keys(NOT_EXPORTED)]
    expect(decided.sort()).toEqual([...names].sort())
    expect(Object.keys(Prisma.ModelName).sort()).toEqual([...names].sort())
  })

  it.each(sections.map((section) => [section.table, section] as const))(
    'covers each column of %s once: exported, or left out with a reason',
    (table, section) => {
      const body = models.find(([, name]) => name === table)?.[2] ?? ''
      const decided = [...Object.keys(section.row.shape), ...Object.keys(section.omitted)]
      expect(decided.sort()).toEqual(columns(body).sort())
      for (const reason of Object.values(section.omitted)) expect(reason).not.toBe('')
    },
  )
})
