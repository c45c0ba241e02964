'use client'
import { type FocusEvent, Fragment, type ReactNode, startTransition, useMemo, useRef, useState } from 'react'
import { INCOMPLETE_LIST } from '../errors/incomplete-list'
import { useIsomorphicLayoutEffect } from '../ui/use-isomorphic-layout-effect'
import { ancestors, buildTree, countText, initiallyOpen } from './build-tree'
import { type MissingParentReason, OrphansHeading } from './orphans-heading'
import { Branch } from './tree-branch'
import type { TreeNode } from './tree-node'
import { type TreeLoadState, type TreeUpdater, TreeUpdaterContext } from './tree-updater'
import { useOpenBranches } from './use-open-branches'

interface TreeProps {
  connectionId: string
  /** The first batch, part of the server-rendered page. */
  initial: readonly TreeNode[]
  /** The load state after the first batch; null while more is loading. */
  end: TreeLoadState | null
  sortByTitle: boolean
  /** Only some kinds are listed, so the filter may hide a parent. */
  filtered: boolean
  /** Default icons. */
  icons: Readonly<Record<TreeNode['kind'], ReactNode>>
  /** Further batches, which find the tree through its context. */
  children?: ReactNode
}

/**
 * Shared pages and data sources as nested lists. It renders the first batch and adds further ones as they arrive. Only
 * open branches are rendered. Open branches and the focus survive updates.
 */
export function Tree({
  connectionId,
  initial,
  end: endAtFirst,
  sortByTitle,
  filtered,
  icons,
  children,
}: TreeProps) {
  const [further, setFurther] = useState<ReadonlyMap<number, readonly TreeNode[]>>(new Map())
  const [end, setEnd] = useState<TreeLoadState | null>(null)
  const [rested, setRested] = useState(false)
  const receiver = useMemo<TreeUpdater>(
    () => ({
      addBatch(index, nodes) {
        // A new batch must not block input.
        startTransition(() => setFurther((before) => new Map(before).set(index, nodes)))
        return () =>
          setFurther((before) => {
            const after = new Map(before)
            if (after.get(index) === nodes) after.delete(index)
            return after
          })
      },
      end(reached) {
        startTransition(() => {
          setEnd(reached)
          setRested(true)
        })
        return () => setEnd((now) => (now === reached ? null : now))
      },
    }),
    [],
  )

  const first = useMemo(() => buildTree([initial], { sortByTitle }), [initial, sortByTitle])
  const reached = endAtFirst ?? end
  // Rows don't move while batches arrive. They move once, when loading stops.
  const calm = reached === null && !rested
  const tree = useMemo(() => {
    const pinned = calm ? new Set(first.orphans.map((one) => one.id)) : undefined
    const batches = [...further.keys()].sort((a, b) => a - b).map((index) => further.get(index) ?? [])
    return buildTree([initial, ...batches], { sortByTitle, pinned })
  }, [calm, first, further, initial, sortByTitle])
  const strays = useMemo(() => {
    if (!calm) return tree.orphans
    const now = new Map(tree.orphans.map((one) => [one.id, one]))
    return first.orphans.flatMap((one) => now.get(one.id) ?? [])
  }, [calm, first, tree])

  const atFirst = useMemo(() => initiallyOpen(first), [first])
  const { isOpen, toggle, openAll } = useOpenBranches(connectionId, atFirst)
  const list = useRef<HTMLDivElement>(null)
  const focused = useRef<{ id: string; control: string } | null>(null)
  const remember = ({ target }: FocusEvent) => {
    const control = target instanceof HTMLElement ? target.dataset['control'] : undefined
    const id = target.closest<HTMLElement>('[data-node]')?.dataset['node']
    focused.current = id && control ? { id, control } : null
  }
  // A row that moved under its parent is a new element. The focus follows it, also into a closed branch.
  useIsomorphicLayoutEffect(() => {
    const { current: lost } = focused
    if (!lost || document.activeElement !== document.body) return
    const control = list.current?.querySelector<HTMLElement>(
      `[data-node="${CSS.escape(lost.id)}"] [data-control="${lost.control}"]`,
    )
    if (control) control.focus({ preventScroll: true })
    else if (tree.nodes.has(lost.id)) openAll(ancestors(tree, lost.id))
  }, [tree, isOpen, openAll])

  const count = countText(tree.nodes.values())
  const ended = reached === 'all' || reached === 'incomplete'
  const unseen: MissingParentReason = !ended
    ? 'not loaded yet'
    : filtered || reached === 'incomplete'
      ? 'not in this list'
      : 'not listed'
  const branch = { connectionId, tree, icons, unseen, isOpen, toggle }
  return (
    <TreeUpdaterContext value={receiver}>
      <div className="mb-4 flex flex-wrap gap-x-3 gap-y-2 text-sm text-dim">
        <p>
          {ended ? `${count}.` : `Loaded ${count} so far.`}
          {reached === 'incomplete' && ` ${INCOMPLETE_LIST}`}
        </p>
        <p role="status" className="sr-only">
          {rested && reached ? `Notion listed ${count}${ended ? '' : ' so far'}.` : ''}
        </p>
        {children}
        {sortByTitle && !ended && <p>Only loaded items are sorted.</p>}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only records which control has the focus */}
      <div
        ref={list}
        onFocus={remember}
        onBlur={() => {
          focused.current = null
        }}
      >
        {/* The key forces a remount when rows move, which is faster than moving each of them. */}
        <Fragment key={calm ? 'first' : 'all'}>
          {strays.length > 0 && (
            <section aria-labelledby="strays" className="mb-6">
              <OrphansHeading id="strays" strays={strays} unseen={unseen} />
              <Branch {...branch} nodes={strays} depth={0} />
            </section>
          )}
          {tree.roots.length > 0 && (
            <section aria-labelledby={strays.length > 0 ? 'roots' : undefined}>
              {strays.length > 0 && (
                <h3 id="roots" className="mb-2 text-md">
                  Top level of the workspace
                </h3>
              )}
              <Branch {...branch} nodes={tree.roots} depth={0} />
            </section>
          )}
        </Fragment>
      </div>
    </TreeUpdaterContext>
  )
}
