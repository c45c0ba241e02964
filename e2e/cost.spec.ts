import { addressOf, HttpPerson } from '@/test-support/http-person'
import { callsOf, refresh, signedIn } from './calls'
import { expect, type Installation, test } from './installation'

/** The fewest calls that can load the blocks of a page: one for every hundred children of a parent. */
async function blockCalls({ emulator, notion }: Installation, pageId: string): Promise<number> {
  const { tokens } = await notion.issued()
  const token = tokens.filter((one) => one.use === 'access' && one.alive).at(-1)?.token
  let calls = 0
  const read = async (parent: string, cursor: string | null): Promise<void> => {
    calls += 1
    const query = cursor ? `?start_cursor=${cursor}` : ''
    const response = await fetch(`${emulator.url}/v1/blocks/${parent}/children${query}`, {
      headers: { authorization: `Bearer ${token}`, 'notion-version': '2026-03-11' },
    })
    const answer: {
      results: { id: string; type: string; has_children: boolean }[]
      next_cursor: string | null
    } = await response.json()
    for (const block of answer.results)
      if (block.has_children && !block.type.startsWith('child_')) await read(block.id, null)
    if (answer.next_cursor) await read(parent, answer.next_cursor)
  }
  await read(pageId, null)
  await notion.clearLog()
  return calls
}

const SEARCH = 'POST /v1/search'
const BLOCKS = 'GET /v1/blocks/:id/children'
const INTROSPECT = 'POST /v1/oauth/introspect'
const COMMENTS = 'GET /v1/comments'

