import { beforeEach, describe, expect, it } from 'vitest'
import { isLatchkeyError, NotionUnavailable } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { callNotion } from './api'

const ME = 'GET /v1/users/me'
const { notion, connect } = withNotion()

describeStore('a request to Notion', (open) => {
  let person: Connected

  beforeEach(async () => {
    await open()
    person = await connect()
    await notion.clearLog()
  })

  const client = () => vault().notionClientFor(person.owner, person.id)
  const me = () => callNotion(() => client().users.me({}))
  const asked = async (what = ME) => (await notion.counts())[what] ?? 0

  describe('is retried once and succeeds after', () => {
    for (const fault of [
      { status: 429, retryAfter: 1 },
      { status: 429 },
      { status: 529, retryAfter: 0 },
      { status: 529 },
      { status: 500 },
      { status: 503 },
    ])
      it(JSON.stringify(fault), async () => {
        await notion.fault({ route: ME, kind: 'status', ...fault })
        expect((await me()).id).toBe(person.botId)
        expect(await asked()).toBe(2)
      })
  })

  describe('is not retried after', () => {
    for (const [what, fault] of [
      ['a 429 with a long wait', { status: 429, retryAfter: 4 }],
      ['a 529 with a long wait', { status: 529, retryAfter: 60 }],
      ['a 503 that asks to wait', { status: 503, retryAfter: 1 }],
      [
        'a 429 that blocks all requests',
        { status: 429, additionalData: { rate_limit_reason: 'public_api_request_blocked' } },
      ],
      ['a 502', { status: 502 }],
      ['a 504', { status: 504 }],
      ['a 400', { status: 400 }],
    ] as const)
      it(what, async () => {
        await notion.fault({ route: ME, kind: 'status', ...fault })
        await expect(me()).rejects.toSatisfy(isLatchkeyError)
        expect(await asked()).toBe(1)
      })

    it('a second 429', async () => {
      await notion.fault({ route: ME, kind: 'status', status: 429, retryAfter: 0, times: 2 })
      await expect(me()).rejects.toMatchObject({ why: 'rate_limited' })
      expect(await asked()).toBe(2)
    })

    it('a lost response', async () => {
      await notion.fault({ route: ME, kind: 'drop-after' })
      await expect(me()).rejects.toThrow(NotionUnavailable)
      expect(await asked()).toBe(1)
    })

    it('a redirect, which never receives a token', async () => {
      await notion.fault({ route: ME, kind: 'redirect' })
      await expect(me()).rejects.toThrow(NotionUnavailable)
      expect(await notion.counts()).toEqual({ [ME]: 1 })
    })
  })

  it('that writes is retried after 429, which did nothing, and never after 500 or 503', async () => {
    const results = (await client().search({})).results
    const pageId = results.find((one) => one.object === 'page')?.id ?? ''
    const route = `PATCH /v1/blocks/${pageId}/children`
    const append = () =>
      callNotion(() => client().blocks.children.append({ block_id: pageId, children: [{ divider: {} }] }))
    await notion.fault({ route, kind: 'status', status: 429, retryAfter: 0 })
    await append()
    expect(await asked(route)).toBe(2)
    for (const status of [500, 503]) {
      await notion.clearLog()
      await notion.fault({ route, kind: 'status', status })
      await expect(append()).rejects.toThrow(NotionUnavailable)
      expect(await asked(route)).toBe(1)
    }
  })

  it('is not sent after a disconnect, and the response of a running one is dropped', async () => {
    await notion.fault({ route: ME, kind: 'latency-after', latencyMs: 800 })
    const underWay = me().catch((error: unknown) => error)
    await expect.poll(asked, { timeout: 5_000 }).toBe(1)
    await vault().disconnect(person.owner, person.id)
    expect(await underWay).toMatchObject({ code: 'connection_gone' })
    await expect(me()).rejects.toMatchObject({ code: 'connection_gone' })
    expect(await asked()).toBe(1)
    expect(await vault().findConnection(person.owner, person.id)).toBeNull()
  })

  it('is not sent by a client from before a disconnect either, because each request reads the connection again', async () => {
    const early = client()
    await callNotion(() => early.users.me({}))
    expect(await asked()).toBe(1)
    await vault().disconnect(person.owner, person.id)
    await expect(callNotion(() => early.users.me({}))).rejects.toMatchObject({ code: 'connection_gone' })
    expect(await asked()).toBe(1)
  })
})
