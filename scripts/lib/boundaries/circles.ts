import type { Import } from './imports'

/** The groups of files that import each other in a circle (Tarjan's strongly connected components). */
export function findCircles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>()
  for (const { from, file } of imports)
    if (file !== null) targets.set(from, [...(targets.get(from) ?? []), file])

  const found: string[][] = []
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()

  const visit = (file: string): number => {
    const number = order.size
    order.set(file, number)
    let low = number
    open.push(file)
    isOpen.add(file)
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target))
      else if (isOpen.has(target)) low = Math.min(low, lowest.get(target) ?? order.get(target) ?? low)
      lowest.set(file, low)
    }
    if (low === number) {
      const group = open.splice(open.indexOf(file))
      for (const member of group) isOpen.delete(member)
      if (group.length > 1 || (targets.get(file) ?? []).includes(file)) found.push(group)
    }
    return low
  }
  for (const file of targets.keys()) if (!order.has(file)) visit(file)
  return found
}

/** A shortest path through a circle, from a file back to itself. */
export function shortestCircle(group: readonly string[], imports: readonly Import[]): Import[] {
  const members = new Set(group)
  const inside = imports.filter(({ from, file }) => members.has(from) && file !== null && members.has(file))
  let shortest: Import[] = []
  for (const start of group) {
    const paths: Import[][] = inside.filter(({ from }) => from === start).map((step) => [step])
    const seen = new Set<string>()
    for (const path of paths) {
      const at = path.at(-1)?.file
      if (at === start) {
        if (shortest.length === 0 || path.length < shortest.length) shortest = path
        break
      }
      if (!at || seen.has(at)) continue
      seen.add(at)
      paths.push(...inside.filter(({ from }) => from === at).map((step) => [...path, step]))
    }
  }
  return shortest
}
