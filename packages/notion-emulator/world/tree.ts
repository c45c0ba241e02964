import type { WorldPage } from './types'

/** These pages and all their descendants. */
export function withDescendants(pages: readonly WorldPage[], roots: ReadonlySet<string>): WorldPage[] {
  const inside = new Set<string>()
  // Parents come before their children.
  for (const page of pages)
    if (roots.has(page.id) || (page.parentId !== null && inside.has(page.parentId))) inside.add(page.id)
  return pages.filter((page) => inside.has(page.id))
}
