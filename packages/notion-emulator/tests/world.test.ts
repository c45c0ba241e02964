import { isFullPage } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import { makeWorld, type WorldPage } from '../world'
import { blocksOf } from '../world/blocks'
import { LARGE_NAME } from '../world/ten-thousand'
import { emulatorForTests } from './emulator.test-support'
import { hasNamedIcon, openapi } from './openapi.test-support'

function depths(pages: readonly WorldPage[]): number[] {
  const depth = new Map<string, number>()
  return pages.map((page) => {
    const own = 1 + (page.parentId === null ? 0 : (depth.get(page.parentId) ?? Number.NaN))
    depth.set(page.id, own)
    return own
  })
}

describe('the world', () => {
  const [main] = makeWorld().workspaces
  if (!main) throw new Error('the world is too small')

  it('has a few pages at the top and hundreds below, six levels deep', () => {
    const tops = main.pages.filter((page) => page.parentId === null)
    expect(tops.length).toBeLessThanOrEqual(20)
    const all = depths(main.pages)
    expect(Math.max(...all)).toBe(6)
    expect(all).not.toContain(Number.NaN)
    expect(main.pages.filter((page) => page.object === 'page' && !page.properties).length).toBeGreaterThan(
      300,
    )
  })

  it('has icons and covers of every kind, and times of whole minutes', () => {
    const kinds = new Set(main.pages.map((page) => page.icon?.type))
    expect(kinds).toEqual(new Set(['emoji', 'url', 'external', 'file', 'custom_emoji', 'icon', undefined]))
    expect(new Set(main.pages.map((page) => page.cover?.type))).toEqual(
      new Set(['external', 'file', undefined]),
    )
    for (const page of main.pages) expect(page.editedAt).toMatch(/:00\.000Z$/)
  })

  it('says the same on a page for the same seed, whatever was read before', () => {
    const told = (title: string) => {
      const [again] = makeWorld().workspaces
      const page = again?.pages.find((one) => one.title === title)
      return again && page ? JSON.stringify(blocksOf(page, again, [])) : ''
    }
    const handbook = told('Handbook')
    told('Long read')
    expect(told('Handbook')).toBe(handbook)
    expect(handbook).not.toBe(told('Brand'))
  })
})

describe('search', () => {
  const { admin, connected, main } = emulatorForTests()
  const idOf = (title: string) => main.pages.find((page) => page.title === title)?.id ?? ''

  it('finds all the words of a title, the last edited first, or the first', async () => {
    const { notion } = await connected()
    const titles = async (query: string) =>
      (await notion.search({ query })).results.filter(isFullPage).map((page) => page.id)
    expect(await titles('WEEK your')).toEqual([idOf('Your first week')])
    expect(await titles('week nothing-like-it')).toEqual([])
    for (const direction of ['ascending', 'descending'] as const) {
      const { results } = await notion.search({ sort: { timestamp: 'last_edited_time', direction } })
      const times = results.map((one) => ('last_edited_time' in one ? one.last_edited_time : ''))
      expect(times).toEqual(direction === 'ascending' ? times.toSorted() : times.toSorted().reverse())
    }
  })

  it.each([
    ['a kind that older versions had', { filter: { property: 'object', value: 'database' } }],
    ['another property', { filter: { property: 'title', value: 'page' } }],
    ['another order', { sort: { timestamp: 'created_time', direction: 'ascending' } }],
    ['another direction', { sort: { timestamp: 'last_edited_time', direction: 'up' } }],
    ['a cursor that is none', { start_cursor: 'no' }],
    ['a page too large', { page_size: 101 }],
  ])('refuses %s', async (_name, body) => {
    const { ask } = await connected()
    const refused = await ask('POST', '/v1/search', { body })
    expect([refused.status, refused.body.code]).toEqual([400, 'validation_error'])
  })

  it('gives a page only the properties asked for', async () => {
    const { ask } = await connected()
    const row = main.pages.find((page) => page.properties !== undefined)
    const { body } = await ask('GET', `/v1/pages/${row?.id}?filter_properties=title`)
    expect(Object.values(body.properties)).toMatchObject([{ type: 'title' }])
  })

  it('a page alone was shared: its parent is named, and is not there', async () => {
    const child = main.pages.find((page) => page.title === 'Press kit')
    const { notion } = await connected({ pageIds: [child?.id ?? ''] })
    const page = await notion.pages.retrieve({ page_id: child?.id ?? '' })
    expect(page).toMatchObject({ parent: { type: 'page_id', page_id: idOf('Brand') } })
    await expect(notion.pages.retrieve({ page_id: idOf('Brand') })).rejects.toMatchObject({ status: 404 })
  })

  it('agrees with Notion’s own description on every page, icon and cover', async () => {
    const validate = openapi()
    if (!validate) return
    const { ask } = await connected()
    const pages = main.pages.filter((page) => page.object === 'page' && !page.properties)
    for (const { id, title } of pages) {
      const { status, body } = await ask('GET', `/v1/pages/${id}`)
      expect(validate('get', '/v1/pages/{page_id}', status, body), title.slice(0, 80)).toEqual([])
      if (!hasNamedIcon(body))
        expect(validate.part('pageObjectResponse', body), title.slice(0, 80)).toEqual([])
    }
  }, 60_000)

  it('waits before it acts when latency is set', async () => {
    const { ask } = await connected()
    await admin('PUT', '/switches', { latencyMs: 300 })
    const from = performance.now()
    await ask('GET', '/v1/users/me')
    expect(performance.now() - from).toBeGreaterThanOrEqual(295)
  })
})

describe('a large world', () => {
  const { connected, main } = emulatorForTests({ large: true })

  it('has 10,000 pages in a realistic tree', () => {
    expect([main.name, main.pages.length]).toEqual([LARGE_NAME, 10_000])
    expect(main.pages.filter((page) => page.parentId === null).length).toBeLessThanOrEqual(20)
    const all = depths(main.pages)
    expect(Math.max(...all)).toBeLessThanOrEqual(5)
    expect(Math.max(...all)).toBeGreaterThan(3)
  })

  it('lists all of them, each once', async () => {
    const { notion } = await connected()
    const seen = new Set<string>()
    let requests = 0
    let cursor: string | undefined
    do {
      requests += 1
      const page = await notion.search({ page_size: 100, ...(cursor ? { start_cursor: cursor } : {}) })
      for (const one of page.results) seen.add(one.id)
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect([seen.size, requests]).toEqual([10_000, 100])
  }, 60_000)
})
