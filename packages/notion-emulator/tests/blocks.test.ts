import { isFullBlock, isFullPage, type ImageBlockObjectResponse as MediaBlock } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import { MAX_MARKDOWN_BLOCKS } from '../api/markdown'
import type { BlockType } from '../world/blocks/draft'
import { emulatorForTests } from './emulator.test-support'
import { hasNamedIcon, openapi } from './openapi.test-support'

const { admin, connected, dataSource, main, url } = emulatorForTests()
type Connected = Awaited<ReturnType<typeof connected>>
type Notion = Connected['notion']

const pageOf = (title: string): string => {
  const found = main.pages.find((page) => page.title === title)
  if (!found) throw new Error(`no page is called ${title}`)
  return found.id
}

async function childrenOf(notion: Notion, id: string) {
  const all = []
  let cursor: string | undefined
  do {
    const page = await notion.blocks.children.list({
      block_id: id,
      ...(cursor ? { start_cursor: cursor } : {}),
    })
    all.push(...page.results.filter(isFullBlock))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return all
}

/** A page as a reader gets it: its blocks in all, how deep they go and how many requests that took. */
async function read(notion: Notion, id: string) {
  const blocks: Awaited<ReturnType<typeof childrenOf>> = []
  let deepest = 0
  let requests = 0
  const walk = async (parent: string, depth: number): Promise<void> => {
    const children = await childrenOf(notion, parent)
    requests += Math.max(1, Math.ceil(children.length / 100))
    if (children.length > 0) deepest = Math.max(deepest, depth)
    for (const block of children) {
      blocks.push(block)
      if (block.has_children && block.type !== 'child_page' && block.type !== 'child_database')
        await walk(block.id, depth + 1)
    }
  }
  await walk(id, 1)
  return { blocks, deepest, requests }
}

/** Fails to compile when the SDK knows a type that this does not. */
const TYPES: Readonly<Record<BlockType, true>> = {
  paragraph: true,
  heading_1: true,
  heading_2: true,
  heading_3: true,
  heading_4: true,
  bulleted_list_item: true,
  numbered_list_item: true,
  quote: true,
  to_do: true,
  toggle: true,
  template: true,
  synced_block: true,
  child_page: true,
  child_database: true,
  equation: true,
  code: true,
  callout: true,
  divider: true,
  breadcrumb: true,
  table_of_contents: true,
  tab: true,
  column_list: true,
  column: true,
  link_to_page: true,
  table: true,
  table_row: true,
  meeting_notes: true,
  transcription: true,
  embed: true,
  bookmark: true,
  image: true,
  video: true,
  pdf: true,
  file: true,
  audio: true,
  link_preview: true,
  unsupported: true,
}

/** Types that came after the description that the tests have; the SDK's types know them. */
const LATER: ReadonlySet<string> = new Set(['heading_4', 'tab', 'transcription'])

describe('reading blocks', () => {
  it('one page has every type of block', async () => {
    const { notion } = await connected()
    const { blocks } = await read(notion, pageOf('Every block'))
    expect(new Set<string>(blocks.map((block) => block.type))).toEqual(new Set(Object.keys(TYPES)))
    const copies = blocks.filter((block) => block.type === 'synced_block')
    const [original, copy] = await Promise.all(
      copies.slice(0, 2).map((block) => childrenOf(notion, block.id)),
    )
    expect(copy?.map((block) => block.id)).toEqual(original?.map((block) => block.id))
  })

  it('a page inside a block names that block as its parent', async () => {
    const { notion } = await connected()
    const page = await notion.pages.retrieve({ page_id: pageOf('A page inside a toggle') })
    const parent = isFullPage(page) && page.parent.type === 'block_id' ? page.parent.block_id : ''
    const block = await notion.blocks.retrieve({ block_id: parent })
    expect(block).toMatchObject({
      type: 'toggle',
      parent: { type: 'page_id', page_id: pageOf('Every block') },
    })
    expect(await childrenOf(notion, parent)).toMatchObject([
      { type: 'child_page', id: page.id, parent: { type: 'block_id', block_id: parent } },
    ])
    const top = await notion.blocks.retrieve({ block_id: pageOf('Roadmap').replaceAll('-', '') })
    expect(top).toMatchObject({
      type: 'child_page',
      id: pageOf('Roadmap'),
      parent: { type: 'workspace' },
      child_page: { title: 'Roadmap' },
    })
  })

  it('a long read is 2,000 blocks, eight levels deep, in 75 requests', async () => {
    const { notion } = await connected()
    const { blocks, deepest, requests } = await read(notion, pageOf('Long read'))
    expect([blocks.length, deepest, requests]).toEqual([2_000, 8, 75])
    expect(new Set(blocks.map((block) => block.id)).size).toBe(2_000)
  }, 60_000)

  it('a cursor is the id of the block that comes next', async () => {
    const { notion } = await connected()
    const id = pageOf('Long read')
    const first = await notion.blocks.children.list({ block_id: id, page_size: 3 })
    const second = await notion.blocks.children.list({
      block_id: id,
      page_size: 3,
      start_cursor: first.next_cursor,
    })
    expect(first).toMatchObject({ has_more: true, next_cursor: second.results[0]?.id })
    await expect(
      notion.blocks.children.list({ block_id: id, start_cursor: pageOf('Brand') }),
    ).rejects.toMatchObject({ status: 400, code: 'validation_error' })
    await expect(notion.blocks.children.list({ block_id: id, page_size: 101 })).rejects.toMatchObject({
      status: 400,
    })
  })

  it('what was not shared does not exist, and reading needs the capability', async () => {
    const { notion: all } = await connected()
    const [block] = await childrenOf(all, pageOf('Brand'))
    const { notion } = await connected({ pageIds: [pageOf('Roadmap')] })
    for (const id of [pageOf('Brand'), block?.id ?? '', '00000000-0000-4000-8000-000000000000'])
      for (const call of [
        () => notion.blocks.retrieve({ block_id: id }),
        () => notion.blocks.children.list({ block_id: id }),
        () => notion.pages.retrieveMarkdown({ page_id: id }),
      ])
        await expect(call()).rejects.toMatchObject({ status: 404, code: 'object_not_found' })
    const blind = await connected({ switches: { capabilities: ['insert_content'] } })
    await expect(blind.notion.blocks.children.list({ block_id: pageOf('Brand') })).rejects.toMatchObject({
      status: 403,
      code: 'restricted_resource',
    })
  })

  it('names people only to a connection that may know them', async () => {
    const mentioned = async (capabilities: string[]) => {
      const { notion } = await connected({ switches: { capabilities } })
      return JSON.stringify(await childrenOf(notion, pageOf('Every block')))
    }
    const name = `"name":"${main.members[0]?.name}"`
    expect(await mentioned(['read_content', 'read_user_with_email'])).toContain(name)
    expect(await mentioned(['read_content'])).not.toContain(name)
  })

  it('agrees with Notion’s own description on every block, whatever strangers write', async () => {
    const validate = openapi()
    if (!validate) return
    const { ask, notion } = await connected()
    for (const title of ['Every block', 'Hostile content', 'Fifty levels', 'Roadmap']) {
      const { blocks } = await read(notion, pageOf(title))
      const parents = new Set([
        pageOf(title),
        ...blocks.filter((one) => one.has_children).map((one) => one.id),
      ])
      for (const id of parents) {
        const { status, body } = await ask('GET', `/v1/blocks/${id}/children`)
        expect(validate('get', '/v1/blocks/{block_id}/children', status, body), title).toEqual([])
        for (const block of body.results)
          if (!LATER.has(block.type) && !hasNamedIcon(block))
            expect(validate.part('blockObjectResponse', block), `${title}: ${block.type}`).toEqual([])
      }
      const markdown = await ask('GET', `/v1/pages/${pageOf(title)}/markdown`)
      expect(validate('get', '/v1/pages/{page_id}/markdown', markdown.status, markdown.body)).toEqual([])
    }
    const one = await ask('GET', `/v1/blocks/${pageOf('Roadmap')}`)
    expect(validate('get', '/v1/blocks/{block_id}', one.status, one.body)).toEqual([])
  }, 60_000)
})

describe('markdown', () => {
  it('tells a page in Notion’s own kind, with what it cannot tell by id', async () => {
    const { notion } = await connected()
    const { markdown, truncated, unknown_block_ids } = await notion.pages.retrieveMarkdown({
      page_id: pageOf('Every block'),
    })
    expect(truncated).toBe(false)
    expect(unknown_block_ids.length).toBeGreaterThan(0)
    for (const part of [
      '# Heading one',
      '- A point\n\t- A point below it\n\t\t- And one more level',
      '- [x] Done\n\t- [ ] Part of it is not',
      '<columns>\n\t<column>\n\t\t### The wide column',
      '```typescript\nexport function greet',
      '<summary>A toggle</summary>\n\tBelow a toggle.\n</details>',
      '**bold** *italic* ~~struck~~ <span underline="true">underlined</span> `code()`',
      `<page url="${url()}/p/`,
    ])
      expect(markdown).toContain(part)
    const hostile = await notion.pages.retrieveMarkdown({ page_id: pageOf('Hostile content') })
    expect(hostile.markdown).toContain('# \\<script\\>')
  })

  it('ends where a page is too long, and tells the rest of it by block', async () => {
    const { notion } = await connected()
    const told = await notion.pages.retrieveMarkdown({ page_id: pageOf('Long read') })
    expect(told.truncated).toBe(true)
    expect(told.markdown.split('\n').length).toBeGreaterThanOrEqual(MAX_MARKDOWN_BLOCKS)
    const [rest] = told.unknown_block_ids
    expect(await notion.pages.retrieveMarkdown({ page_id: rest ?? '' })).toMatchObject({ truncated: false })
  })
})

describe('files', () => {
  /** The address of the first hosted file of each type on one page. */
  async function hosted({ notion }: Connected) {
    const found: Record<string, { url: string; expiry_time: string }> = {}
    const keep = (type: string, media: MediaBlock['image']) => {
      if (media.type === 'file') found[type] ??= media.file
    }
    for (const block of await childrenOf(notion, pageOf('Every block'))) {
      if (block.type === 'image') keep('image', block.image)
      if (block.type === 'pdf') keep('pdf', block.pdf)
      if (block.type === 'audio') keep('audio', block.audio)
      if (block.type === 'video') keep('video', block.video)
      if (block.type === 'file') keep('file', block.file)
    }
    return (type: string) => found[type] ?? { url: '', expiry_time: '' }
  }

  it.each([
    ['image', 'image/svg+xml', '<svg'],
    ['pdf', 'application/pdf', '%PDF-1.4'],
    ['audio', 'audio/wav', 'RIFF'],
    ['video', 'video/webm', '\u001aE'],
    ['file', 'text/plain; charset=utf-8', 'Notes'],
  ] as const)('a hosted %s is there, for an hour', async (type, contentType, start) => {
    const { url: address, expiry_time } = (await hosted(await connected()))(type)
    const answer = await fetch(address)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, contentType])
    expect((await answer.text()).startsWith(start)).toBe(true)
    const left = Date.parse(expiry_time) - Date.now()
    expect(left).toBeGreaterThan(3_500_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
    const part = await fetch(address, { headers: { range: 'bytes=0-1' } })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 2])
  })

  it('is signed afresh in each response, and a foreign signature is refused', async () => {
    const connection = await connected()
    const { url: address } = (await hosted(connection))('image')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect((await hosted(connection))('image').url).not.toBe(address)
    for (const wrong of [
      address.replace(/signature=./, 'signature='),
      address.replace('expires=', 'expires=9'),
      address.replace('photo', 'other'),
      address.replace(/\?.*/, ''),
    ]) {
      const answer = await fetch(wrong)
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('AccessDenied')])
    }
  })

  it('is gone when its time is over', async () => {
    const connection = await connected({ switches: { fileTtlMs: 1 } })
    const { url: address } = (await hosted(connection))('image')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect((await fetch(address)).status).toBe(403)
  })
})

