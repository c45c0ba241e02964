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
  /** The first batch: it is in the page as the server sends it. */
  initial: readonly TreeNode[]
  /** How far the reading has come with the first batch; null: there is more to come. */
  end: TreeLoadState | null
  sortByTitle: boolean
  /** Only some kinds are listed, so that a parent may be missing for that reason alone. */
  filtered: boolean
  /** The icon of what has none of its own. */
  icons: Readonly<Record<TreeNode['kind'], ReactNode>>
  /** Further batches, and how the reading goes on: they find the tree by its context. */
  children?: ReactNode
}

/**
 * What was shared, as nested lists. It is drawn from the first batch and takes in further ones as they arrive;
 * only branches that are open are drawn. What is open, and where the focus is, survives that.
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
        // A batch that arrives never holds up what the person is doing.
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
  // What a person is reading does not move about while more arrives: it does once, when that comes to rest.
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
  // A row that moved under its parent is a new element: the focus follows it, into a closed branch too.
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
          {ended ? `${count}.` : `${count} so far, Notion has more.`}
          {reached === 'incomplete' && ` ${INCOMPLETE_LIST}`}
        </p>
        <p role="status" className="sr-only">
          {rested && reached ? `Notion listed ${count}${ended ? '' : ' so far'}.` : ''}
        </p>
        {children}
        {sortByTitle && !ended && <p>Sorted among what was loaded.</p>}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notes which of its controls has the focus */}
      <div
        ref={list}
        onFocus={remember}
        onBlur={() => {
          focused.current = null
        }}
      >
        {/* Its one rearrangement draws it anew: rows that went elsewhere are not pushed about, the focus follows. */}
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
                <h3 id="roots" className="mb-2 text-base">
                  At the top of the workspace
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
