import { collectDataSourceTemplates, isFullDatabase, isFullDataSource } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import { driven } from './driven.test-support'
import { openapi } from './openapi.test-support'

const { connected, dataSource, sdk } = driven()
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

  it('an older version is told to name a data source', async () => {
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
})

describe('descriptions', () => {
  it('agree with Notion’s own', async () => {
    const validate = openapi()
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
  })
})
