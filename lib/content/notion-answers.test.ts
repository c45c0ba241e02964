import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/database'
import { ListPositionLost, NotionRefused, NotionUnavailable } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { loadWorkspace, type Workspace } from '.'

const NEWEST = { direction: 'descending' } as const
const ALL_ROWS = { sorts: [], match: 'all', conditions: [] } as const

const { notion, connect } = withNotion()

describeStore('what Notion answers', (open) => {
  let who: Connected
  beforeEach(async () => {
    await open()
    Reflect.deleteProperty(globalThis, 'latchkeyReads')
    who = await connect()
  })

  async function opened(): Promise<Workspace> {
    const workspace = await loadWorkspace(vault(), who.owner, who.id)
    if (!workspace) throw new Error('no such workspace')
    return workspace
  }
  const again = async () => {
    await vault().invalidateContent(who.owner, who.id)
    return opened()
  }
  async function idOf(title: string): Promise<string> {
    const { items } = await (await opened()).search(title, null)
    const found = items.find((item) => item.title === title)
    if (!found) throw new Error(`nothing is called ${title}`)
    return found.id
  }
  /** The items of a list, by ids, twelve batches at most; with what happens between them. */
  async function all<Batch extends { readonly nextCursor: string | null }>(
    read: (workspace: Workspace, place: string | null) => Promise<Batch>,
    idsOf: (batch: Batch) => readonly string[],
    between: () => Promise<unknown> = async () => {},
  ): Promise<string[]> {
    const ids: string[] = []
    let place: string | null = null
    for (let count = 0; count < 12; count++) {
      const batch: Batch = await read(await again(), place)
      ids.push(...idsOf(batch))
      place = batch.nextCursor
      if (place === null) return ids
      await between()
    }
    return ids
  }
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)
  let session = 0
  const endCursors = () => notion.switches({ cursorSession: ++session })

  describe('a cursor that Notion no longer takes', () => {
    it('is no end of the shared pages: each is read once, in their order', async () => {
      const read = (workspace: Workspace, place: string | null) => workspace.shared(NEWEST, place)
      const whole = await all(read, ({ items }) => ids(items))
      expect(whole).toHaveLength(1_200)
      expect(await all(read, ({ items }) => ids(items), endCursors)).toEqual(whole)
    })

    it('is no end of a search, of rows, of blocks', async () => {
      const tasks = await idOf('Measurements')
      const long = await idOf('Long read')
      const found = (workspace: Workspace, place: string | null) => workspace.search('o', place)
      const blocks = (workspace: Workspace, place: string | null) => workspace.blocks(long, place)
      const wholeSearch = await all(found, ({ items }) => ids(items))
      expect(await all(found, ({ items }) => ids(items), endCursors)).toEqual(wholeSearch)
      const wholePage = await all(blocks, (batch) => ids(batch.blocks))
      expect(wholePage.length).toBeGreaterThan(1_000)
      expect(await all(blocks, (batch) => ids(batch.blocks), endCursors)).toEqual(wholePage)
      const first = await (await again()).rows(tasks, ALL_ROWS, null)
      const second = await (await again()).rows(tasks, ALL_ROWS, first.nextCursor)
      const third = await (await again()).rows(tasks, ALL_ROWS, second.nextCursor)
      // Kept: batches that lead to cursors of before.
      const keeping = await again()
      await keeping.rows(tasks, ALL_ROWS, null)
      await keeping.rows(tasks, ALL_ROWS, first.nextCursor)
      await endCursors()
      expect(ids((await keeping.rows(tasks, ALL_ROWS, second.nextCursor)).rows)).toEqual(ids(third.rows))
      const calls = await notion.counts()
      await (await opened()).rows(tasks, ALL_ROWS, second.nextCursor)
      expect(await notion.counts()).toEqual(calls)
    })

    it('is said where the last item is no longer in the list, and leads nowhere in an address', async () => {
      const { nextCursor } = await (await opened()).shared(NEWEST, null)
      await endCursors()
      const place = nextCursor?.replace(/~.*/, `~${'0'.repeat(32)}`) ?? ''
      const workspace = await again()
      await expect(workspace.shared(NEWEST, place)).rejects.toThrow(ListPositionLost)
      await expect(workspace.shared(NEWEST, 'a-cursor-of-yesterday')).rejects.toThrow(ListPositionLost)
    })
  })

  describe('a list that is not the whole of it', () => {
    it('says so, whichever it is', async () => {
      await notion.switches({ searchResultLimit: 120 })
      const workspace = await opened()
      const first = await workspace.shared(NEWEST, null)
      expect(first).toMatchObject({ incomplete: false })
      const last = await workspace.shared(NEWEST, first.nextCursor)
      expect(last).toMatchObject({ incomplete: true, nextCursor: null })
      const status = {
        path: ['request_status'],
        value: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' },
      }
      const page = await idOf('Every block')
      for (const [route, read] of [
        ['GET /v1/users', () => workspace.people(null)],
        ['GET /v1/comments', () => workspace.comments(page, null)],
        [`GET /v1/blocks/${page}/children`, () => workspace.blocks(page, null)],
      ] as const) {
        await notion.fault({ route, kind: 'change', changes: [status] })
        expect(await read(), route).toMatchObject({ incomplete: true })
      }
    })

    it('says so where more is to come and no cursor leads to it', async () => {
      const more = { path: ['has_more'], value: true }
      for (const cursor of [null, '', 7, undefined]) {
        await notion.fault({
          route: 'GET /v1/users',
          kind: 'change',
          changes: [more, { path: ['next_cursor'], value: cursor }],
        })
        expect(await (await again()).people(null)).toMatchObject({ incomplete: true, nextCursor: null })
      }
    })

    it('counts what Notion left out of a Markdown', async () => {
      const page = await idOf('Long read')
      const { truncated, unknownBlocks } = await (await opened()).markdown(page)
      expect(truncated).toBe(true)
      expect(unknownBlocks).toBeGreaterThan(0)
    })

    it('marks each property of which Notion gives only a part', async () => {
      const table = await idOf('Every property')
      const { rows } = await (await opened()).rows(table, ALL_ROWS, null)
      const cut = rows.flatMap(({ id, values }) =>
        Object.values(values).flatMap((value) =>
          'has_more' in value && value.has_more ? [[id, value] as const] : [],
        ),
      )
      expect(new Set(cut.map(([, { type }]) => type)).size).toBeGreaterThan(1)
      const [[row = '', value] = []] = cut
      await notion.fault({
        route: `GET /v1/pages/${row}/properties/*`,
        kind: 'status',
        status: 500,
        times: 50,
      })
      const { properties } = await (await opened()).page(row)
      const shown = properties.find((one) => one.value.id === value?.id)?.value ?? {}
      if (value?.type !== 'title') expect(shown).toMatchObject({ has_more: true })
    })
  })

  describe('an answer that is not Notion’s JSON', () => {
    it.each([401, 403, 404, 413, 429, 500, 502, 520])(
      'with %i says nothing about the connection',
      async (status) => {
        const page = await idOf('Brand')
        await notion.fault({ route: `GET /v1/pages/${page}`, kind: 'html', status, times: 3 })
        await expect((await again()).page(page)).rejects.toMatchObject({
          code: 'notion_unavailable',
          why: 'bad_answer',
        })
        expect(await vault().findConnection(who.owner, who.id)).toMatchObject({ state: 'active' })
      },
    )

    it.each([
      [{ message: 'Forbidden' }, 403],
      [{ code: 'unauthorized' }, 401],
      [{ error: 'not found' }, 404],
      ['Forbidden', 403],
      [null, 200],
      [[], 200],
      ['ok', 200],
    ])('but other JSON, %j with %i, is none either', async (body, status) => {
      const page = await idOf('Brand')
      await notion.fault({
        route: `GET /v1/pages/${page}`,
        kind: 'answer',
        body,
        times: 3,
        ...(status !== 200 && { status }),
      })
      await expect((await again()).page(page)).rejects.toThrow(NotionUnavailable)
      expect(await notion.counts()).not.toHaveProperty(['POST /v1/oauth/token refresh_token'])
      expect(await vault().findConnection(who.owner, who.id)).toMatchObject({ state: 'active' })
    })

    it('is no use of the connection: only what shows that Notion took the token is', async () => {
      const page = await idOf('Brand')
      const database = await db()
      const forget = () =>
        database.$executeRaw`UPDATE "Connection" SET "lastUsedAt" = NULL WHERE "id" = ${who.id}`
      const used = async () => (await vault().findConnection(who.owner, who.id))?.lastUsedAt !== null
      for (const [fault, counts] of [
        [{ kind: 'html', status: 403 }, false],
        [{ kind: 'status', status: 503, retryAfter: 30 }, false],
        [{ kind: 'status', status: 429, retryAfter: 30 }, false],
        [{ kind: 'status', status: 404 }, true],
      ] as const) {
        Reflect.deleteProperty(globalThis, 'latchkeyReads')
        await forget()
        await notion.fault({ route: `GET /v1/pages/${page}`, times: 1, ...fault })
        await (await again()).page(page).catch(() => {})
        expect(await used(), JSON.stringify(fault)).toBe(counts)
      }
    })
  })

  describe('a refusal', () => {
    const refusedWith = async (fault: { status: number; code?: string; message?: string }) => {
      const page = await idOf('Brand')
      await notion.fault({ route: `GET /v1/pages/${page}`, kind: 'status', ...fault })
      const error: unknown = await (await again()).page(page).catch((reason: unknown) => reason)
      if (!(error instanceof NotionRefused)) throw error
      return error
    }

    it.each([
      [{ status: 403, message: 'Insufficient permissions for this endpoint.' }, 'restricted'],
      [{ status: 404 }, 'not_found'],
      [
        { status: 400, message: 'Block type ai_block is not supported via the API for your bot type.' },
        'unsupported_block',
      ],
      [
        {
          status: 400,
          message: 'Database with ID x does not contain any data sources accessible by this API bot.',
        },
        'linked_view',
      ],
      [{ status: 400, message: 'The start_cursor provided is invalid: x' }, 'cursor_expired'],
      [
        {
          status: 400,
          message:
            'query failed validation: query.start_cursor should be a valid uuid or `undefined`, instead was `"x"`.',
        },
        'cursor_expired',
      ],
      [{ status: 400, message: 'body failed validation.' }, 'other'],
      [{ status: 403, code: 'a_code_of_a_later_day', message: 'No.' }, 'other'],
      [{ status: 409 }, 'other'],
    ] as const)('%j is %s, with Notion’s code and message', async (fault, kind) => {
      const error = await refusedWith(fault)
      expect(error.kind).toBe(kind)
      if ('message' in fault) expect(error.notionMessage).toBe(fault.message)
      if ('code' in fault) expect(error.notionCode).toBe(fault.code)
      expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/)
    })

    it('has a message of bounded length', async () => {
      const { notionMessage } = await refusedWith({ status: 403, message: '<b>'.repeat(10_000) })
      expect(notionMessage).toHaveLength(500)
    })

    it('tells a database from a page', async () => {
      const workspace = await opened()
      const { databaseId } = await workspace.dataSource(await idOf('Tasks'))
      const kindOf = (error: unknown) => (error instanceof NotionRefused ? error.kind : error)
      expect(kindOf(await workspace.page(databaseId ?? '').catch((reason: unknown) => reason))).toBe(
        'is_database',
      )
      const page = await idOf('Brand')
      expect(kindOf(await workspace.database(page).catch((reason: unknown) => reason))).toBe('is_page')
    })
  })
})
