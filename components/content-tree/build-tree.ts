import { pluralize } from '@/lib/shared/pluralize'
import type { TreeNode } from './tree-node'

export interface Tree {
  /** Nodes at the top level of the workspace. */
  readonly roots: readonly TreeNode[]
  /** Nodes whose parent isn't listed. Many with the same parent are grouped under a placeholder for it. */
  readonly orphans: readonly TreeNode[]
  readonly children: ReadonlyMap<string, readonly TreeNode[]>
  /** Every node once, in the order of arrival. */
  readonly nodes: ReadonlyMap<string, TreeNode>
}

const NONE: ReadonlySet<string> = new Set()
/** More orphans than this of one parent, such as rows of a data source, become one branch. */
const MAX_UNGROUPED = 3

/** Created on demand: creating it takes longer than building a tree. */
let collator: Intl.Collator | undefined
function compareTitles(a: TreeNode, b: TreeNode): number {
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  return Number(!a.title) - Number(!b.title) || collator.compare(a.title, b.title)
}

/**
 * Puts each node under its parent, in whatever order they arrive. A cycle is cut at one of its nodes, which becomes an
 * orphan, so no node is lost. Siblings keep the order of arrival.
 *
 * @param pinned ids that remain orphans even if their parent has arrived
 */
export function buildTree(
  batches: Iterable<readonly TreeNode[]>,
  { sortByTitle = false, pinned = NONE }: { sortByTitle?: boolean; pinned?: ReadonlySet<string> } = {},
): Tree {
  const nodes = new Map<string, TreeNode>()
  for (const batch of batches) for (const node of batch) nodes.set(node.id, node)
  const parentOf = (node: TreeNode) =>
    node.parent && !pinned.has(node.id) ? nodes.get(node.parent) : undefined
  const cut = breakCycles(nodes, parentOf)
  const roots: TreeNode[] = []
  const ungrouped: TreeNode[] = []
  const children = new Map<string, TreeNode[]>()
  for (const node of nodes.values()) {
    const parent = cut.has(node.id) ? undefined : parentOf(node)
    if (parent) addChild(children, parent.id, node)
    else if (node.parent === null && !pinned.has(node.id)) roots.push(node)
    else ungrouped.push(node)
  }
  const orphans = groupOrphans(
    ungrouped,
    (node) => nodes.has(node.parent ?? '') || pinned.has(node.id),
    children,
  )
  if (sortByTitle) for (const list of [roots, orphans, ...children.values()]) list.sort(compareTitles)
  return { roots, orphans, children, nodes }
}

function addChild(children: Map<string, TreeNode[]>, parent: string, node: TreeNode): void {
  const siblings = children.get(parent)
  if (siblings) siblings.push(node)
  else children.set(parent, [node])
}

/** Groups orphans with the same parent under a placeholder, at the position of the first. */
function groupOrphans(
  ungrouped: readonly TreeNode[],
  isPinned: (node: TreeNode) => boolean,
  children: Map<string, TreeNode[]>,
): TreeNode[] {
  const unlisted = new Map<string, TreeNode[]>()
  for (const node of ungrouped) if (node.parent && !isPinned(node)) addChild(unlisted, node.parent, node)
  const orphans: TreeNode[] = []
  for (const node of ungrouped) {
    const siblings = (!isPinned(node) && unlisted.get(node.parent ?? '')) || []
    if (siblings.length <= MAX_UNGROUPED) orphans.push(node)
    else if (siblings[0] === node) {
      orphans.push(unlistedParent(node))
      children.set(node.parent ?? '', siblings)
    }
  }
  return orphans
}

const unlistedParent = ({ parent, parentKind }: TreeNode): TreeNode => ({
  id: parent ?? '',
  kind: parentKind ?? 'page',
  title: '',
  parent: '',
  at: '',
  edited: '',
  address: null,
  unlisted: true,
})

/** One node of each cycle. */
function breakCycles(
  nodes: ReadonlyMap<string, TreeNode>,
  parentOf: (node: TreeNode) => TreeNode | undefined,
): ReadonlySet<string> {
  const seen = new Set<string>()
  const found = new Set<string>()
  for (const node of nodes.values()) {
    const way = new Set<string>()
    let step: TreeNode | undefined = node
    while (step && !seen.has(step.id) && !way.has(step.id)) {
      way.add(step.id)
      step = parentOf(step)
    }
    if (step && way.has(step.id)) found.add(step.id)
    for (const id of way) seen.add(id)
  }
  return found
}

/** Rows that a tree may show before the person opens a branch. */
const MAX_INITIAL_ROWS = 60

/** The branches that are open at first: top-level pages, while the list stays short enough to read. */
export function initiallyOpen({ roots, orphans, children }: Tree): ReadonlySet<string> {
  const open = new Set<string>()
  let rows = roots.length + orphans.length
  for (const node of [...orphans, ...roots]) {
    const count = children.get(node.id)?.length ?? 0
    // Rows of a data source say little about what is shared.
    if (node.kind === 'data_source' || count === 0) continue
    rows += count
    if (rows > MAX_INITIAL_ROWS) break
    open.add(node.id)
  }
  return open
}

/** The ids of a node's ancestors, from the innermost outwards. */
export function ancestors({ nodes, children }: Tree, id: string): readonly string[] {
  const found = new Set<string>()
  let parent = nodes.get(id)?.parent
  while (parent && children.has(parent) && !found.has(parent)) {
    found.add(parent)
    parent = nodes.get(parent)?.parent
  }
  return [...found]
}

/** "312 pages and 4 databases". */
export function countText(nodes: Iterable<TreeNode>): string {
  let pages = 0
  let dataSources = 0
  for (const node of nodes) {
    if (node.kind === 'page') pages += 1
    else dataSources += 1
  }
  return [
    pages > 0 || dataSources === 0 ? pluralize(pages, 'page') : '',
    dataSources > 0 ? pluralize(dataSources, 'database') : '',
  ]
    .filter(Boolean)
    .join(' and ')
}
