import { workspaceHref } from '@/lib/shared/urls'

const SHOWS = ['all', 'pages', 'data-sources'] as const
const SORTS = ['newest', 'oldest', 'title'] as const

/** What the URL says about the tree. */
export interface TreeParams {
  readonly show: (typeof SHOWS)[number]
  readonly sort: (typeof SORTS)[number]
  /** The most items to load. */
  readonly upTo: number
}

/** Items loaded per step. */
export const ITEMS_PER_LOAD = 1_000
const MAX_ITEMS = 100_000

type Value = string | string[] | undefined

/** The number of items to load, from a query parameter: a multiple of `step`, whatever the value. */
export function parseLimit(value: Value, step: number, most = MAX_ITEMS): number {
  const asked = Number(value)
  if (!(asked > step)) return step
  return Math.min(Math.ceil(asked / step) * step, most)
}

/** Reads query parameters; unknown values count as absent. */
export function parseTreeParams(query: { show?: Value; sort?: Value; upTo?: Value }): TreeParams {
  return {
    show: SHOWS.find((one) => one === query.show) ?? 'all',
    sort: SORTS.find((one) => one === query.sort) ?? 'newest',
    upTo: parseLimit(query.upTo, ITEMS_PER_LOAD),
  }
}

/** The URL of a tree, without default values. */
export function treeHref(connectionId: string, { show, sort, upTo }: TreeParams): string {
  const query = new URLSearchParams()
  if (show !== 'all') query.set('show', show)
  if (sort !== 'newest') query.set('sort', sort)
  if (upTo !== ITEMS_PER_LOAD) query.set('upTo', String(upTo))
  return `${workspaceHref(connectionId)}${query.size > 0 ? `?${query}` : ''}`
}
