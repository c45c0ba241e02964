'use client'
import { createContext, useContext, useEffect } from 'react'
import type { TreeNode } from './tree-node'

/**
 * Why loading stopped: everything is loaded, Notion ended the list early, the requested limit was reached, Notion asked
 * us to wait, or a request failed.
 */
export type TreeLoadState = 'all' | 'incomplete' | 'limit' | 'waiting' | 'error'

/** Lets further batches update a tree that is already rendered. Each call returns its undo. */
export interface TreeUpdater {
  readonly addBatch: (index: number, nodes: readonly TreeNode[]) => () => void
  readonly end: (end: TreeLoadState) => () => void
}

/** The tree that contains a batch; null outside of a tree. */
export const TreeUpdaterContext = createContext<TreeUpdater | null>(null)

/** Adds a further batch to the tree that contains it. */
export function TreeBatch({ index, nodes }: { index: number; nodes: readonly TreeNode[] }) {
  const tree = useContext(TreeUpdaterContext)
  useEffect(() => tree?.addBatch(index, nodes), [tree, index, nodes])
  return null
}

/** Tells the tree that loading stopped. */
export function TreeStateUpdate({ end }: { end: TreeLoadState }) {
  const tree = useContext(TreeUpdaterContext)
  useEffect(() => tree?.end(end), [tree, end])
  return null
}
