import {
  type Client,
  collectDataSourceTemplates,
  collectPaginatedAPI,
  isFullBlock,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  type QueryDataSourceParameters,
} from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import type { WorldDataSource } from '../world/schema'
import { emulatorForTests } from './emulator.test-support'
import { openapi } from './openapi.test-support'

const validate = openapi()
const { admin, connected, dataSource, first, main, sdk } = emulatorForTests()
const tasks = dataSource('Tasks')
const clients = dataSource('Clients')
const invoices = dataSource('Invoices')
const every = dataSource('Every property')
const measurements = dataSource('Measurements')

describe('databases and data sources', () => {
  it('a database names its data sources, a data source its columns', async () => {
    const { notion } = await connected()
    const studio = await notion.databases.retrieve({ database_id: clients.database.id })
    expect(isFullDatabase(studio) && studio.data_sources).toEqual([
      { id: clients.id, name: 'Clients' },
      { id: invoices.id, name: 'Invoices' },
    ])
    const found = await notion.dataSources.retrieve({ data_source_id: tasks.id })
    expect(isFullDataSource(found) && found.parent).toEqual({
      type: 'database_id',
      database_id: tasks.database.id,
    })
    expect(found.properties['Status']).toMatchObject({ type: 'status' })
    const templates = await collectDataSourceTemplates(notion, { data_source_id: tasks.id })
    expect(templates.map((one) => one.is_default)).toEqual([true, false])
  })

  it('an older API version must name a data source', async () => {
    const { token } = await connected()
    const old = sdk(token, '2022-06-28')
    await expect(old.databases.retrieve({ database_id: clients.database.id })).rejects.toMatchObject({
      status: 400,
      code: 'validation_error',
      additional_data: {
        error_type: 'multiple_data_sources_for_database',
        database_id: clients.database.id,
        child_data_source_ids: [clients.id, invoices.id],
        minimum_api_version: '2025-09-03',
      },
    })
    await old.databases.retrieve({ database_id: tasks.database.id })
    await expect(old.dataSources.retrieve({ data_source_id: tasks.id })).rejects.toMatchObject({
      code: 'invalid_request_url',
    })
  })

  it('what was not shared does not exist', async () => {
    const { notion } = await connected({ pageIds: [clients.id] })
    const studio = await notion.databases.retrieve({ database_id: clients.database.id })
    expect(isFullDatabase(studio) && studio.data_sources).toHaveLength(1)
    for (const call of [
      () => notion.databases.retrieve({ database_id: tasks.database.id }),
      () => notion.dataSources.retrieve({ data_source_id: tasks.id }),
      () => notion.dataSources.query({ data_source_id: tasks.id }),
      () => notion.dataSources.listTemplates({ data_source_id: tasks.id }),
    ])
      await expect(call()).rejects.toMatchObject({ status: 404, code: 'object_not_found' })
  })
})

/** The titles that a query of a data source finds, in its order. */
async function titles(notion: Client, source: WorldDataSource, question: Question): Promise<string[]> {
  const { results } = await notion.dataSources.query({ data_source_id: source.id, ...question })
  return results.map((row) => {
    if (!isFullPage(row)) throw new Error('no page')
    const title = Object.values(row.properties).find((one) => one.type === 'title')
    return title?.type === 'title' ? title.title.map((item) => item.plain_text).join('') : ''
  })
}
type Question = Omit<QueryDataSourceParameters, 'data_source_id'>

