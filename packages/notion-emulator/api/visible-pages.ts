import type { Emulator } from '../http/context'
import type { Bot } from '../state/store'
import type { Workspace, WorldPage } from '../world'
import { withDescendants } from '../world/tree'

/** What a connection sees. */
export interface Reach {
  /** Pages and data sources that the person shared, with their descendants. */
  readonly pages: readonly WorldPage[]
  readonly byId: ReadonlyMap<string, WorldPage>
  /** The same pages, the last edited first. */
  readonly recent: readonly WorldPage[]
}

interface Kept {
  readonly from: readonly [pages: unknown, roots: unknown, unshared: unknown]
  readonly reach: Reach
}

const kept = new WeakMap<Bot, Kept>()

const later = (a: WorldPage, b: WorldPage) => (a.editedAt < b.editedAt ? 1 : a.editedAt > b.editedAt ? -1 : 0)

/** Computed once for each choice of a person: every change of it, and every page written, makes new arrays. */
export function reachOf({ content }: Emulator, bot: Bot, workspace: Workspace): Reach {
  const all = content.pages(workspace)
  const before = kept.get(bot)
  if (before && before.from[0] === all && before.from[1] === bot.pageIds && before.from[2] === bot.unshared)
    return before.reach
  const unshared = new Set(bot.unshared)
  const pages = withDescendants(all, new Set(bot.pageIds)).filter((page) => !unshared.has(page.id))
  const reach = { pages, byId: new Map(pages.map((page) => [page.id, page])), recent: pages.toSorted(later) }
  kept.set(bot, { from: [all, bot.pageIds, bot.unshared], reach })
  return reach
}
