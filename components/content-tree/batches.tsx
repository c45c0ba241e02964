'use client'
import { createContext, useContext, useEffect } from 'react'
import type { TreeNode } from './node'

/**
 * How far the list was loaded: to its end, to an end that Notion calls incomplete, as far as was asked, held up by
 * Notion, or broken off.
 */
export type End = 'all' | 'incomplete' | 'limit' | 'waiting' | 'trouble'

/** How what is read further reaches the tree that is there already. */
export interface Receiver {
  /** @returns takes it back */
  readonly put: (index: number, nodes: readonly TreeNode[]) => () => void
  /** @returns takes it back */
  readonly end: (end: End) => () => void
}

/** The tree around a batch; null outside of one. */
export const Batches = createContext<Receiver | null>(null)

/** A further batch: hands its nodes to the tree that it stands in. */
export function TreeBatch({ index, nodes }: { index: number; nodes: readonly TreeNode[] }) {
  const tree = useContext(Batches)
  useEffect(() => tree?.put(index, nodes), [tree, index, nodes])
  return null
}

/** Tells the tree that nothing more comes for now. */
export function TreeEnd({ end }: { end: End }) {
  const tree = useContext(Batches)
  useEffect(() => tree?.end(end), [tree, end])
  return null
}
