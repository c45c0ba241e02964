import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, it } from 'vitest'
import { toTreeNodes } from '@/app/(signed-in)/workspaces/[connectionId]/_components/tree-nodes'
import { Tree } from '@/components/content-tree/tree'
import { toColumn } from '@/components/data-table/columns'
import { filterColumns } from '@/components/data-table/filter-columns'
import { FilterPanel } from '@/components/data-table/filter-panel'
import { RowCells } from '@/components/data-table/row-cells'
import { SchemaList } from '@/components/data-table/schema-list'
import { TableHeading } from '@/components/data-table/table-heading'
import { NO_QUERY } from '@/components/data-table/table-params'
import { BlockList, headingsOf } from '@/components/notion-content/block-list'
import { PropertyList } from '@/components/notion-content/properties'
import { CommentThreads } from '@/components/notion-page/comment-threads'
import { PeopleList } from '@/components/people/people-list'
import { ResultList } from '@/components/search/result-list'
import { loadWorkspace, type Workspace } from '@/lib/content'
import { isLatchkeyError } from '@/lib/errors'
import { CONNECTION, htmlOf } from '@/test-support/render-content'
import { vault } from '@/test-support/vault'
import { describeStore } from './databases'
import { nameOf, type OddMember, oddMembersOf, withOddMember } from './odd-members'
import { type Connected, withNotion } from './with-notion'

const NEWEST = { direction: 'descending' } as const
const SAID = 'Can’t be shown here.'
const ROUNDS = 8
/** Of an object alone. */
const MAX_VARIANTS = 60

const { notion, connect } = withNotion()

/** The first words in a result, as they are drawn. */
function wordsOf(result: unknown): string {
  const words = /"(?:plain_text|name)":"((?:[^"\\&<>']|[.,:;!? ])+)"/.exec(JSON.stringify(result))?.[1]
  if (!words) throw new Error('the last result has no words')
  return words
}

type Answer = { readonly results: readonly unknown[] } & Record<string, unknown>

