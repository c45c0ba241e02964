import { APIErrorCode } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import { countBlocks, sizeProblem } from '../api/limits'
import { NOTION_LIMITS, SCOPES } from '../state/switches'
import { emulatorForTests, VERSION } from './emulator.test-support'
import { openapi } from './openapi.test-support'

const validate = openapi()
const { admin, connected, dataSource, first, main, url } = emulatorForTests()
const tasks = dataSource('Tasks')
const roadmap = main.pages.find((page) => page.title === 'Roadmap')?.id ?? ''
const row = main.pages.find((page) => page.parentId === tasks.id)?.id ?? ''

describe('rate limits', () => {
  it('one connection has its own window, and says when it ends', async () => {
    const { notion, ask } = await connected({ switches: { rateLimit: { requests: 2, windowMs: 30_000 } } })
    await notion.users.me({})
    await notion.search({})
    const { status, headers, body } = await ask('GET', '/v1/users/me')
    const wait = Number(headers.get('retry-after'))
    expect([status, wait > 0 && wait <= 30]).toEqual([429, true])
    expect(body).toMatchObject({
      object: 'error',
      status: 429,
      code: 'rate_limited',
      message: 'You have been rate limited. Please try again in a few minutes.',
      additional_data: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: String(wait) },
    })
    await admin('PUT', '/switches', { botIdOnReauth: 'new' })
    await (await connected()).notion.users.me({})
  })

  it('all connections of a workspace share another one, which may last longer than a minute', async () => {
    const workspaceRateLimit = { requests: 2, windowMs: 300_000 }
    const one = await connected({ switches: { workspaceRateLimit, botIdOnReauth: 'new' } })
    const two = await connected()
    await one.notion.users.me({})
    await two.notion.users.me({})
    for (const { ask } of [one, two]) {
      const { status, headers, body } = await ask('GET', '/v1/users/me')
      expect([status, Number(headers.get('retry-after')) > 60]).toEqual([429, true])
      expect(body.additional_data.rate_limit_reason).toBe('public_api_space_request_rate_limit')
    }
  })

  it('an endpoint may have a limit of its own', async () => {
    const { notion, ask } = await connected({
      switches: { endpointRateLimit: { route: 'POST /v1/search', requests: 1, windowMs: 30_000 } },
    })
    await notion.search({})
    expect((await ask('POST', '/v1/search', { body: {} })).body.additional_data).toMatchObject({
      rate_limit_reason: 'public_api_endpoint_rate_limit',
    })
    await notion.users.me({})
  })

  it('a blocked connection gets no Retry-After', async () => {
    const { ask } = await connected({ switches: { requestsBlocked: true } })
    const { status, headers, body } = await ask('GET', '/v1/users/me')
    expect([status, headers.get('retry-after')]).toEqual([429, null])
    expect(body.additional_data).toEqual({ rate_limit_reason: 'public_api_request_blocked' })
  })

  it('Notion’s own limit is 180 in a minute', async () => {
    const { ask } = await connected({ switches: { rateLimit: NOTION_LIMITS } })
    const answers = await Promise.all(Array.from({ length: 181 }, () => ask('GET', '/v1/users/me')))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  })
})

describe('capabilities', () => {
  const reading: [string, string, unknown?][] = [
    ['POST', '/v1/search', {}],
    ['GET', `/v1/pages/${roadmap}`],
    ['GET', `/v1/pages/${roadmap}/markdown`],
    ['GET', `/v1/pages/${row}/properties/title`],
    ['GET', `/v1/blocks/${roadmap}`],
    ['GET', `/v1/blocks/${roadmap}/children`],
    ['GET', `/v1/databases/${tasks.database.id}`],
    ['GET', `/v1/data_sources/${tasks.id}`],
    ['GET', `/v1/data_sources/${tasks.id}/templates`],
    ['POST', `/v1/data_sources/${tasks.id}/query`, {}],
    ['GET', `/v1/views?database_id=${tasks.database.id}`],
    ['GET', `/v1/views/${tasks.views[0]?.id}`],
    ['POST', `/v1/views/${tasks.views[0]?.id}/queries`, {}],
  ]
  const people: [string, string, unknown?][] = [
    ['GET', '/v1/users'],
    ['GET', `/v1/users/${first.id}`],
  ]
  const comments: [string, string, unknown?][] = [['GET', `/v1/comments?block_id=${roadmap}`]]

  it.each([
    ['read_content', reading],
    ['read_comments', comments],
    ['read_user_with_email', people],
  ] as const)(
    'without %s its endpoints are closed, with nothing else they are open',
    async (needed, endpoints) => {
      const without = SCOPES.filter(
        (scope) => scope !== needed && !(scope.startsWith('read_user') && endpoints === people),
      )
      const shut = await connected({ switches: { capabilities: without } })
      for (const [method, path, body] of endpoints) {
        const answer = await shut.ask(method, path, { body })
        expect([answer.status, answer.body.code, answer.body.message], `${method} ${path}`).toEqual([
          403,
          'restricted_resource',
          'API token does not have access to this resource.',
        ])
      }
      const open = await connected({ switches: { capabilities: [needed] } })
      for (const [method, path, body] of endpoints)
        expect((await open.ask(method, path, { body })).status, `${method} ${path}`).toBe(200)
    },
  )

  it('users.me needs none, and an address needs its own', async () => {
    const { notion } = await connected({ switches: { capabilities: [] } })
    expect(JSON.stringify(await notion.users.me({}))).not.toContain(first.email)
    const nameless = await connected({ switches: { capabilities: ['read_user_without_email'] } })
    expect(JSON.stringify(await nameless.notion.users.list({}))).not.toContain('@')
  })
})

