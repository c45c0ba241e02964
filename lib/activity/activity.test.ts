import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { type Database, type OpenDatabase, Prisma, setDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import {
  type ActivityFilter,
  type ActivityPosition,
  findEntry,
  listActivityPage,
  listRecordedConnections,
  record,
} from '.'

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Actual Rows': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** A database that also tells how it carried each query out. */
const explaining = (database: Database, plans: PlanNode[]): Database =>
  new Proxy(database, {
    get(target, name) {
      if (name !== '$queryRaw') return Reflect.get(target, name, target)
      return async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
        const sql = 'raw' in query ? Prisma.sql(query, ...values) : query
        const [row] = await target.$queryRaw<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
          Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        )
        if (row) plans.push(row['QUERY PLAN'][0].Plan)
        return target.$queryRaw(sql)
      }
    },
  })

describeStore('a person’s activity', (open) => {
  let opened: OpenDatabase
  let me: string
  let other: string

  beforeEach(async () => {
    opened = await open()
    ;[me, other] = [randomUUID(), randomUUID()]
    await opened.database.user.createMany({ data: [{ id: me }, { id: other }] })
  })

  /** Entries, of which many have the same time. Their ids are random. */
  const fill = (count: number, owner = me, kind = 'refreshed', connectionId: string | null = null) =>
    opened.database.$executeRaw`
      INSERT INTO "Activity" ("id", "userId", "connectionId", "kind", "at")
      SELECT gen_random_uuid()::text, ${owner}, ${connectionId}, ${kind},
        timestamptz '2026-11-01' + make_interval(secs => (n / 7)::float8) FROM generate_series(1, ${count}::int) n`

  async function allPages(limit: number, filter: ActivityFilter = {}): Promise<string[]> {
    const ids: string[] = []
    let after: ActivityPosition | null = null
    do {
      const page = await listActivityPage(me, limit, filter, after)
      ids.push(...page.entries.map(({ id }) => id))
      after = page.last
    } while (after)
    return ids
  }

  it('is read page by page, the newest first: none twice, none left out, also of the same moment', async () => {
    await fill(503)
    await fill(20, other)
    const rows = await opened.database.activity.findMany({
      where: { userId: me },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
    })
    const ids = rows.map(({ id }) => id)
    expect(await allPages(50)).toEqual(ids)
    expect(await allPages(503)).toEqual(ids)
    expect(await allPages(1)).toEqual(ids)
  })

  it('is filtered by kind, by connection, and by both', async () => {
    await fill(30, me, 'refreshed', 'a')
    await fill(20, me, 'disconnected', 'a')
    await fill(10, me, 'disconnected', 'b')
    await fill(5, me, 'signed_in')
    await fill(5, other, 'disconnected', 'a')
    expect(await allPages(7, { kinds: ['disconnected'] })).toHaveLength(30)
    expect(await allPages(7, { kinds: ['disconnected', 'signed_in'] })).toHaveLength(35)
    expect(await allPages(7, { connectionId: 'a' })).toHaveLength(50)
    expect(await allPages(7, { connectionId: 'a', kinds: ['disconnected'] })).toHaveLength(20)
    expect(await allPages(7, { connectionId: 'c' })).toEqual([])
    expect(await allPages(7, { kinds: [] })).toEqual([])
    expect(new Set(await allPages(7)).size).toBe(65)
  })

  it('a new entry moves no page that is being read', async () => {
    await fill(20)
    const first = await listActivityPage(me, 10)
    await record(opened.database, me, 'signed_in')
    const second = await listActivityPage(me, 10, {}, first.last)
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(20)
    expect(second.last).toBeNull()
  })

  it('tells what was recorded, and nobody else', async () => {
    const id = randomUUID()
    await record(
      opened.database,
      me,
      'session_ended',
      null,
      { reason: 'one', device: 'Chrome on macOS', count: 2 },
      id,
    )
    expect(await findEntry(me, id)).toMatchObject({
      kind: 'session_ended',
      reason: 'one',
      device: 'Chrome on macOS',
      count: 2,
      workspaceName: null,
      pageId: null,
    })
    expect(await findEntry(other, id)).toBeNull()
    expect(await findEntry(me, 'no id')).toBeNull()
  })

  it('knows the connections that it speaks of, with the latest name, and when each ended', async () => {
    const { database } = opened
    await record(database, me, 'connected', 'a', { workspaceName: 'Old name' })
    await record(database, me, 'connected', 'b', { workspaceName: 'B' })
    await record(database, me, 'reconnected', 'a', { workspaceName: 'New name' })
    await record(database, me, 'disconnected', 'b', { workspaceName: 'B' })
    await record(database, other, 'connected', 'c', { workspaceName: 'C' })
    expect(await listRecordedConnections(me)).toEqual([
      { connectionId: 'b', workspaceName: 'B', endedAt: expect.any(Date) },
      { connectionId: 'a', workspaceName: 'New name', endedAt: null },
    ])
  })

  it('of a hundred thousand entries is read by an index, whatever the page and the filter', async () => {
    for (let batch = 0; batch < 10; batch++) await fill(10_000)
    await fill(3, me, 'disconnected', 'a')
    await opened.database.$executeRaw`ANALYZE "Activity"`
    const plans: PlanNode[] = []
    setDatabase({ ...opened, database: explaining(opened.database, plans) })
    const middle = { at: new Date(Date.parse('2026-11-01T00:00:00Z') + 700_000), id: '' }
    for (const filter of [
      {},
      { kinds: ['disconnected'] },
      { connectionId: 'a' },
      { connectionId: 'a', kinds: ['disconnected', 'refreshed'] },
    ] satisfies ActivityFilter[])
      for (const after of [null, middle]) await listActivityPage(me, 50, filter, after)
    setDatabase(opened)
    expect(plans).toHaveLength(8)
    const scans = plans.flatMap(nodesOf).filter((node) => node['Node Type'].includes('Scan'))
    const tables = scans.filter((node) => 'Relation Name' in node)
    expect(tables.length).toBeGreaterThanOrEqual(8)
    for (const node of tables) {
      expect(node['Node Type']).toMatch(/^Index/)
      expect(node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)).toBeLessThanOrEqual(51)
    }
  }, 120_000)
})
