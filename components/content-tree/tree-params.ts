import { workspaceHref } from '@/lib/shared/urls'

const SHOWS = ['all', 'pages', 'data-sources'] as const
const SORTS = ['newest', 'oldest', 'title'] as const

/** How the tree is asked for: what its address says. */
export interface TreeParams {
  readonly show: (typeof SHOWS)[number]
  readonly sort: (typeof SORTS)[number]
  /** At most so many are read. */
  readonly upTo: number
}

/** What is read of a workspace at once. */
export const ITEMS_PER_LOAD = 1_000
const MAX_ITEMS = 100_000

type Value = string | string[] | undefined

/** How far a list is read, out of an address: a multiple of `step`, whatever stands there. */
export function parseLimit(value: Value, step: number, most = MAX_ITEMS): number {
  const asked = Number(value)
  if (!(asked > step)) return step
  return Math.min(Math.ceil(asked / step) * step, most)
}

/** The choice in an address; anything unknown is as if it were not there. */
export function parseTreeParams(query: { show?: Value; sort?: Value; upTo?: Value }): TreeParams {
  return {
    show: SHOWS.find((one) => one === query.show) ?? 'all',
    sort: SORTS.find((one) => one === query.sort) ?? 'newest',
    upTo: parseLimit(query.upTo, ITEMS_PER_LOAD),
  }
}

/** The address of a choice: what is as usual is not in it. */
export function treeHref(connectionId: string, { show, sort, upTo }: TreeParams): string {
  const query = new URLSearchParams()
  if (show !== 'all') query.set('show', show)
  if (sort !== 'newest') query.set('sort', sort)
  if (upTo !== ITEMS_PER_LOAD) query.set('upTo', String(upTo))
  return `${workspaceHref(connectionId)}${query.size > 0 ? `?${query}` : ''}`
}
