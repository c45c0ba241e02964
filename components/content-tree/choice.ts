import { workspaceHref } from '@/lib/shared/urls'

const SHOWS = ['all', 'pages', 'data-sources'] as const
const SORTS = ['newest', 'oldest', 'title'] as const

/** How the tree is asked for: what its address says. */
export interface TreeChoice {
  readonly show: (typeof SHOWS)[number]
  readonly sort: (typeof SORTS)[number]
  /** At most so many are read. */
  readonly upTo: number
}

/** What is read of a workspace at once. */
export const READ_AT_ONCE = 1_000
const READ_AT_MOST = 100_000

type Value = string | string[] | undefined

/** How far a list is read, out of an address: a multiple of `step`, whatever stands there. */
export function readUpTo(value: Value, step: number, most = READ_AT_MOST): number {
  const asked = Number(value)
  if (!(asked > step)) return step
  return Math.min(Math.ceil(asked / step) * step, most)
}

/** The choice in an address; anything unknown is as if it were not there. */
export function treeChoice(query: { show?: Value; sort?: Value; upTo?: Value }): TreeChoice {
  return {
    show: SHOWS.find((one) => one === query.show) ?? 'all',
    sort: SORTS.find((one) => one === query.sort) ?? 'newest',
    upTo: readUpTo(query.upTo, READ_AT_ONCE),
  }
}

/** The address of a choice: what is as usual is not in it. */
export function treeHref(connectionId: string, { show, sort, upTo }: TreeChoice): string {
  const query = new URLSearchParams()
  if (show !== 'all') query.set('show', show)
  if (sort !== 'newest') query.set('sort', sort)
  if (upTo !== READ_AT_ONCE) query.set('upTo', String(upTo))
  return `${workspaceHref(connectionId)}${query.size > 0 ? `?${query}` : ''}`
}