describe('a query', () => {
  it('gives every row once, a hundred at a time', async () => {
    const { notion } = await connected()
    const ids = new Set<string>()
    let cursor: string | undefined
    let asked = 0
    do {
      const page = await notion.dataSources.query({
        data_source_id: measurements.id,
        ...(cursor ? { start_cursor: cursor } : {}),
      })
      for (const { id } of page.results) ids.add(id)
      cursor = page.next_cursor ?? undefined
      asked += 1
    } while (cursor)
    expect([ids.size, asked]).toEqual([5_000, 50])
  })

  // Row "filled", row "" (empty) and row "long" of the data source that has a column of every type.
  const FILLED = 'Everything filled'
  const filters: [string, NonNullable<Question['filter']>, string[]][] = [
    ['a title', { property: 'Name', title: { starts_with: 'everything f' } }, ['filled']],
    ['no title', { property: 'Name', title: { is_empty: true } }, ['empty']],
    ['a text', { property: 'Text', rich_text: { contains: 'COLOURED' } }, ['filled', 'long']],
    ['a text that is not there', { property: 'Text', rich_text: { does_not_contain: 'bold' } }, ['empty']],
    ['a number', { property: 'Number as dollar', number: { equals: 1999.5 } }, ['filled']],
    ['another number', { property: 'Number as dollar', number: { greater_than: 1999.5 } }, ['long']],
    ['no number', { property: 'Number as euro', number: { is_empty: true } }, ['empty']],
    ['a select', { property: 'Priority', select: { equals: 'High' } }, ['filled']],
    ['one of several', { property: 'Priority', select: { equals: ['High', 'Low'] } }, ['filled']],
    ['none of several', { property: 'Priority', select: { does_not_equal: ['High'] } }, ['empty', 'long']],
    ['a tag', { property: 'Tags', multi_select: { contains: 'Tag 40' } }, ['long']],
    ['no tag', { property: 'Tags', multi_select: { is_empty: true } }, ['empty']],
    ['a status', { property: 'Status', status: { equals: 'Done' } }, ['long']],
    ['a checkbox', { property: 'Checked', checkbox: { equals: false } }, ['empty']],
    ['a day', { property: 'Day', date: { equals: '2026-03-14' } }, ['filled']],
    ['before', { property: 'Day', date: { before: '2026-03-14' } }, ['long']],
    ['on or after', { property: 'Day', date: { on_or_after: '2026-03-14' } }, ['filled']],
    [
      'a time with an offset',
      { property: 'From and until', date: { equals: '2026-03-14T08:30:00Z' } },
      ['filled'],
    ],
    ['no date', { property: 'Day', date: { is_empty: true } }, ['empty']],
    ['a person', { property: 'People', people: { contains: first.id } }, ['filled', 'long']],
    ['oneself', { property: 'People', people: { does_not_contain: 'me' } }, ['empty']],
    ['files', { property: 'Files', files: { is_not_empty: true } }, ['filled', 'long']],
    ['an address', { property: 'Address', url: { ends_with: '#part' } }, ['filled']],
    ['an email', { property: 'Email', email: { equals: 'studio@example.org' } }, ['filled']],
    ['a phone', { property: 'Phone', phone_number: { is_not_empty: true } }, ['filled', 'long']],
    ['a relation', { property: 'Readings', relation: { is_empty: true } }, ['empty']],
    ['a formula: text', { property: 'Formula text', formula: { string: { contains: 'tags' } } }, ['filled']],
    ['a formula: number', { property: 'Formula number', formula: { number: { less_than: 1 } } }, ['long']],
    ['a formula: yes', { property: 'Formula boolean', formula: { checkbox: { equals: true } } }, ['filled']],
    [
      'a formula: date',
      { property: 'Formula date', formula: { date: { after: '2026-03-14' } } },
      ['filled', 'long'],
    ],
    ['a rollup: number', { property: 'Rollup number', rollup: { number: { greater_than: 60 } } }, ['long']],
    [
      'a rollup: date',
      { property: 'Rollup date', rollup: { date: { on_or_after: '2026-01-01' } } },
      ['filled'],
    ],
    ['any', { property: 'Rollup list', rollup: { any: { rich_text: { equals: 'Reading 5' } } } }, ['long']],
    [
      'none',
      { property: 'Rollup list', rollup: { none: { checkbox: { equals: false } } } },
      ['empty', 'long'],
    ],
    [
      'every',
      { property: 'Rollup list', rollup: { every: { rich_text: { contains: 'read' } } } },
      ['empty', 'long'],
    ],
    ['a number of a row', { property: 'Number of the row', unique_id: { equals: 1 } }, ['filled']],
    ['verified', { property: 'Verification', verification: { status: 'verified' } }, ['filled']],
    [
      'not verified',
      { property: 'Verification', verification: { does_not_equal: 'none' } },
      ['filled', 'long'],
    ],
    [
      'an author',
      { property: 'Created by', created_by: { contains: first.id } },
      ['filled', 'empty', 'long'],
    ],
    ['an editor', { property: 'Edited by', last_edited_by: { contains: first.id } }, []],
    ['made', { property: 'Created', created_time: { after: '2020-01-01' } }, ['filled', 'empty', 'long']],
    ['edited', { property: 'Edited', last_edited_time: { before: '2020-01-01' } }, []],
    ['a timestamp', { timestamp: 'created_time', created_time: { past_week: {} } }, []],
    [
      'another one',
      { timestamp: 'last_edited_time', last_edited_time: { on_or_before: 'today' } },
      ['filled', 'empty', 'long'],
    ],
    ['a property by its id', { property: '%3BrL%7B', relation: { is_empty: true } }, ['empty']],
    [
      'either of two, and a third',
      {
        and: [
          {
            or: [
              { property: 'Checked', checkbox: { equals: true } },
              { property: 'Name', title: { is_empty: true } },
            ],
          },
          { property: 'Status', status: { does_not_equal: 'Done' } },
        ],
      },
      ['filled', 'empty'],
    ],
  ]
  it.each(filters)('finds by %s', async (_name, filter, expected) => {
    const { notion } = await connected()
    const kinds = (await titles(notion, every, { filter })).map((title) =>
      title === '' ? 'empty' : title === FILLED ? 'filled' : 'long',
    )
    expect(kinds).toEqual(expected)
  })

  it('knows this week from last month', async () => {
    const { notion } = await connected()
    const today = { property: 'Taken', date: { equals: 'today' } } as const
    const [found] = await titles(notion, measurements, { filter: today })
    const day = Math.floor((Date.now() - Date.parse('2013-03-01')) / 86_400_000)
    expect(found).toBe(day < 5_000 ? `Reading ${day + 1}` : undefined)
    const week = await titles(notion, measurements, {
      filter: { property: 'Taken', date: { past_week: {} } },
    })
    expect(week.length).toBeLessThanOrEqual(8)
  })

  it('sorts by the first key first, with empty values last', async () => {
    const { notion } = await connected()
    const { results } = await notion.dataSources.query({
      data_source_id: measurements.id,
      filter: { property: 'Number', unique_id: { less_than_or_equal_to: 90 } },
      sorts: [
        { property: 'Unit', direction: 'descending' },
        { property: 'Value', direction: 'ascending' },
      ],
    })
    const rows = results.filter(isFullPage).map(({ properties: { Unit, Value } }) => ({
      unit: Unit?.type === 'select' ? Unit.select?.name : undefined,
      value: Value?.type === 'number' ? Value.number : undefined,
    }))
    expect(rows).toHaveLength(90)
    const order = ['Lux', 'Degrees', 'Kilograms', 'Millimetres']
    expect(rows).toEqual(
      rows.toSorted(
        (a, b) =>
          order.indexOf(a.unit ?? '') - order.indexOf(b.unit ?? '') ||
          (a.value ?? Number.POSITIVE_INFINITY) - (b.value ?? Number.POSITIVE_INFINITY),
      ),
    )
    const latest = await titles(notion, measurements, {
      sorts: [{ timestamp: 'created_time', direction: 'descending' }],
      page_size: 2,
    })
    expect(latest).toEqual(['Reading 5000', 'Reading 4999'])
  })

  it('gives only the properties that were asked for', async () => {
    const { notion } = await connected()
    const { results } = await notion.dataSources.query({
      data_source_id: tasks.id,
      filter_properties: ['st%3Aa', 'title'],
    })
    expect(results.filter(isFullPage).map((row) => Object.keys(row.properties))).toEqual(
      results.map(() => ['Name', 'Status']),
    )
  })

  it('has nothing in the trash, and no data source for a row', async () => {
    const { notion } = await connected()
    for (const more of [{ in_trash: true }, { archived: true }, { result_type: 'data_source' }] as const)
      expect(await titles(notion, tasks, more)).toEqual([])
    expect(await titles(notion, tasks, { result_type: 'page' })).toHaveLength(12)
  })

  it('says where it stopped', async () => {
    const { notion } = await connected({ switches: { queryResultLimit: 150 } })
    const one = await notion.dataSources.query({ data_source_id: measurements.id })
    expect([one.has_more, one.request_status]).toEqual([true, undefined])
    const two = await notion.dataSources.query({
      data_source_id: measurements.id,
      start_cursor: one.next_cursor ?? '',
    })
    expect(two).toMatchObject({
      results: { length: 50 },
      has_more: false,
      next_cursor: null,
      request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' },
    })
  })

  const leaf = { property: 'Name', title: { is_empty: true } }
  it.each([
    [
      'an unknown property',
      { filter: { property: 'Nope', title: { is_empty: true } } },
      'Could not find property with name or id: Nope',
    ],
    [
      'another type than the property has',
      { filter: { property: 'Status', select: { equals: 'Done' } } },
      'The property type in the database does not match the property type of the filter provided: database property status does not match filter select',
    ],
    [
      'an unknown operator',
      { filter: { property: 'Name', title: { like: 'x' } } },
      'body failed validation: body.filter.title should be an object with one of',
    ],
    [
      'an operand of another type',
      { filter: { property: 'Hours', number: { equals: '1' } } },
      'body failed validation: body.filter.number.equals should be a number, instead was `"1"`.',
    ],
    [
      'what is no date',
      { filter: { property: 'Due', date: { equals: 'soon' } } },
      'body failed validation: body.filter.date.equals should be a valid ISO 8601 date string, instead was `"soon"`.',
    ],
    [
      'compounds three deep',
      { filter: { and: [{ or: [{ and: [leaf] }] }] } },
      'body failed validation: body.filter.and[0].or[0].and should be not present',
    ],
    [
      'an unknown sort',
      { sorts: [{ property: 'Nope', direction: 'ascending' }] },
      'Could not find sort property with name or id: Nope',
    ],
    [
      'a sort without a direction',
      { sorts: [{ property: 'Name' }] },
      'body failed validation: body.sorts[0].direction should be',
    ],
    [
      'a member that nobody knows',
      { filters: {} },
      'body failed validation: body.filters should be not present.',
    ],
    [
      'a page that is too large',
      { page_size: 101 },
      'page_size failed validation: page_size should be ≤ 100, instead was `101`.',
    ],
    ['a cursor that is none', { start_cursor: 'no' }, 'The start_cursor provided is invalid: no'],
    [
      'a filter that is no object',
      { filter: 'x' },
      'body failed validation: body.filter should be an object, instead was `"x"`.',
    ],
  ])('refuses %s', async (_name, body, message) => {
    const { ask } = await connected()
    const answer = await ask('POST', `/v1/data_sources/${tasks.id}/query`, { body })
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
    expect(answer.body.message).toContain(message)
  })
})

