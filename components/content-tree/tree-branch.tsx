import { type ReactNode, useState } from 'react'
import { groupThousands } from '@/lib/shared/pluralize'
import { Button } from '../ui/button'
import type { Tree } from './build-tree'
import type { MissingParentReason } from './orphans-heading'
import type { TreeNode } from './tree-node'
import { TreeRow } from './tree-row'

const FIRST_ROWS = 100
const MORE_ROWS = 500
/** Deeper lists aren't indented further, so that they fit on a phone. */
const MAX_INDENT = 6

interface BranchProps {
  connectionId: string
  tree: Tree
  icons: Readonly<Record<TreeNode['kind'], ReactNode>>
  unseen: MissingParentReason
  isOpen: (id: string) => boolean
  toggle: (id: string) => void
  nodes: readonly TreeNode[]
  depth: number
}

/** One list of the tree. A long list is rendered in steps. */
export function Branch({ nodes, depth, ...shared }: BranchProps) {
  const [rows, setRows] = useState(FIRST_ROWS)
  const { connectionId, tree, icons, unseen, isOpen, toggle } = shared
  const left = nodes.length - rows
  return (
    <>
      <ul className={depth === 0 ? '' : depth <= MAX_INDENT ? 'ml-4 border-l border-line pl-1' : ''}>
        {nodes.slice(0, rows).map((node) => {
          const inside = tree.children.get(node.id) ?? []
          const open = inside.length > 0 && isOpen(node.id)
          return (
            <li key={node.id}>
              <TreeRow
                connectionId={connectionId}
                node={node}
                icon={node.icon ?? icons[node.kind]}
                unseen={unseen}
                inside={inside.length}
                open={open}
                toggle={toggle}
              />
              {open && <Branch {...shared} nodes={inside} depth={depth + 1} />}
            </li>
          )
        })}
      </ul>
      {left > 0 && (
        <Button className="my-2" onClick={() => setRows(rows + MORE_ROWS)}>
          Show {Math.min(left, MORE_ROWS)} more of {groupThousands(nodes.length)}
        </Button>
      )}
    </>
  )
}
