'use client'
import { createContext, useContext, useEffect } from 'react'
import type { TreeNode } from './tree-node'

/**
 * How far the list was loaded: to its end, to an end that Notion calls incomplete, as far as was asked, held up by
 * Notion, or broken off.
 */
export type TreeLoadState = 'all' | 'incomplete' | 'limit' | 'waiting' | 'trouble'

/** How what is read further reaches the tree that is there already. */
export interface TreeUpdater {
  /** @returns takes it back */
  readonly addBatch: (index: number, nodes: readonly TreeNode[]) => () => void
  /** @returns takes it back */
  readonly end: (end: TreeLoadState) => () => void
}

/** The tree around a batch; null outside of one. */
export const TreeUpdaterContext = createContext<TreeUpdater | null>(null)

/** A further batch: hands its nodes to the tree that it stands in. */
export function TreeBatch({ index, nodes }: { index: number; nodes: readonly TreeNode[] }) {
  const tree = useContext(TreeUpdaterContext)
  useEffect(() => tree?.addBatch(index, nodes), [tree, index, nodes])
  return null
}

/** Tells the tree that nothing more comes for now. */
export function TreeStateUpdate({ end }: { end: TreeLoadState }) {
  const tree = useContext(TreeUpdaterContext)
  useEffect(() => tree?.end(end), [tree, end])
  return null
}