describe('people', () => {
  it('are five hundred: without a name, an address or a picture, long and from right to left, and bots', async () => {
    const { notion } = await connected()
    const users = []
    let cursor: string | undefined
    do {
      const page = await notion.users.list(cursor ? { start_cursor: cursor } : {})
      users.push(...page.results)
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    const persons = users.filter((one) => one.type === 'person')
    expect(persons).toHaveLength(500)
    expect(persons.slice(0, 2).map((one) => one.id)).toEqual(main.persons)
    expect(persons.some((one) => one.name === null)).toBe(true)
    expect(persons.some((one) => one.person.email === undefined)).toBe(true)
    expect(persons.some((one) => one.avatar_url === null)).toBe(true)
    expect(persons.some((one) => /[\u0590-\u06ff]/.test(one.name ?? ''))).toBe(true)
    expect(persons.some((one) => (one.name ?? '').length > 100)).toBe(true)
    const bots = users.filter((one) => one.type === 'bot')
    expect(bots).toHaveLength(main.bots.length + 1)
    expect(bots.some((one) => Object.keys(one.bot).length === 0)).toBe(true)
    for (const bot of main.bots) await notion.users.retrieve({ user_id: bot.id })
  })
})

describe('sizes', () => {
  it('a body of more than 500,000 bytes is refused before it is read, and after', async () => {
    const { token, ask } = await connected()
    const large = { query: 'x'.repeat(500_001) }
    expect(await ask('POST', '/v1/search', { body: large })).toMatchObject({
      status: 413,
      body: { code: 'validation_error' },
    })
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode(JSON.stringify(large)))
        stream.close()
      },
    })
    const streamed = await fetch(`${url()}/v1/data_sources/${tasks.id}/query`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, 'notion-version': VERSION },
      duplex: 'half',
    } as RequestInit)
    expect(streamed.status).toBe(413)
  })

  it('an array of more than a hundred and JSON that is none are refused', async () => {
    const { ask } = await connected()
    const sorts = Array.from({ length: 101 }, () => ({ property: 'Name', direction: 'ascending' }))
    expect((await ask('POST', `/v1/data_sources/${tasks.id}/query`, { body: { sorts } })).body.message).toBe(
      'body failed validation: body.sorts.length should be ≤ `100`, instead was `101`.',
    )
    expect(await ask('POST', `/v1/data_sources/${tasks.id}/query`, { body: '{' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_json', message: 'Error parsing JSON body.' },
    })
  })

  const text = (content: string) => ({ paragraph: { rich_text: [{ text: { content } }] } })
  it.each([
    [text('x'.repeat(2_000)), null],
    [
      text('x'.repeat(2_001)),
      'body.paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.',
    ],
    [
      { bookmark: { url: 'x'.repeat(2_001) } },
      'body.bookmark.url.length should be ≤ `2000`, instead was `2001`.',
    ],
    [
      { equation: { expression: 'x'.repeat(1_001) } },
      'body.equation.expression.length should be ≤ `1000`, instead was `1001`.',
    ],
    [{ Mail: { email: 'x'.repeat(201) } }, 'body.Mail.email.length should be ≤ `200`, instead was `201`.'],
    [
      { Tel: { phone_number: 'x'.repeat(201) } },
      'body.Tel.phone_number.length should be ≤ `200`, instead was `201`.',
    ],
    [
      { Who: { people: Array(101).fill({}) } },
      'body.Who.people.length should be ≤ `100`, instead was `101`.',
    ],
  ])('what is too long is named', (body, problem) => {
    expect(sizeProblem(body)).toBe(problem)
  })

  it('blocks inside blocks count', () => {
    const toggle = { toggle: { rich_text: [], children: [text('a'), { toggle: { children: [text('b')] } }] } }
    expect(countBlocks([toggle, text('c')])).toBe(5)
  })
})