describe('values', () => {
  const rowOf = (kind: number) => main.pages.filter((page) => page.parentId === every.id)[kind]?.id ?? ''
  const [filled, , long] = [rowOf(0), rowOf(1), rowOf(2)]

  it('a page carries 25 items of a value, the others come by property', async () => {
    const { notion } = await connected()
    const page = await notion.pages.retrieve({ page_id: long })
    if (!isFullPage(page)) throw new Error('no page')
    const { Name, Text, People, Readings } = page.properties
    expect(Name?.type === 'title' && Name.title).toHaveLength(25)
    expect(Text?.type === 'rich_text' && Text.rich_text).toHaveLength(25)
    expect(People?.type === 'people' && People.people).toHaveLength(25)
    expect(Readings).toMatchObject({ relation: { length: 25 }, has_more: true })

    const ids = new Set<string>()
    let cursor: string | undefined
    do {
      const list = await notion.pages.properties.retrieve({
        page_id: long,
        property_id: Readings?.id ?? '',
        page_size: 50,
        ...(cursor ? { start_cursor: cursor } : {}),
      })
      if (list.object !== 'list') throw new Error('no list')
      for (const item of list.results) if (item.type === 'relation') ids.add(item.relation.id)
      expect(list.property_item.next_url === null).toBe(!list.has_more)
      cursor = list.next_cursor ?? undefined
    } while (cursor)
    expect(ids.size).toBe(120)
  })

  it('a sum is incomplete before its last page', async () => {
    const { notion } = await connected()
    const page = await notion.pages.retrieve({ page_id: long })
    const id = (isFullPage(page) && page.properties['Rollup number']?.id) || ''
    const list = await notion.pages.properties.retrieve({ page_id: long, property_id: id })
    expect(list).toMatchObject({
      has_more: true,
      property_item: { rollup: { type: 'incomplete', function: 'sum' } },
    })
    const rest = await notion.pages.properties.retrieve({
      page_id: long,
      property_id: id,
      start_cursor: (list.object === 'list' && list.next_cursor) || '',
    })
    expect(rest).toMatchObject({ has_more: false, property_item: { rollup: { type: 'number' } } })
  })

  it('each kind has its form', async () => {
    const { ask } = await connected()
    for (const { id, name, type } of Object.values(every.schema)) {
      const { status, body } = await ask('GET', `/v1/pages/${filled}/properties/${id}`)
      expect([status, body.object === 'list' ? body.property_item.type : body.type], type).toEqual([
        200,
        type,
      ])
      // The description knows dates without times only, and is older than formulas of a list.
      if (['From and until', 'Formula of a list'].includes(name)) continue
      expect(
        validate?.('get', '/v1/pages/{page_id}/properties/{property_id}', 200, body) ?? [],
        type,
      ).toEqual([])
    }
    expect((await ask('GET', `/v1/pages/${filled}/properties/nope`)).status).toBe(404)
  })

  it('names people as far as the connection may know them', async () => {
    const person = async (capability: string[]) => {
      const { notion } = await connected({ switches: { capabilities: ['read_content', ...capability] } })
      const page = await notion.pages.retrieve({ page_id: filled })
      const people = isFullPage(page) ? page.properties['People'] : undefined
      return people?.type === 'people' ? people.people[0] : undefined
    }
    expect(await person([])).toEqual({ object: 'user', id: first.id })
    const nameless = await person(['read_user_without_email'])
    expect(nameless).toMatchObject({ name: first.name, person: {} })
    expect(JSON.stringify(nameless)).not.toContain(first.email)
    expect(await person(['read_user_with_email'])).toMatchObject({ person: { email: first.email } })
  })
})