describeStore('an answer with odd members', (open) => {
  let who: Connected
  beforeEach(async () => {
    await open()
    who = await connect()
  })

  /** The workspace as another process sees it: nothing of it was read. */
  async function fresh(): Promise<Workspace> {
    Reflect.deleteProperty(globalThis, 'latchkeyReads')
    const workspace = await loadWorkspace(vault(), who.owner, who.id)
    if (!workspace) throw new Error('no such workspace')
    return workspace
  }
  async function idOf(title: string): Promise<string> {
    const { items } = await (await fresh()).search(title, null)
    const found = items.find((item) => item.title === title)
    if (!found) throw new Error(`nothing is called ${title}`)
    return found.id
  }
  /** What the emulator really answers. */
  async function realAnswer(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const { tokens } = await notion.issued()
    const token = tokens.findLast((one) => one.use === 'access' && one.alive)?.token
    const response = await fetch(`${process.env['NOTION_API_URL']}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'notion-version': '2026-03-11' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status}`)
    return response.json()
  }

  /** One odd member in each result but the last, another one each round. */
  function* oddLists(answer: Answer): Generator<{ answer: Answer; odd: readonly OddMember[] }> {
    const kinds = answer.results.map((one) => oddMembersOf(one))
    for (let round = 0; round < ROUNDS; round++) {
      const odd = kinds.slice(0, -1).map((all, place) => all[(round * 7_919 + place * 31) % all.length])
      const results = answer.results.map((one, place) => {
        const member = odd[place]
        return member ? withOddMember(one, member) : one
      })
      yield { answer: { ...answer, results }, odd: odd.filter((one) => one !== undefined) }
    }
  }

  const LISTS: readonly {
    readonly name: string
    readonly of: () => Promise<{ method: string; path: string; body?: unknown }>
    readonly drawn: (workspace: Workspace, path: string) => Promise<string>
  }[] = [
    {
      name: 'blocks',
      of: async () => ({
        method: 'GET',
        path: `/v1/blocks/${await idOf('Every block')}/children?page_size=100`,
      }),
      drawn: async (workspace, path) => {
        const { blocks } = await workspace.blocks(path.split('/')[3] ?? '', null)
        headingsOf(blocks)
        return htmlOf(
          <BlockList blocks={blocks} context={{ connectionId: CONNECTION, children: () => null }} />,
        )
      },
    },
    {
      name: 'rows',
      of: async () => ({
        method: 'POST',
        path: `/v1/data_sources/${await idOf('Every property')}/query`,
        body: {},
      }),
      drawn: async (workspace, path) => {
        const id = path.split('/')[3] ?? ''
        const { properties } = await workspace.dataSource(id)
        const { rows } = await workspace.rows(id, NO_QUERY, null)
        const columns = properties.map(toColumn)
        return renderToStaticMarkup(
          <table>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <RowCells row={row} columns={columns} connectionId={CONNECTION} titleOf={() => null} />
                </tr>
              ))}
            </tbody>
          </table>,
        )
      },
    },
    {
      name: 'search results and the tree',
      of: async () => ({ method: 'POST', path: '/v1/search', body: { page_size: 100 } }),
      drawn: async (workspace) => {
        const { items } = await workspace.shared(NEWEST, null)
        const tree = renderToStaticMarkup(
          <Tree
            connectionId={CONNECTION}
            initial={toTreeNodes(items, CONNECTION)}
            end="all"
            sortByTitle
            filtered={false}
            icons={{ page: null, data_source: null }}
          />,
        )
        expect(tree).toContain(SAID)
        return renderToStaticMarkup(<ResultList connectionId={CONNECTION} items={items} />)
      },
    },
    {
      name: 'people',
      of: async () => ({ method: 'GET', path: '/v1/users?page_size=100' }),
      drawn: async (workspace) =>
        renderToStaticMarkup(<PeopleList people={(await workspace.people(null)).people} label="People" />),
    },
    {
      name: 'comments',
      of: async () => ({ method: 'GET', path: `/v1/comments?block_id=${await idOf('Roadmap')}` }),
      drawn: async (workspace, path) => {
        const { comments } = await workspace.comments(path.split('=')[1] ?? '', null)
        return renderToStaticMarkup(
          <CommentThreads connectionId={CONNECTION} inNotion={null} comments={comments} end="all" />,
        )
      },
    },
  ]

  it.each(LISTS)(
    '$name: each that can be drawn is drawn, and the list is whole',
    async ({ of, drawn }) => {
      const { method, path, body } = await of()
      const answer = (await realAnswer(method, path, body)) as Answer
      expect(answer.results.length).toBeGreaterThan(1)
      let said = 0
      for (const { answer: odd, odd: members } of oddLists(answer)) {
        const workspace = await fresh()
        const route = `${method} ${path.split('?')[0]}`
        await notion.clearFaults()
        await notion.fault({ route, kind: 'answer', body: odd })
        const html = await drawn(workspace, path).catch((error: unknown) => {
          throw new Error(`${error} after ${members.map(nameOf).join('; ')}`)
        })
        expect(html).toContain(wordsOf(answer.results.at(-1)))
        if (html.includes(SAID)) said += 1
      }
      // Some odd members decorate, and are left out without a word.
      expect(said).toBeGreaterThan(ROUNDS / 2)
    },
    120_000,
  )

  it('an object alone: what cannot be shown is said, and nothing fails without a word of ours', async () => {
    const page = (await realAnswer('POST', `/v1/data_sources/${await idOf('Every property')}/query`, {}))[
      'results'
    ]
    const row = (page as { id: string }[])[0]?.id ?? ''
    const table = await idOf('Tasks')
    const { databaseId } = await (await fresh()).dataSource(table)
    const objects: readonly (readonly [string, (workspace: Workspace) => Promise<string>])[] = [
      [
        `/v1/pages/${row}`,
        async (workspace) => {
          const view = await workspace.page(row)
          return renderToStaticMarkup(
            <PropertyList properties={view.properties} context={{ connectionId: CONNECTION, pageId: row }} />,
          )
        },
      ],
      [
        `/v1/data_sources/${table}`,
        async (workspace) => {
          const view = await workspace.dataSource(table)
          return renderToStaticMarkup(
            <>
              <TableHeading connectionId={CONNECTION} kind="data_source" {...view} />
              <SchemaList
                properties={view.properties}
                unreadable={view.unreadableColumns}
                connectionId={CONNECTION}
              />
              {filterColumns(view.properties).map(({ param }) => (
                <FilterPanel
                  key={param}
                  here="/"
                  query={NO_QUERY}
                  noJs
                  draft={{ index: null, column: param, operator: '', values: [], problem: null }}
                  columns={filterColumns(view.properties)}
                  people={null}
                />
              ))}
            </>,
          )
        },
      ],
      [
        `/v1/databases/${databaseId}`,
        async (workspace) =>
          renderToStaticMarkup(
            <TableHeading
              connectionId={CONNECTION}
              kind="database"
              {...(await workspace.database(databaseId ?? ''))}
            />,
          ),
      ],
      ['/v1/users/me', async (workspace) => JSON.stringify(await workspace.details())],
    ]
    for (const [path, drawn] of objects) {
      const answer = await realAnswer('GET', path)
      const all = oddMembersOf(answer)
      // A step that goes through all six kinds.
      const step = Math.max(1, Math.floor(all.length / MAX_VARIANTS / 6) * 6 + 1)
      const some = all.filter((_, place) => place % step === 0)
      for (const one of some) {
        const workspace = await fresh()
        await notion.clearFaults()
        await notion.fault({ route: `GET ${path}`, kind: 'answer', body: withOddMember(answer, one) })
        const outcome = await drawn(workspace).catch((error: unknown) => error)
        if (typeof outcome !== 'string')
          expect(isLatchkeyError(outcome), `${path} with ${nameOf(one)}`).toBe(true)
      }
    }
  }, 240_000)
})
