import { truncate } from '@/lib/shared/truncate'

/** A page that was opened in this tab. */
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
    // Malformed, or storage is disabled.
    return []
  }
}

function store(visits: readonly RecentPage[]): void {
  try {
    sessionStorage.setItem(SLOT, JSON.stringify(visits))
  } catch {
    // Storage is disabled or full. This is only a convenience.
  }
}

/** Adds a page to the front of the list, which lasts as long as the tab. */
export function addRecentPage(visit: RecentPage): void {
  const title = truncate(visit.title, MAX_TITLE)
  store([{ ...visit, title }, ...stored().filter((one) => one.href !== visit.href)].slice(0, MAX_PAGES))
}

/** Recent pages of these connections, latest first. Pages of other connections are deleted. */
export function recentPages(connectionIds: readonly string[]): readonly RecentPage[] {
  const all = stored()
  const theirs = all.filter((one) => connectionIds.includes(one.connectionId))
  if (theirs.length < all.length) store(theirs)
  return theirs
}

/** Titles are private, so they're deleted at sign-out. */
export function clearRecentPages(): void {
  try {
    sessionStorage.removeItem(SLOT)
  } catch {
    // Storage is disabled.
  }
}