describe('views', () => {
  it('are listed by database and by data source, and described', async () => {
    const { notion } = await connected()
    const all = await notion.views.list({ database_id: clients.database.id })
    expect(all.results).toHaveLength(clients.views.length + invoices.views.length)
    const mine = await notion.views.list({ data_source_id: tasks.id })
    const [, board] = mine.results
    const view = await notion.views.retrieve({ view_id: board?.id ?? '' })
    expect(view).toMatchObject({
      name: 'By status',
      type: 'board',
      data_source_id: tasks.id,
      configuration: { group_by: { type: 'status', property_name: 'Status' } },
    })
    expect((await notion.views.list({ data_source_id: dataSource('').id })).results).toEqual([])
    await expect(notion.views.list({})).rejects.toMatchObject({ code: 'validation_error' })
  })

  it('a query keeps what the view found, in its order, until it is deleted', async () => {
    const { notion } = await connected()
    const view_id = measurements.views.find((one) => one.name === 'Large and valid')?.id ?? ''
    const query = await notion.views.queries.create({ view_id, page_size: 10 })
    expect(query).toMatchObject({ object: 'view_query', view_id, results: { length: 10 }, has_more: true })
    const path = { view_id, query_id: query.id }
    const next = await notion.views.queries.results({ ...path, start_cursor: query.next_cursor ?? '' })
    expect(next.results).toHaveLength(Math.min(100, query.total_count - 10))
    expect(await notion.views.queries.delete(path)).toEqual(
      expect.objectContaining({ object: 'view_query', id: query.id, deleted: true }),
    )
    await expect(notion.views.queries.results(path)).rejects.toMatchObject({ status: 404 })
    const values = await Promise.all(
      query.results.map(async ({ id }) => {
        const row = await notion.pages.retrieve({ page_id: id })
        const value = isFullPage(row) ? row.properties['Value'] : undefined
        return value?.type === 'number' ? value.number : null
      }),
    )
    expect(values).toEqual(values.toSorted((a, b) => (b ?? 0) - (a ?? 0)))
    expect(values.every((value) => (value ?? 0) > 900)).toBe(true)
  })

  it('of another connection’s query nothing is known', async () => {
    const { notion } = await connected()
    const view_id = tasks.views[0]?.id ?? ''
    const { id } = await notion.views.queries.create({ view_id })
    await admin('PUT', '/switches', { botIdOnReauth: 'new' })
    const other = await connected()
    await expect(other.notion.views.queries.results({ view_id, query_id: id })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('comments', () => {
  const roadmap = main.pages.find((page) => page.title === 'Roadmap')?.id ?? ''
  const notes = main.pages.find((page) => page.title === 'Meeting notes')?.id ?? ''
  const switches = { capabilities: ['read_content', 'read_comments'] }

  it('need a capability of their own', async () => {
    const { notion } = await connected({ switches: { capabilities: ['read_content'] } })
    await expect(notion.comments.list({ block_id: roadmap })).rejects.toMatchObject({
      status: 403,
      code: 'restricted_resource',
    })
  })

  it('are listed by page and by block, page by page, and one by one', async () => {
    const { notion } = await connected({ switches })
    const { results } = await notion.comments.list({ block_id: roadmap })
    expect(new Set(results.map((one) => one.discussion_id)).size).toBe(2)
    expect(results.map((one) => one.display_name.type)).toEqual(['user', 'user', 'integration', 'custom'])
    expect(results.at(-1)?.attachments?.map((one) => one.category)).toEqual(['image', 'pdf'])
    expect((await notion.comments.retrieve({ comment_id: results[0]?.id ?? '' })).id).toBe(results[0]?.id)
    const { results: blocks } = await notion.blocks.children.list({ block_id: roadmap })
    const about = await notion.comments.list({ block_id: blocks[0]?.id ?? '' })
    expect(about.results.map((one) => one.parent)).toEqual([{ type: 'block_id', block_id: blocks[0]?.id }])
    expect(await collectPaginatedAPI(notion.comments.list, { block_id: notes })).toHaveLength(130)
  })
})

it('lists custom emojis, or the one of a name', async () => {
  const { notion } = await connected()
  const all = await notion.customEmojis.list({})
  expect(all.results.length).toBeGreaterThan(1)
  const { results } = await notion.customEmojis.list({ name: all.results[1]?.name ?? '' })
  expect(results).toEqual([all.results[1]])
})

describe('descriptions', () => {
  it('agree with Notion’s own', async () => {
    if (!validate) return
    const { ask } = await connected()
    for (const [method, path, documented, body] of [
      ['get', `/v1/databases/${clients.database.id}`, '/v1/databases/{database_id}'],
      ['get', `/v1/data_sources/${tasks.id}`, '/v1/data_sources/{data_source_id}'],
      ['get', `/v1/data_sources/${clients.id}`, '/v1/data_sources/{data_source_id}'],
      ['get', `/v1/data_sources/${tasks.id}/templates`, '/v1/data_sources/{data_source_id}/templates'],
      ['post', `/v1/data_sources/${every.id}/query`, '/v1/data_sources/{data_source_id}/query', {}],
      ['post', `/v1/data_sources/${measurements.id}/query`, '/v1/data_sources/{data_source_id}/query', {}],
      ['post', `/v1/data_sources/${tasks.id}/query`, '/v1/data_sources/{data_source_id}/query', { sorts: 1 }],
    ] as const) {
      const answer = await ask(method.toUpperCase(), path, { body })
      expect(validate(method, documented, answer.status, answer.body), path).toEqual([])
    }
    const { body } = await ask('GET', `/v1/data_sources/${every.id}`)
    // Notion sends these columns too; its description leaves them out.
    for (const name of ['Press', 'Place', 'Verification']) delete body.properties[name]
    expect(validate('get', '/v1/data_sources/{data_source_id}', 200, body)).toEqual([])
    const reader = await connected({ switches: { capabilities: ['read_content', 'read_comments'] } })
    const roadmap = main.pages.find((page) => page.title === 'Roadmap')?.id ?? ''
    const comments = await reader.ask('GET', `/v1/comments?block_id=${roadmap}`)
    expect(validate('get', '/v1/comments', comments.status, comments.body)).toEqual([])
    const one = await reader.ask('GET', `/v1/comments/${comments.body.results[0].id}`)
    expect(validate('get', '/v1/comments/{comment_id}', one.status, one.body)).toEqual([])
  })
})

it('a row that was created is found like all others', async () => {
  const { notion } = await connected()
  const filter = { property: 'Name', title: { equals: 'Mend the gate' } }
  expect(await titles(notion, tasks, { filter })).toEqual([])
  await notion.pages.create({
    parent: { data_source_id: tasks.id },
    properties: { Name: { title: [{ text: { content: 'Mend the gate' } }] }, Hours: { number: 3 } },
  })
  expect(await titles(notion, tasks, { filter })).toEqual(['Mend the gate'])
  const empty = { property: 'Due', date: { is_empty: true } } as const
  expect(await titles(notion, tasks, { filter: { and: [filter, empty] } })).toHaveLength(1)
  expect(await titles(notion, tasks, { filter: { property: 'Hours', number: { equals: 3 } } })).toHaveLength(
    1,
  )
})

it('a database of two data sources is one block of its page', async () => {
  const { notion } = await connected()
  const block = await notion.blocks.retrieve({ block_id: clients.database.id })
  const parent = isFullBlock(block) && block.parent.type === 'page_id' ? block.parent.page_id : ''
  const blocks = await collectPaginatedAPI(notion.blocks.children.list, { block_id: parent })
  expect(blocks.filter((one) => one.id === clients.database.id)).toHaveLength(1)
})
