import { truncate } from '@/lib/shared/truncate'

/** A page that was visited in this tab. */
interface RecentPage {
  readonly connectionId: string
  readonly href: string
  readonly title: string
}

const SLOT = 'latchkey-visits'
const MAX_PAGES = 8
const MAX_TITLE = 120

const isVisit = (value: unknown): value is RecentPage =>
  typeof value === 'object' &&
  value !== null &&
  ['connectionId', 'href', 'title'].every((name) => typeof Reflect.get(value, name) === 'string') &&
  String(Reflect.get(value, 'href')).startsWith('/workspaces/')

function stored(): readonly RecentPage[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(SLOT) ?? '[]')
    return Array.isArray(value) ? value.filter(isVisit) : []
  } catch {
    // Nothing that could be used, or the browser keeps nothing.
    return []
  }
}

function store(visits: readonly RecentPage[]): void {
  try {
    sessionStorage.setItem(SLOT, JSON.stringify(visits))
  } catch {
    // A convenience: it works without.
  }
}

/** Puts a visit before the others, for as long as the tab lives. */
export function addRecentPage(visit: RecentPage): void {
  const title = truncate(visit.title, MAX_TITLE)
  store([{ ...visit, title }, ...stored().filter((one) => one.href !== visit.href)].slice(0, MAX_PAGES))
}

/** The visits of these connections, the last one first. Those of any other are forgotten: they are someone else's, or were ended. */
export function recentPages(connectionIds: readonly string[]): readonly RecentPage[] {
  const all = stored()
  const theirs = all.filter((one) => connectionIds.includes(one.connectionId))
  if (theirs.length < all.length) store(theirs)
  return theirs
}

/** After signing out: titles are nobody else's business. */
export function clearRecentPages(): void {
  try {
    sessionStorage.removeItem(SLOT)
  } catch {
    // The browser keeps nothing.
  }
}
