import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkQuery, columnOptions } from '@/components/data-table/check-query'
import { FILTERABLE_TYPES, type Operator, operatorsFor } from '@/components/data-table/filter-operators'
import { NO_QUERY, parseTableParams, tableSearch } from '@/components/data-table/table-params'
import { loadWorkspace, type Workspace } from '@/lib/content'
import { notionFilter, type PropertySchema, type RowCondition, type RowQuery } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { describeStore } from './databases'
import { vault } from './vault'
import { withNotion } from './with-notion'

const DESCRIPTION = join(process.cwd(), '..', 'shared', 'notion-openapi.json')

/** Validates a filter against Notion's own description, where a copy of it is at hand; null, and said, where it isn't. */
function filterValidator(): ((filter: object) => readonly string[]) | null {
  if (!existsSync(DESCRIPTION)) {
    process.stdout.write('NOT RUN: validation against Notion’s OpenAPI description, which is not here\n')
    return null
  }
  const ajv = new Ajv2020({ strict: false })
  // It calls them dates, but Notion also accepts times and words such as "today".
  ajv.addFormat('date', true)
  ajv.addFormat('uuid', true)
  ajv.addSchema(JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as object, 'notion')
  const query =
    '#/paths/~1v1~1data_sources~1{data_source_id}~1query/post/requestBody/content/application~1json/schema'
  const validate = ajv.compile({ $ref: `notion${query}` })
  return (filter) => {
    validate({ filter })
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
}
const validate = filterValidator()
const { connect } = withNotion()

const MAX_COLUMNS = 3
const ROWS = ['filled', 'empty', 'long'] as const
const kindOf = (title: string) => (title === '' ? 'empty' : title === 'Everything filled' ? 'filled' : 'long')

/** Operators of which each row fits exactly one, wherever it has a value. */
const OPPOSITES = [
  ['equals', 'does_not_equal'],
  ['contains', 'does_not_contain'],
  ['is_empty', 'is_not_empty'],
  ['greater_than', 'less_than_or_equal_to'],
  ['less_than', 'greater_than_or_equal_to'],
  ['before', 'on_or_after'],
  ['after', 'on_or_before'],
] as const

const lastWord = (operator: string) => operator.slice(operator.lastIndexOf('.') + 1)
const sorted = (rows: Iterable<string>) => [...new Set(rows)].sort()

describeStore('a filter', (open) => {
  let workspace: Workspace
  let dataSourceId: string
  let properties: readonly PropertySchema[]
  let person: string
  let page: string

  beforeEach(async () => {
    await open()
    Reflect.deleteProperty(globalThis, 'latchkeyReads')
    const who = await connect()
    const loaded = await loadWorkspace(vault(), who.owner, who.id)
    if (!loaded) throw new Error('no workspace')
    workspace = loaded
    const { items } = await workspace.search('Every property', null)
    dataSourceId = items.find((one) => one.object === 'data_source')?.id ?? ''
    properties = (await workspace.dataSource(dataSourceId)).properties
    const { rows } = await workspace.rows(dataSourceId, NO_QUERY, null)
    expect(rows.map((row) => kindOf(plainText(row.title)))).toEqual(ROWS)
    const values = Object.values(rows[0]?.values ?? {})
    const [people, relation] = [
      values.find((one) => one.type === 'people'),
      values.find((one) => one.type === 'relation'),
    ]
    person = people?.type === 'people' ? (people.people[0]?.id ?? '') : ''
    page = relation?.type === 'relation' ? (relation.relation[0]?.id ?? '') : ''
  })

  /** The rows that Notion returns, after a round trip of the query through the address. */
  async function rowsOf(query: RowQuery): Promise<string[]> {
    const search = new URLSearchParams(tableSearch(query))
    const parameters = Object.fromEntries([...search.keys()].map((name) => [name, search.getAll(name)]))
    const parsed = parseTableParams({
      ...parameters,
      ...(search.has('match') && { match: search.get('match') ?? '' }),
    })
    expect(parsed.warnings).toEqual([])
    expect(parsed.query).toEqual(query)
    expect(checkQuery(parsed.query, properties)).toEqual({ query, warnings: [] })
    const filter = notionFilter(query)
    if (filter && validate) expect(validate(filter), JSON.stringify(filter)).toEqual([])
    const { rows } = await workspace.rows(dataSourceId, parsed.query, null)
    return rows.map((row) => kindOf(plainText(row.title)))
  }
  const by = (...conditions: RowCondition[]) => rowsOf({ ...NO_QUERY, conditions })

  const valuesFor = (property: PropertySchema, { takes, fixed }: Operator): string[] => {
    switch (takes) {
      case null:
        return fixed === undefined ? [] : [fixed]
      case 'text':
        return ['e']
      case 'number':
        return ['1']
      case 'date':
        return ['2026-03-14']
      case 'option':
        return [columnOptions(property)?.[0]?.name ?? '']
      case 'person':
        return [person]
      case 'page':
        return [page]
      case 'verification':
        return ['verified']
    }
  }

  it('of each operator of each property type is one that Notion accepts, and finds the right rows', async () => {
    const seen = new Set<string>()
    let conditions = 0
    // There is a number of each of Notion's formats.
    for (const type of FILTERABLE_TYPES)
      for (const property of properties.filter((one) => one.type === type).slice(0, MAX_COLUMNS)) {
        const found = new Map<string, string[]>()
        const ask = async (operator: Operator) => {
          const values = valuesFor(property, operator)
          const condition = { propertyId: property.id, type, operator: operator.operator, values }
          found.set(operator.operator, await by(condition))
          conditions += 1
        }
        await Promise.all(operatorsFor(type).map(ask))
        seen.add(type)
        for (const [operator, rows] of found)
          for (const [one, other] of OPPOSITES) {
            if (lastWord(operator) !== one) continue
            const rest = found.get(operator.replace(/[a-z_]+$/, other))
            if (!rest || /^(any|every|none)\./.test(operator)) continue
            const name = `${property.name}: ${operator}`
            expect(
              rows.filter((row) => rest.includes(row)),
              name,
            ).toEqual([])
            // A row without a value, or a formula of another type, fits neither of two comparisons of size.
            if (!operator.includes('.'))
              expect(sorted([...rows, ...rest, 'empty']), name).toEqual(sorted(ROWS))
          }
        // What is rolled up fits somewhere, or nowhere.
        for (const [operator, rows] of found)
          if (operator.startsWith('any.'))
            expect(
              sorted([...rows, ...(found.get(operator.replace('any', 'none')) ?? [])]),
              operator,
            ).toEqual(sorted(ROWS))
      }
    expect([...seen].sort()).toEqual([...FILTERABLE_TYPES].sort())
    process.stdout.write(`${conditions} conditions of ${seen.size} property types, each asked\n`)
  }, 60_000)

  describe('finds what a person means', () => {
    const named = (name: string) => {
      const property = properties.find((one) => one.name === name)
      if (!property) throw new Error(`no column ${name}`)
      return { propertyId: property.id, type: property.type }
    }
    const cases: [string, string, (about: { person: string; page: string }) => string[], string[]][] = [
      ['Name', 'contains', () => ['FILLED'], ['filled']],
      ['Text', 'is_empty', () => [], ['empty']],
      ['Number as dollar', 'equals', () => ['1999.5'], ['filled']],
      ['Priority', 'equals', () => ['High', 'Low'], ['filled']],
      ['Priority', 'does_not_equal', () => ['High', 'Low'], ['empty', 'long']],
      ['Tags', 'contains', () => ['Tag 40', 'Tag 1'], ['filled', 'long']],
      ['Tags', 'does_not_contain', () => ['Tag 40'], ['filled', 'empty']],
      ['Status', 'equals', () => ['Done'], ['long']],
      ['Checked', 'equals', () => ['true'], ['filled', 'long']],
      ['Checked', 'does_not_equal', () => ['true'], ['empty']],
      ['Day', 'before', () => ['2026-03-14'], ['long']],
      ['Day', 'on_or_before', () => ['today'], ['filled', 'long']],
      ['People', 'contains', ({ person: one }) => [one], ['filled', 'long']],
      ['People', 'does_not_contain', ({ person: one }) => [one, 'me'], ['empty']],
      ['Readings', 'contains', ({ page: one }) => [one], ['filled', 'long']],
      ['Files', 'is_not_empty', () => [], ['filled', 'long']],
      ['Formula text', 'string.contains', () => ['tags'], ['filled']],
      ['Formula boolean', 'checkbox.equals', () => ['true'], ['filled']],
      ['Rollup number', 'number.greater_than', () => ['60'], ['long']],
      ['Rollup list', 'any.rich_text.equals', () => ['Reading 5'], ['long']],
      ['Rollup list', 'every.rich_text.contains', () => ['read'], ['empty', 'long']],
      ['Verification', 'status', () => ['verified'], ['filled']],
      ['Number of the row', 'equals', () => ['1'], ['filled']],
    ]
    it('with one condition', async () => {
      for (const [name, operator, values, expected] of cases) {
        const found = await by({ ...named(name), operator, values: values({ person, page }) })
        expect.soft(found, `${name} ${operator}`).toEqual(expected)
      }
    })

    it('with several conditions: all of them, or any', async () => {
      const a = { ...named('Priority'), operator: 'does_not_equal', values: ['High', 'Low'] }
      const b = { ...named('Tags'), operator: 'contains', values: ['Tag 39', 'Tag 40'] }
      const c = { ...named('Name'), operator: 'is_empty', values: [] }
      expect(await rowsOf({ sorts: [], match: 'all', conditions: [a, b] })).toEqual(['long'])
      expect(await rowsOf({ sorts: [], match: 'any', conditions: [b, c] })).toEqual(['empty', 'long'])
      expect(await rowsOf({ sorts: [], match: 'all', conditions: [a, b, c] })).toEqual([])
      // As many as Notion accepts, each of them a group.
      const many = { sorts: [], match: 'any', conditions: Array<RowCondition>(100).fill(b) } as const
      expect(await rowsOf(many)).toEqual(['long'])
    })

    it('with several sort orders, the first one counting most', async () => {
      const order = (...sorts: RowQuery['sorts']) => rowsOf({ ...NO_QUERY, sorts })
      const { propertyId } = named('Number as dollar')
      const checked = named('Checked').propertyId
      expect(
        await order(
          { propertyId: checked, direction: 'descending' },
          { propertyId, direction: 'descending' },
        ),
      ).toEqual(['long', 'filled', 'empty'])
      expect(
        await order({ propertyId: checked, direction: 'ascending' }, { propertyId, direction: 'ascending' }),
      ).toEqual(['empty', 'filled', 'long'])
    })
  })

  describe('of an old address', () => {
    it.each([
      ['filter=gone.title.contains.x', /column that isn’t in this database/],
      ['filter=title.number.equals.1', /another type of column than “Name”/],
      ['filter=st%2540t.status.equals.Abandoned', /“Abandoned” isn’t an option of “Status” any more/],
      ['sort=gone.asc', /sorts by a column that isn’t in this database/],
    ])('%s is left out, and said', async (search, warning) => {
      const { query, warnings } = checkQuery(
        parseTableParams(Object.fromEntries(new URLSearchParams(search))).query,
        properties,
      )
      expect(query).toEqual(NO_QUERY)
      expect(warnings).toEqual([expect.stringMatching(warning)])
      const { rows } = await workspace.rows(dataSourceId, query, null)
      expect(rows).toHaveLength(ROWS.length)
    })

    it('keeps the options that are still there', () => {
      const asked = parseTableParams({ filter: 'st%40t.status.equals.Abandoned,Done' })
      const { query, warnings } = checkQuery(asked.query, properties)
      expect(query.conditions.map(({ values }) => values)).toEqual([['Done']])
      expect(warnings).toHaveLength(1)
    })
  })
})
