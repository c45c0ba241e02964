import { workspaceHref } from '@/lib/shared/urls'

export const PAGE_SIZES = [25, 50, 100] as const
const DEFAULT_SIZE = 50
/** Notion lists no more people than that in a hundred calls. */
const MAX_PEOPLE = 10_000
/** A search reads that many people, and as many more each time that the person asks for it. */
export const SEARCH_STEP = 1_000
const MAX_QUERY = 100

type Value = string | readonly string[] | undefined

/** What the address says about the list of people. */
export interface PeopleParams {
  /** Words of a name or an email address; empty for everybody. */
  readonly q: string
  readonly size: (typeof PAGE_SIZES)[number]
  /** From 1. */
  readonly page: number
  /** How many people a search may read. */
  readonly upTo: number
}

const wholeNumber = (value: Value): number => {
  const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0
  return Math.max(1, number)
}

/** Reads query parameters; unknown values count as absent. */
export function parsePeopleParams(query: {
  readonly q?: Value
  readonly size?: Value
  readonly page?: Value
  readonly upTo?: Value
}): PeopleParams {
  const size = PAGE_SIZES.find((one) => String(one) === query.size) ?? DEFAULT_SIZE
  const steps = Math.ceil(wholeNumber(query.upTo) / SEARCH_STEP)
  return {
    q: typeof query.q === 'string' ? [...query.q.trim()].slice(0, MAX_QUERY).join('').trim() : '',
    size,
    page: Math.min(wholeNumber(query.page), MAX_PEOPLE / size),
    upTo: Math.min(steps * SEARCH_STEP, MAX_PEOPLE),
  }
}

/** The address of a list of people, without default values. */
export function peopleHref(
  connectionId: string,
  { q, size, page, upTo }: PeopleParams,
  noJs = false,
): string {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  if (size !== DEFAULT_SIZE) query.set('size', String(size))
  if (page > 1) query.set('page', String(page))
  if (q && upTo > SEARCH_STEP) query.set('upTo', String(upTo))
  if (noJs) query.set('plain', '1')
  return `${workspaceHref(connectionId)}/people${query.size > 0 ? `?${query}` : ''}`
}
