import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { db } from '@/lib/database'
import {
  ConnectionGone,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  PersonNotResolved,
  ReadAbandoned,
  ReconnectRequired,
} from '@/lib/errors'
import type { RowQuery } from '@/lib/notion'
import type { UserId } from '@/lib/token-vault'
import { describeStore } from '@/test-support/databases'
import { REFRESHES } from '@/test-support/notion-admin'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { plainText } from '../shared/plain-text'
import { addNote, loadWorkspace } from '.'

const NEWEST = { direction: 'descending' } as const
const ALL_ROWS = { sorts: [], match: 'all', conditions: [] } as const
const SEARCH = 'POST /v1/search'

/** What another process knows: nothing that this one read. */
function asAnotherProcess(): void {
  Reflect.deleteProperty(globalThis, 'latchkeyReads')
}

async function opened({ owner, id }: Pick<Connected, 'owner' | 'id'>, left: AbortSignal | null = null) {
  const workspace = await loadWorkspace(vault(), owner, id, left)
  if (!workspace) throw new Error('no such workspace')
  return workspace
}

const FILE_TTL_MS = 3_600_000
const { notion, connect } = withNotion()

describeStore('browsing', (open) => {
  beforeEach(async () => {
    await open()
    asAnotherProcess()
  })

  const calls = async () => {
    const counts = await notion.counts()
    await notion.clearLog()
    return counts
  }
  /** A shared page or data source by its title. */
  async function named(who: Connected, title: string) {
    const workspace = await opened(who)
    const { items } = await workspace.search(title, null)
    const found = items.find((item) => item.title === title)
    if (!found) throw new Error(`nothing is called ${title}`)
    await vault().invalidateContent(who.owner, who.id)
    await notion.clearLog()
    return found
  }

  it('asks once for what many want, and not again for a minute', async () => {
    const who = await connect()
    await notion.clearLog()
    const workspace = await opened(who)
    const [one, two] = await Promise.all([workspace.shared(NEWEST, null), workspace.shared(NEWEST, null)])
    expect(one).toBe(two)
    await (await opened(who)).shared(NEWEST, null)
    expect(await calls()).toEqual({ [SEARCH]: 1 })
    await (await opened(who)).shared({ direction: 'ascending' }, null)
    expect(await calls()).toEqual({ [SEARCH]: 1 })
  })

  it('asks nothing more for who has left, and everything for who stays', async () => {
    const who = await connect()
    await notion.switches({ latencyMs: 100 })
    await notion.clearLog()
    const leaving = new AbortController()
    const left = await opened(who, leaving.signal)
    const stays = await opened(who)
    // More than are under way at once: the last ones wait for their turn.
    const words = Array.from({ length: 20 }, (_, index) => `word ${index}`)
    const asked = words.map((one) => left.search(one, null))
    const shared = stays.search(words.at(-1) ?? '', null)
    const results = Promise.allSettled(asked)
    await expect.poll(async () => (await notion.log()).length).toBeGreaterThan(0)
    leaving.abort()
    await expect(left.search('something else', null)).rejects.toThrow(ReadAbandoned)
    expect(Array.isArray((await shared).items)).toBe(true)
    const outcomes = await results
    expect(outcomes.at(-1)?.status).toBe('fulfilled')
    const abandoned = outcomes.filter((one) => one.status === 'rejected')
    expect(abandoned.length).toBeGreaterThan(0)
    for (const one of abandoned) expect(one.reason).toBeInstanceOf(ReadAbandoned)
    expect(await calls()).toEqual({ [SEARCH]: words.length - abandoned.length })
    await notion.switches({ latencyMs: 0 })
    // What was given up is asked for as usual by the next who wants it.
    const [first] = words.filter((_, index) => outcomes[index]?.status === 'rejected')
    expect(Array.isArray((await stays.search(first ?? '', null)).items)).toBe(true)
  })

  it('reads anew after "Refresh", also where another process keeps the answers', async () => {
    const who = await connect()
    await (await opened(who)).shared(NEWEST, null)
    const before = globalThis as { latchkeyReads?: unknown }
    const kept = before.latchkeyReads
    asAnotherProcess()
    expect(await vault().invalidateContent(who.owner, who.id)).toBe(true)
    before.latchkeyReads = kept
    await notion.clearLog()
    await (await opened(who)).shared(NEWEST, null)
    expect(await calls()).toEqual({ [SEARCH]: 1 })
    expect(await vault().invalidateContent(randomUUID() as UserId, who.id)).toBe(false)
  })

  it('shows nothing that it keeps once the connection is gone or needs its person', async () => {
    const who = await connect()
    const workspace = await opened(who)
    await workspace.shared(NEWEST, null)
    await (await db())
      .$executeRaw`UPDATE "Connection" SET "state" = 'reconnect_required' WHERE "id" = ${who.id}`
    await expect((await opened(who)).shared(NEWEST, null)).rejects.toThrow(ReconnectRequired)
    await vault().disconnect(who.owner, who.id)
    expect(await loadWorkspace(vault(), who.owner, who.id)).toBeNull()
    await expect(workspace.people(null)).rejects.toThrow(ConnectionGone)
  })

  it('never gives one person what another read, in the same workspace', async () => {
    const first = await connect({ person: 0, pageIds: 'all' })
    const second = await connect({ person: 1, pageIds: 'none' })
    expect((await (await opened(first)).shared(NEWEST, null)).items.length).toBeGreaterThan(0)
    expect((await (await opened(second)).shared(NEWEST, null)).items).toEqual([])
    expect(await loadWorkspace(vault(), second.owner, first.id)).toBeNull()
  })

  it('does not keep a failure', async () => {
    const who = await connect()
    await notion.fault({ route: SEARCH, kind: 'status', status: 502 })
    await expect((await opened(who)).shared(NEWEST, null)).rejects.toThrow(NotionUnavailable)
    expect((await (await opened(who)).shared(NEWEST, null)).items.length).toBeGreaterThan(0)
  })

  it('asks nothing while Notion asks this connection to wait, and says how long', async () => {
    const who = await connect()
    await notion.clearLog()
    await notion.fault({ route: SEARCH, kind: 'status', status: 429, retryAfter: 40 })
    const refusal = { why: 'rate_limited', retryAfterSeconds: 40 }
    await expect((await opened(who)).shared(NEWEST, null)).rejects.toMatchObject(refusal)
    await expect((await opened(who)).people(null)).rejects.toMatchObject(refusal)
    expect(await calls()).toEqual({ [SEARCH]: 1 })
  })

  it('reads a page, its blocks and the way down to it, each step once', async () => {
    const who = await connect()
    const target = await named(who, 'This quarter')
    const workspace = await opened(who)
    const page = await workspace.page(target.id)
    expect(plainText(page.title)).toBe('This quarter')
    expect((await workspace.crumbs(page.parent)).map((crumb) => crumb.title)).toEqual(['Roadmap'])
    expect(await workspace.crumbs(page.parent)).toHaveLength(1)
    const { blocks } = await workspace.blocks(target.id, null)
    expect(blocks.length).toBeGreaterThan(0)
    const counts = await calls()
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(3)
    const words = blocks.flatMap((one) =>
      one.type === 'paragraph' ? [plainText(one.paragraph.rich_text)] : [],
    )
    expect(words[0]).toBeTruthy()
    expect((await workspace.markdown(target.id)).markdown).toContain(words[0])
    await expect(workspace.page(randomUUID())).rejects.toThrow(NotionRefused)
  })

  it('gives a file’s address anew when the one that it knows dies', async () => {
    const who = await connect()
    const { id: pageId } = await named(who, 'Every block')
    const workspace = await opened(who)
    const images: string[] = []
    let cursor: string | null = null
    do {
      const batch = await workspace.blocks(pageId, cursor)
      for (const block of batch.blocks)
        if (block.type === 'image' && block.image.type === 'file') images.push(block.id)
      cursor = batch.nextCursor
    } while (cursor !== null)
    const [image] = images
    await notion.clearLog()
    const address = await workspace.fileUrl(`blocks/${image}/content`)
    expect(await calls()).toEqual({})
    expect((await fetch(address ?? '')).status).toBe(200)
    asAnotherProcess()
    const again = await (await opened(who)).fileUrl(`blocks/${image}/content`)
    expect((await fetch(again ?? '')).status).toBe(200)
    expect(await calls()).toEqual({ [`GET /v1/blocks/${image}`]: 1 })
    // The address that is known is of no use when it ends before the browser can follow it.
    const known = await (await opened(who)).fileUrl(`blocks/${image}/content`)
    expect(known).toBe(again)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + FILE_TTL_MS - 59_000 })
    try {
      const newer = await (await opened(who)).fileUrl(`blocks/${image}/content`)
      expect(newer).not.toBe(again)
      vi.setSystemTime(Date.now() + 59_000)
      expect((await fetch(again ?? '')).status).toBe(403)
      expect((await fetch(newer ?? '')).status).toBe(200)
    } finally {
      vi.useRealTimers()
    }
    expect(await calls()).toEqual({ [`GET /v1/blocks/${image}`]: 1 })
    for (const nothing of [
      '',
      'blocks',
      `blocks/${image}`,
      'blocks/x/content',
      `blocks/${image}/other`,
      `pages/${pageId}/properties/x`,
    ])
      expect(await workspace.fileUrl(nothing), nothing).toBeNull()
  })

  it('reads rows in Notion’s order and with Notion’s filter', async () => {
    const who = await connect()
    const { id: dataSourceId } = await named(who, 'Tasks')
    const workspace = await opened(who)
    const { properties } = await workspace.dataSource(dataSourceId)
    const title = properties[0]
    expect(title?.type).toBe('title')
    const rows = (await workspace.rows(dataSourceId, ALL_ROWS, null)).rows.map((row) => plainText(row.title))
    const sort = { propertyId: title?.id ?? '', direction: 'ascending' } as const
    const sorted = await workspace.rows(dataSourceId, { ...ALL_ROWS, sorts: [sort] }, null)
    expect(sorted.rows.map((row) => plainText(row.title))).toEqual([...rows].sort())
    const word = rows[0] ?? ''
    const condition = { propertyId: title?.id ?? '', type: 'title', operator: 'equals', values: [word] }
    const filtered = await workspace.rows(dataSourceId, { ...ALL_ROWS, conditions: [condition] }, null)
    expect(filtered.rows.map((row) => plainText(row.title))).toContain(word)
    expect(filtered.rows.length).toBeLessThan(rows.length)
  })

  it('knows the number of rows once all of them were read, and not before', async () => {
    const who = await connect()
    const [tasks, many] = [await named(who, 'Tasks'), await named(who, 'Measurements')]
    const workspace = await opened(who)
    expect(workspace.knownRowCount(tasks.id, [])).toBeNull()
    let [cursor, count]: [string | null, number] = [null, 0]
    do {
      expect(workspace.knownRowCount(tasks.id, [])).toBeNull()
      const batch = await workspace.rows(tasks.id, ALL_ROWS, cursor)
      count += batch.rows.length
      cursor = batch.nextCursor
    } while (cursor !== null)
    expect(workspace.knownRowCount(tasks.id, [])).toBe(count)
    // In whatever order the filtered rows are.
    expect(workspace.knownRowCount(tasks.id, [{ propertyId: 'title', direction: 'ascending' }])).toBe(count)
    await workspace.rows(many.id, ALL_ROWS, null)
    expect(workspace.knownRowCount(many.id, [])).toBeNull()
  })

  it('filters rows by a person’s name, or a part of it, and says when nobody is called so', async () => {
    const who = await connect()
    const tasks = await named(who, 'Tasks')
    const workspace = await opened(who)
    const names = new Map<string, string>()
    for (let cursor: string | null = null; ; ) {
      const batch = await workspace.people(cursor)
      for (const one of batch.people) names.set(one.id, one.name ?? '')
      cursor = batch.nextCursor
      if (cursor === null) break
    }
    const propertyId =
      (await workspace.dataSource(tasks.id)).properties.find((one) => one.type === 'people')?.id ?? ''
    const rowsOf = async (conditions: RowQuery['conditions']) => {
      const { rows } = await workspace.rows(tasks.id, { ...ALL_ROWS, conditions }, null)
      return rows.map(({ id, values }) => {
        const people = values[propertyId]
        if (people?.type !== 'people') throw new Error('a task without the column')
        return { id, names: people.people.map((one) => names.get(one.id) ?? '') }
      })
    }
    const all = await rowsOf([])
    const by = (operator: string, ...values: string[]) =>
      rowsOf([{ propertyId, type: 'people', operator, values }])
    const [name = ''] = all.flatMap((row) => row.names)
    const has = (part: string) => (row: (typeof all)[number]) =>
      row.names.some((one) => one.toLowerCase().includes(part))
    await notion.clearLog()
    expect(await by('contains', ` ${name.toUpperCase()} `)).toEqual(
      all.filter((row) => row.names.includes(name)),
    )
    expect(await calls()).toEqual({ [`POST /v1/data_sources/${tasks.id}/query`]: 1 })
    expect(await by('does_not_contain', name)).toEqual(all.filter((row) => !row.names.includes(name)))

    // A part of several names: any of them, or none of them.
    const part = name.slice(0, 2).toLowerCase()
    expect([...names.values()].filter((one) => one.toLowerCase().includes(part)).length).toBeGreaterThan(1)
    expect(await by('contains', part)).toEqual(all.filter(has(part)))
    expect(await by('does_not_contain', part)).toEqual(all.filter((row) => !has(part)(row)))

    // A name and an id together.
    const [other = ''] = [...names].find(([, one]) => !one.toLowerCase().includes(part)) ?? []
    expect(await by('contains', part, other)).toEqual(
      all.filter((row) => has(part)(row) || row.names.includes(names.get(other) ?? '')),
    )

    await notion.clearLog()
    await expect(by('contains', 'Nobody at all')).rejects.toThrow(new PersonNotResolved('Nobody at all', 0))
    const fits = [...names.values()].filter((one) => one.toLowerCase().includes('a')).length
    expect(fits).toBeGreaterThan(100)
    await expect(by('contains', 'a')).rejects.toThrow(new PersonNotResolved('a', fits))
    expect(await calls()).toEqual({})
  })

  it('adds a note once: replayed after a 401, not sent again for the same form', async () => {
    const who = await connect()
    const { id: pageId } = await named(who, 'This quarter')
    const append = `PATCH /v1/blocks/${pageId}/children`
    const note = { formId: randomUUID(), pageId, kind: 'paragraph', text: 'Only once, please' } as const
    const shown = async () => {
      const { blocks } = await (await opened(who)).blocks(pageId, null)
      return blocks.filter(
        (one) => one.type === 'paragraph' && plainText(one.paragraph.rich_text) === note.text,
      )
    }
    await shown()
    await notion.expire()
    await notion.clearLog()
    expect(await addNote(vault(), who.owner, who.id, note)).toMatchObject({ outcome: 'added' })
    const counts = await calls()
    expect([counts[append], counts[REFRESHES]]).toEqual([2, 1])
    // At once, although the page was read a moment ago.
    expect(await shown()).toHaveLength(1)
    const twice = { ...note, formId: randomUUID() }
    const both = await Promise.all([
      addNote(vault(), who.owner, who.id, twice),
      addNote(vault(), who.owner, who.id, twice),
    ])
    expect(both.map((one) => one.outcome).sort()).toEqual(['added', 'already_sent'])
    expect(await shown()).toHaveLength(2)
    expect(
      await addNote(vault(), who.owner, who.id, { ...note, formId: randomUUID(), text: ' ' }),
    ).toMatchObject({
      outcome: 'invalid',
    })
  })

  it.each([
    ['a 503', { kind: 'status', status: 503 }],
    ['a 502', { kind: 'status', status: 502 }],
    ['a connection cut after Notion acted', { kind: 'drop-after' }],
    ['half an answer', { kind: 'truncated' }],
  ] as const)('never repeats a note after %s', async (_what, fault) => {
    const who = await connect()
    const { id: pageId } = await named(who, 'This quarter')
    const append = `PATCH /v1/blocks/${pageId}/children`
    await notion.fault({ route: append, ...fault })
    const note = { formId: randomUUID(), pageId, kind: 'to_do', text: 'Once at most' } as const
    expect(await addNote(vault(), who.owner, who.id, note)).toMatchObject({ outcome: 'unknown' })
    expect(await addNote(vault(), who.owner, who.id, note)).toMatchObject({ outcome: 'unknown' })
    expect((await calls())[append]).toBe(1)
  })

  it('takes Notion’s word that a 503 saved the note', async () => {
    const who = await connect()
    const { id: pageId } = await named(who, 'This quarter')
    await notion.fault({
      route: `PATCH /v1/blocks/${pageId}/children`,
      kind: 'status',
      status: 503,
      additionalData: { committed_child_ids: ['11111111-1111-4111-8111-111111111111'] },
    })
    const note = { formId: randomUUID(), pageId, kind: 'to_do', text: 'Saved' } as const
    expect(await addNote(vault(), who.owner, who.id, note)).toEqual({
      outcome: 'added',
      blockId: '11111111-1111-4111-8111-111111111111',
    })
  })

  it('lets a note come again that could not even be sent', async () => {
    const who = await connect()
    const { id: pageId } = await named(who, 'This quarter')
    const note = { formId: randomUUID(), pageId, kind: 'paragraph', text: 'one\r\ntwo' } as const
    await notion.expire()
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'status', status: 401, code: 'invalid_client' })
    await expect(addNote(vault(), who.owner, who.id, note)).rejects.toThrow(NotionMisconfigured)
    expect(await addNote(vault(), who.owner, who.id, { ...note, formId: 'none' })).toMatchObject({
      outcome: 'invalid',
    })
    await notion.clearFaults()
    await (await db()).$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
    expect(await addNote(vault(), who.owner, who.id, note)).toMatchObject({ outcome: 'added' })
    const { blocks } = await (await opened(who)).blocks(pageId, null)
    const last = blocks.at(-1)
    expect(last?.type === 'paragraph' && plainText(last.paragraph.rich_text)).toBe('one\ntwo')
  })

  it('lets a note that was certainly not saved come again', async () => {
    const who = await connect()
    const { id: pageId } = await named(who, 'This quarter')
    const route = `PATCH /v1/blocks/${pageId}/children`
    const note = { formId: randomUUID(), pageId, kind: 'paragraph', text: 'Try again' } as const
    await notion.fault({ route, kind: 'status', status: 429, retryAfter: 30 })
    expect(await addNote(vault(), who.owner, who.id, note)).toMatchObject({
      outcome: 'not_saved',
      retryAfterSeconds: 30,
    })
    const message = 'Your workspace is at its block limit.'
    await notion.fault({ route, kind: 'status', status: 403, message })
    expect(await addNote(vault(), who.owner, who.id, note)).toMatchObject({
      outcome: 'refused',
      kind: 'restricted',
      message,
    })
    expect(await addNote(vault(), who.owner, who.id, note)).toMatchObject({ outcome: 'added' })
    expect(await vault().listConnections(who.owner)).toHaveLength(1)
  })
})