describe('errors', () => {
  it.each([
    [400, 'invalid_json', 'Error parsing JSON body.'],
    [400, 'invalid_request_url', 'Invalid request URL.'],
    [400, 'invalid_request', 'Unsupported request: this request is not supported.'],
    [400, 'validation_error', 'body failed validation: body should be an object, instead was `undefined`.'],
    [401, 'unauthorized', 'API token is invalid.'],
    [403, 'restricted_resource', 'API token does not have access to this resource.'],
    [404, 'object_not_found', 'Could not find the object.'],
    [409, 'conflict_error', 'Conflict occurred while saving. Please try again.'],
    [409, 'row_limit_exceeded', 'This data source has as many rows as it can hold.'],
    [429, 'rate_limited', 'You have been rate limited. Please try again in a few minutes.'],
    [500, 'internal_server_error', 'Unexpected error occurred.'],
    [502, 'bad_gateway', 'Bad Gateway'],
    [503, 'service_unavailable', 'Notion is unavailable, please try again later.'],
    [503, 'database_connection_unavailable', 'Notion is unavailable, please try again later.'],
    [504, 'gateway_timeout', 'Gateway Timeout'],
    [529, 'service_overload', 'Notion is overloaded, please try again later.'],
  ])('%i %s comes by its code alone', async (status, code, message) => {
    const { ask } = await connected()
    await admin('POST', '/faults', { route: 'GET /v1/users/me', kind: 'status', code })
    const answer = await ask('GET', '/v1/users/me')
    expect(answer).toMatchObject({ status, body: { object: 'error', status, code, message } })
    expect(answer.headers.get('x-notion-request-id')).toBe(answer.body.request_id)
    // The others came after the description.
    const described = [400, 401, 403, 404, 409, 429, 500, 503].includes(status)
    const later = ['row_limit_exceeded', 'database_connection_unavailable'].includes(code)
    if (validate && described && !later)
      expect(validate('get', '/v1/users/me', status, answer.body)).toEqual([])
  })

  it('the SDK knows the codes of a refusal, with what Notion adds to it', async () => {
    const { notion } = await connected()
    await admin('POST', '/faults', {
      route: 'GET /v1/users/me',
      kind: 'status',
      status: 429,
      retryAfter: 90,
      additionalData: { rate_limit_reason: 'public_api_space_request_rate_limit' },
    })
    await expect(notion.users.me({})).rejects.toMatchObject({
      status: 429,
      code: APIErrorCode.RateLimited,
      additional_data: { rate_limit_reason: 'public_api_space_request_rate_limit', retry_after: '90' },
    })
  })

  it('an edge refuses with its own page', async () => {
    const { notion } = await connected()
    await admin('POST', '/faults', { route: 'GET /v1/users/me', kind: 'html', status: 413 })
    await expect(notion.users.me({})).rejects.toMatchObject({
      status: 413,
      code: 'notionhq_client_response_error',
      body: expect.stringContaining('413 Payload Too Large'),
    })
  })

  it('missing and unshared objects get the same response', async () => {
    const { ask, botId } = await connected({ pageIds: [roadmap] })
    const nobody = '00000000-0000-4000-8000-000000000000'
    const share = 'Make sure the relevant pages and databases are shared with your integration "Latchkey".'
    for (const [path, what, hidden] of [
      ['/v1/pages/', 'page', row],
      ['/v1/databases/', 'database', tasks.database.id],
      ['/v1/data_sources/', 'data source', tasks.id],
      ['/v1/views/', 'view', tasks.views[0]?.id ?? ''],
    ] as const)
      for (const id of [nobody, hidden])
        expect((await ask('GET', `${path}${id}`)).body).toMatchObject({
          status: 404,
          code: 'object_not_found',
          message: `Could not find ${what} with ID: ${id}. ${share}`,
          additional_data: { integration_id: botId },
        })
  })
})