/** The path of the database that a data source's page leads to. */
const databaseOf = async (person: HttpPerson, dataSource: string) =>
  /href="([^"]+\/databases\/[^"]+)"/.exec(await person.html(dataSource))?.[1] ?? ''

test('each page makes the fewest possible calls to Notion, and none when reloaded within a minute', async ({
  installation,
}) => {
  const { notion } = installation
  const signed = await signedIn(installation)
  const { person, place } = signed
  const page = await addressOf(signed.person, signed.place, 'This quarter')
  const top = await addressOf(signed.person, signed.place, 'Brand')
  const long = await addressOf(signed.person, signed.place, 'Long read')
  const blocksOf = (address: string) => blockCalls(installation, address.split('/').at(-1) ?? '')
  const tasks = await addressOf(signed.person, signed.place, 'Tasks')
  const database = await databaseOf(person, tasks)
  const everyProperty = await addressOf(signed.person, signed.place, 'Every property')
  const expected: [string, Record<string, number>][] = [
    ['/workspaces', {}],
    [`${place}/people`, { 'GET /v1/users': 1 }],
    [`${place}/search`, {}],
    [`${place}/search?q=road`, { [SEARCH]: 1 }],
    // The page, its parent's name, its blocks, what the connection may do, and the comments.
    [page, { 'GET /v1/pages/:id': 2, [BLOCKS]: await blocksOf(page), [INTROSPECT]: 1, [COMMENTS]: 1 }],
    [top, { 'GET /v1/pages/:id': 1, [BLOCKS]: await blocksOf(top), [INTROSPECT]: 1, [COMMENTS]: 1 }],
    [long, { 'GET /v1/pages/:id': 1, [BLOCKS]: await blocksOf(long), [INTROSPECT]: 1, [COMMENTS]: 1 }],
    [tasks, { 'GET /v1/data_sources/:id': 1, 'POST /v1/data_sources/:id/query': 1 }],
    [everyProperty, { 'GET /v1/data_sources/:id': 1, 'POST /v1/data_sources/:id/query': 1 }],
    [database, { 'GET /v1/databases/:id': 1 }],
    // Notion's Markdown lacks the title.
    [`${page}/markdown`, { 'GET /v1/pages/:id/markdown': 1, 'GET /v1/pages/:id': 1 }],
  ]
  for (const [path, calls] of expected) {
    await refresh(signed)
    await notion.clearLog()
    expect(await person.html(path)).not.toMatch(/Notion couldn’t be reached|Notion reported an error/)
    expect.soft(await callsOf(notion), path).toEqual(calls)
    await person.html(path)
    expect(await callsOf(notion), `${path} again`).toEqual({})
    await refresh(signed)
    await notion.clearLog()
    await person.html(path)
    expect(await callsOf(notion), `${path} after "Refresh"`).toEqual(calls)
  }
})

test('cached content arrives with the page, without a skeleton first', async ({ installation }) => {
  const signed = await signedIn(installation)
  const { person, place } = signed
  const page = await addressOf(person, place, 'This quarter')
  const table = await addressOf(person, place, 'Tasks')
  const database = await databaseOf(person, table)
  await refresh(signed)
  await installation.notion.switches({ latencyMs: 150 })
  const skeletons: [string, string, string?][] = [
    [`${place}/search?q=quarter`, '>Searching<'],
    [database, '>Loading the database<'],
    [`${place}/people`, '>Loading the people<'],
    [place, '>Loading the shared pages<'],
    [table, '>Loading the rows<'],
    [page, '>Loading this page<', '>Loading the content of this page<'],
  ]
  for (const [path, skeleton, inner = skeleton] of skeletons) {
    expect(await person.html(path), path).toContain(skeleton)
    const again = await person.html(path)
    expect(again, `${path} again`).not.toContain(skeleton)
    expect(again, `${path} again`).not.toContain(inner)
  }
})

test('a page waits for no highlighting of its code, even if it is cached', async ({ installation }) => {
  const { person, place } = await signedIn(installation)
  const page = await addressOf(person, place, 'Every block')
  await person.html(page)
  const again = await person.html(page)
  expect(again).not.toContain('>Loading this page<')
  expect(again).toContain('>Loading the content of this page<')
})

test('leaving a page while it loads stops its calls to Notion', async ({ installation }) => {
  const { notion } = installation
  const signed = await signedIn(installation)
  const long = await addressOf(signed.person, signed.place, 'Long read')
  const needed = await blockCalls(installation, long.split('/').at(-1) ?? '')
  await notion.switches({ latencyMs: 150 })
  await notion.clearLog()
  const leaving = new AbortController()
  const response = await signed.person.request(long, { signal: leaving.signal })
  await response.body?.getReader().read()
  leaving.abort()
  // Nothing is sent for as long as it takes to read all of it.
  let calls = -1
  await expect
    .poll(
      async () => {
        const before = calls
        calls = (await notion.log()).length
        return calls === before
      },
      { intervals: [2_000] },
    )
    .toBe(true)
  expect(calls).toBeLessThan(needed / 2)
  await notion.switches({ latencyMs: 0 })
  expect(await signed.person.html(long)).not.toContain('Notion did not')
  expect((await notion.log()).length).toBeGreaterThanOrEqual(needed)
})

test('the list of shared pages makes one call for every hundred items shown', async ({ installation }) => {
  const { notion } = installation
  const { person, place } = await signedIn(installation)
  const html = await person.html(place)
  // More than a thousand are shared: as many are read, and there is a way to the rest.
  expect(html).toContain('Load more')
  expect(await callsOf(notion)).toEqual({ 'GET /v1/users/me': 1, [INTROSPECT]: 1, [SEARCH]: 10 })
  await person.html(place)
  expect(await callsOf(notion)).toEqual({})
})

test('nobody can read another person’s content or files', async ({ installation }) => {
  const { app, emulator, notion } = installation
  const signed = await signedIn(installation)
  const page = await addressOf(signed.person, signed.place, 'Every block')
  const html = await signed.person.html(page)
  const files = [
    ...new Set([...html.matchAll(/(?:src|href)="(\/api\/files\/[^"\\]+)"/g)].map(([, path]) => path ?? '')),
  ]
  expect(files.length).toBeGreaterThan(3)
  const own = await signed.person.request(files[0] ?? '')
  expect(own.status).toBe(302)
  expect((await fetch(own.headers.get('location') ?? '')).status).toBe(200)

  const visitor = new HttpPerson(app.url)
  const stranger = new HttpPerson(app.url)
  const [, second] = await notion.people()
  await stranger.request(
    await stranger.consent(await stranger.begin(), {
      emulator,
      personId: second?.id ?? '',
      workspaceId: second?.workspaces[0]?.id ?? '',
    }),
  )
  await notion.clearLog()
  for (const file of files) {
    expect((await visitor.request(file)).status, file).toBe(401)
    expect((await stranger.request(file)).status, file).toBe(404)
  }
  for (const path of [page, `${page}/markdown`, signed.place, `${signed.place}/people`])
    expect((await stranger.request(path)).status, path).toBe(404)
  expect(await callsOf(notion)).toEqual({})
})