describe('writing blocks', () => {
  const text = (content: string) => ({ rich_text: [{ type: 'text' as const, text: { content } }] })
  const texts = async (notion: Notion, id: string) =>
    (await childrenOf(notion, id)).map((block) =>
      block.type === 'paragraph'
        ? block.paragraph.rich_text.map((one) => one.plain_text).join('')
        : block.type,
    )

  it('appends at the end, at the start and behind a block, and keeps what is inside', async () => {
    const { notion, botId } = await connected()
    const id = pageOf('Nothing on it')
    const append = (
      content: string,
      position?: Parameters<Notion['blocks']['children']['append']>[0]['position'],
    ) =>
      notion.blocks.children.append({
        block_id: id,
        children: [{ paragraph: text(content) }],
        ...(position ? { position } : {}),
      })
    const [first] = (await append('one')).results
    await append('two')
    await append('zero', { type: 'start' })
    await append('one and a half', { type: 'after_block', after_block: { id: first?.id ?? '' } })
    expect(await texts(notion, id)).toEqual(['zero', 'one', 'one and a half', 'two'])
    const { results } = await notion.blocks.children.append({
      block_id: first?.id ?? '',
      children: [
        { to_do: { ...text('Clean'), checked: true, children: [{ quote: text('inside') }] } },
        { divider: {} },
        { code: { ...text('let a = 1'), language: 'javascript' } },
      ],
    })
    expect(results).toMatchObject([
      {
        type: 'to_do',
        has_children: true,
        to_do: { checked: true, color: 'default' },
        created_by: { id: botId },
        parent: { type: 'block_id', block_id: first?.id },
      },
      { type: 'divider' },
      { type: 'code' },
    ])
    expect(await childrenOf(notion, results[0]?.id ?? '')).toMatchObject([{ type: 'quote' }])
    const page = await notion.pages.retrieve({ page_id: id })
    expect(isFullPage(page) && page.last_edited_by.id).toBe(botId)
  })

  it.each([
    ['101 blocks', { children: Array.from({ length: 101 }, () => ({ divider: {} })) }],
    ['a text of 2,001 characters', { children: [{ paragraph: text('x'.repeat(2_001)) }] }],
    ['no blocks', { children: [] }],
    ['a type that is none', { children: [{ paragraf: text('x') }] }],
    ['a wrong type', { children: [{ type: 'quote', paragraph: text('x') }] }],
    ['a text that is none', { children: [{ paragraph: { rich_text: 'x' } }] }],
    [
      'a block that is elsewhere',
      {
        children: [{ divider: {} }],
        position: { type: 'after_block', after_block: { id: pageOf('Brand') } },
      },
    ],
    ['the way of older versions', { children: [{ divider: {} }], after: pageOf('Brand') }],
    [
      'four levels',
      {
        children: [
          {
            toggle: {
              ...text('1'),
              children: [
                {
                  toggle: {
                    ...text('2'),
                    children: [{ toggle: { ...text('3'), children: [{ toggle: text('4') }] } }],
                  },
                },
              ],
            },
          },
        ],
      },
    ],
  ])('refuses %s', async (_name, body) => {
    const { ask, notion } = await connected()
    const id = pageOf('Nothing on it')
    const refused = await ask('PATCH', `/v1/blocks/${id}/children`, { body })
    expect([refused.status, refused.body.code]).toEqual([400, 'validation_error'])
    expect(await childrenOf(notion, id)).toEqual([])
  })

  it('refuses more than 500 kB, without the capability, and into what was not shared', async () => {
    const { ask } = await connected()
    const children = Array.from({ length: 100 }, () => ({
      paragraph: { rich_text: Array.from({ length: 3 }, () => ({ text: { content: 'x'.repeat(2_000) } })) },
    }))
    const path = `/v1/blocks/${pageOf('Nothing on it')}/children`
    expect((await ask('PATCH', path, { body: { children } })).status).toBe(413)
    const reader = await connected({ switches: { capabilities: ['read_content'] } })
    const body = { children: [{ divider: {} }] }
    expect((await reader.ask('PATCH', path, { body })).status).toBe(403)
    const elsewhere = await connected({
      switches: { capabilities: ['insert_content'] },
      pageIds: [pageOf('Roadmap')],
    })
    expect((await elsewhere.ask('PATCH', path, { body })).status).toBe(404)
  })

  it('creates a page in a page: it is found, read and listed there, until a reset', async () => {
    const { notion, botId } = await connected()
    const page = await notion.pages.create({
      parent: { page_id: pageOf('Roadmap') },
      properties: { title: { title: [{ text: { content: 'Lighthouse keeping' } }] } },
      icon: { emoji: '🗼' },
      children: [{ heading_2: text('Lamps') }, { paragraph: text('Two of them.') }],
    })
    expect(page).toMatchObject({
      parent: { type: 'page_id', page_id: pageOf('Roadmap') },
      icon: { type: 'emoji', emoji: '🗼' },
      created_by: { id: botId },
      properties: { title: { title: [{ plain_text: 'Lighthouse keeping' }] } },
    })
    expect(await texts(notion, page.id)).toEqual(['heading_2', 'Two of them.'])
    expect((await notion.search({ query: 'lighthouse keeping' })).results).toMatchObject([{ id: page.id }])
    expect((await childrenOf(notion, pageOf('Roadmap'))).map((block) => block.id)).toContain(page.id)
    await admin('POST', '/reset', {})
    const again = await connected()
    await expect(again.notion.pages.retrieve({ page_id: page.id })).rejects.toMatchObject({ status: 404 })
  })

  it('creates a row in a data source, with a value for every column', async () => {
    const { notion, ask } = await connected()
    const tasks = dataSource('Tasks')
    const row = await notion.pages.create({
      parent: { data_source_id: tasks.id },
      properties: {
        Name: { title: [{ text: { content: 'Trim the wick' } }] },
        Status: { status: { name: 'Done' } },
      },
    })
    expect(isFullPage(row) && Object.keys(row.properties).sort()).toEqual(Object.keys(tasks.schema).sort())
    expect(row).toMatchObject({
      parent: { type: 'data_source_id', data_source_id: tasks.id, database_id: tasks.database.id },
      properties: { Status: { status: { name: 'Done' } } },
    })
    const { results } = await notion.dataSources.query({
      data_source_id: tasks.id,
      filter: { property: 'Name', title: { equals: 'Trim the wick' } },
    })
    expect(results).toMatchObject([{ id: row.id }])
    for (const properties of [
      { Nobody: { number: 1 } },
      { Status: { number: 1 } },
      { Status: { status: 1 } },
    ])
      expect(
        await ask('POST', '/v1/pages', { body: { parent: { data_source_id: tasks.id }, properties } }),
      ).toMatchObject({
        status: 400,
        body: { code: 'validation_error' },
      })
    const validate = openapi()
    if (!validate) return
    const made = await ask('POST', '/v1/pages', {
      body: { parent: { database_id: dataSource('Every property').database.id }, properties: {} },
    })
    expect(validate('post', '/v1/pages', made.status, made.body)).toEqual([])
    expect(validate.part('pageObjectResponse', made.body)).toEqual([])
  })

  it('tells in a 503 what it kept all the same', async () => {
    const { notion } = await connected()
    const id = pageOf('Nothing on it')
    await admin('POST', '/faults', {
      route: 'PATCH /v1/blocks/*',
      kind: 'status-after',
      status: 503,
      committed: true,
    })
    const refused: unknown = await notion.blocks.children
      .append({ block_id: id, children: [{ paragraph: text('kept') }] })
      .catch((error: unknown) => error)
    const [kept] = await childrenOf(notion, id)
    expect(refused).toMatchObject({
      status: 503,
      code: 'service_unavailable',
      additional_data: {
        retry_guidance: expect.any(String),
        committed_resource_id: id,
        committed_child_ids: [kept?.id],
      },
    })
    await admin('POST', '/faults', { route: 'POST /v1/pages', kind: 'status', status: 503 })
    const create = () =>
      notion.pages.create({
        parent: { page_id: id },
        properties: { title: { title: [{ text: { content: 'Sent twice' } }] } },
      })
    await expect(create()).rejects.toMatchObject({ status: 503 })
    expect((await notion.search({ query: 'sent twice' })).results).toEqual([])
  })
})
