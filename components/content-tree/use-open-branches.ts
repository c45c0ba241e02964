import { useCallback, useEffect, useState } from 'react'

/** Branches that are remembered as opened or closed. */
const REMEMBERED = 500

type Toggled = ReadonlyMap<string, boolean>

const slot = (connectionId: string) => `latchkey-tree-${connectionId}`

function remembered(connectionId: string): Toggled {
  try {
    const entries: unknown = JSON.parse(sessionStorage.getItem(slot(connectionId)) ?? '[]')
    return new Map(Array.isArray(entries) ? entries : [])
  } catch {
    // Malformed, or storage is disabled.
    return new Map()
  }
}

function remember(connectionId: string, toggled: Toggled): void {
  try {
    sessionStorage.setItem(slot(connectionId), JSON.stringify([...toggled].slice(-REMEMBERED)))
  } catch {
    // Storage is disabled or full. This is only a convenience.
  }
}

/** Which branches are open: some at first, then those the person chose, for as long as the tab is open. */
export function useOpenBranches(connectionId: string, atFirst: ReadonlySet<string>) {
  const [toggled, setToggled] = useState<Toggled>(new Map())
  useEffect(() => {
    const before = remembered(connectionId)
    if (before.size > 0) setToggled(before)
  }, [connectionId])
  const isOpen = useCallback((id: string) => toggled.get(id) ?? atFirst.has(id), [toggled, atFirst])
  const set = useCallback(
    (changes: Iterable<readonly [string, boolean]>) => {
      const after = new Map(toggled)
      for (const [id, open] of changes) {
        // The latest change goes last, because the oldest are dropped first.
        after.delete(id)
        after.set(id, open)
      }
      setToggled(after)
      remember(connectionId, after)
    },
    [toggled, connectionId],
  )
  const toggle = useCallback((id: string) => set([[id, !isOpen(id)]]), [set, isOpen])
  /** Does nothing if all of them are open. */
  const openAll = useCallback(
    (ids: readonly string[]) => {
      const closed = ids.filter((id) => !isOpen(id))
      if (closed.length > 0) set(closed.map((id) => [id, true] as const))
    },
    [set, isOpen],
  )
  return { isOpen, toggle, openAll }
}
