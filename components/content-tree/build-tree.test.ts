import { describe, expect, it } from 'vitest'
import { ancestors, buildTree, countText, initiallyOpen, type Tree } from './build-tree'
import { fullAddress, shortAddress, type TreeNode } from './tree-node'
import { parseLimit, parseTreeParams, treeHref } from './tree-params'

const node = (id: string, parent: string | null, more: Partial<TreeNode> = {}): TreeNode => ({
  id,
  kind: 'page',
  title: id,
  parent,
  at: '2026-11-23T10:00:00.000Z',
  edited: 'today',
  address: null,
  ...more,
})

/** The tree as one nested list of ids; every reachable node is in it. */
const drawn = ({ roots, orphans, children }: Tree) => {
  const list = (nodes: readonly TreeNode[]): unknown[] =>
    nodes.map(({ id }) => {
      const inside = children.get(id)
      return inside ? [id, list(inside)] : id
    })
  return { roots: list(roots), strays: list(orphans) }
}

describe('the tree of what was shared', () => {
  it('is the same in whatever order parents and children arrive', () => {
    const batches = [[node('leaf', 'branch')], [node('root', null)], [node('branch', 'root')]]
    expect(drawn(buildTree(batches))).toEqual({ roots: [['root', [['branch', ['leaf']]]]], strays: [] })
  })

  it('keeps nodes whose parent is not shared, and nodes for which Notion names no page', () => {
    const tree = buildTree([[node('a', 'elsewhere'), node('b', 'a'), node('c', '')]])
    expect(drawn(tree)).toEqual({ roots: [], strays: [['a', ['b']], 'c'] })
  })

  it('groups many orphans of one parent, and moves them under the parent when it arrives', () => {
    const rows = Array.from({ length: 4 }, (_, index) =>
      node(`row ${index}`, 'tasks', { parentKind: 'data_source' }),
    )
    const ids = rows.map((one) => one.id)
    const tree = buildTree([[node('first', 'a'), ...rows, node('last', 'a')]])
    expect(drawn(tree)).toEqual({ roots: [], strays: ['first', ['tasks', ids], 'last'] })
    expect(tree.orphans[1]).toMatchObject({ kind: 'data_source', unlisted: true })
    expect(countText(tree.nodes.values())).toBe('6 pages')
    expect(ancestors(tree, 'row 1')).toEqual(['tasks'])
    const batches = [rows, [node('tasks', null, { kind: 'data_source' })]]
    expect(drawn(buildTree(batches)).roots).toEqual([['tasks', ids]])
    expect(drawn(buildTree(batches, { pinned: new Set(['tasks']) }))).toEqual({
      roots: [],
      strays: [['tasks', ids]],
    })
  })

  it('puts rows under their data source', () => {
    const tree = buildTree([[node('row', 'tasks'), node('tasks', null, { kind: 'data_source' })]])
    expect(drawn(tree).roots).toEqual([['tasks', ['row']]])
  })

  it('loses no node of a cycle', () => {
    const tree = buildTree([
      [node('self', 'self'), node('a', 'b'), node('b', 'c'), node('c', 'a'), node('under', 'b')],
    ])
    expect(drawn(tree)).toEqual({ roots: [], strays: ['self', ['a', [['c', [['b', ['under']]]]]]] })
    expect(ancestors(tree, 'under')).toEqual(['b', 'c', 'a'])
  })

  it('shows a page that arrives twice once, in its latest version', () => {
    const tree = buildTree([[node('a', null), node('b', null)], [node('a', null, { title: 'later' })]])
    expect(tree.roots.map((one) => one.title)).toEqual(['later', 'b'])
    expect(countText(tree.nodes.values())).toBe('2 pages')
  })

  it('keeps pinned orphans in place', () => {
    const batches = [[node('leaf', 'root')], [node('root', null), node('other', 'root')]]
    expect(drawn(buildTree(batches, { pinned: new Set(['leaf']) }))).toEqual({
      roots: [['root', ['other']]],
      strays: ['leaf'],
    })
  })

  it('sorts siblings by title in natural order, untitled ones last', () => {
    const batch = ['Part 10', '', 'part 2', 'Äpfel', 'Zebra'].map((title) => node(title, null))
    const { roots } = buildTree([batch], { sortByTitle: true })
    expect(roots.map((one) => one.title)).toEqual(['Äpfel', 'part 2', 'Part 10', 'Zebra', ''])
  })

  it('opens top-level pages, but neither data sources nor too many rows', () => {
    const many = Array.from({ length: 70 }, (_, index) => node(`of large ${index}`, 'large'))
    const tree = buildTree([
      [
        node('small', null),
        node('in small', 'small'),
        node('tasks', null, { kind: 'data_source' }),
        node('row', 'tasks'),
        node('large', null),
        ...many,
      ],
    ])
    expect([...initiallyOpen(tree)]).toEqual(['small'])
  })

  it('handles 10,000 nodes, also in one chain', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      node(`${index}`, index === 0 ? null : `${index - 1}`),
    )
    const tree = buildTree([chain.toReversed()])
    expect(tree.children.size).toBe(9_999)
    expect(ancestors(tree, '9999').length).toBe(9_999)
  })

  it('counts in words', () => {
    const sources = (count: number) =>
      Array.from({ length: count }, (_, index) => node(`s${index}`, null, { kind: 'data_source' }))
    expect(countText([])).toBe('0 pages')
    expect(countText([node('a', null), ...sources(4)])).toBe('1 page and 4 databases')
    expect(countText(sources(1))).toBe('1 database')
  })
})

describe('the parameters in the URL', () => {
  it('survives a round trip', () => {
    const choice = { show: 'pages', sort: 'oldest', upTo: 2000 } as const
    const href = treeHref('c', choice)
    expect(href).toBe('/workspaces/c?show=pages&sort=oldest&upTo=2000')
    expect(parseTreeParams(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(choice)
  })

  it('has defaults for missing and invalid values, and leaves defaults out of the URL', () => {
    for (const query of [{}, { show: 'x', sort: ['title'], upTo: '-5' }, { upTo: 'NaN' }]) {
      expect(parseTreeParams(query)).toEqual({ show: 'all', sort: 'newest', upTo: 1000 })
      expect(treeHref('c', parseTreeParams(query))).toBe('/workspaces/c')
    }
  })

  it.each([
    ['1001', 2000],
    ['1e99', 100_000],
    ['Infinity', 100_000],
    [['2000'], 2000],
    ['0x1', 1000],
  ])('reads up to %s as %i', (value, expected) => {
    expect(parseLimit(value, 1000)).toBe(expected)
  })
})

describe("a node's URL in Notion", () => {
  const id = '5570a907-35fe-401e-8cf8-e63da068ad19'

  it.each([
    'https://www.notion.so/Roadmap-5570a90735fe401e8cf8e63da068ad19',
    'https://www.notion.so/5570a90735fe401e8cf8e63da068ad19?pvs=4#5570a90735fe401e8cf8e63da068ad19',
    'https://example.notion.site/Another-place',
  ])('survives a round trip: %s', (url) => {
    expect(fullAddress(shortAddress(url, id), id)).toBe(url)
  })

  it('travels without its id, and escapes a space', () => {
    expect(shortAddress('https://www.notion.so/A-5570a90735fe401e8cf8e63da068ad19', id)).not.toContain('5570')
    expect(fullAddress(shortAddress('https://notion.so/a b', id), id)).toBe('https://notion.so/a%20b')
  })
})
