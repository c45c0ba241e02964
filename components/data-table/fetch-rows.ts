import type { RowsResponse } from './row-pages'

/** The wait after a 429 without a Retry-After header. */
const DEFAULT_WAIT_SECONDS = 5

/**
 * Loads the rows from a cursor on. A GET request, because server actions run one after another and "Sign out" is one.
 *
 * @param source the URL of the table's rows, with filter and sort order
 * @throws {Error} no response, or a malformed one
 */
export async function fetchRows(
  source: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<RowsResponse> {
  const address = new URL(source, window.location.href)
  if (cursor) address.searchParams.set('cursor', cursor)
  const response = await fetch(address, { headers: { accept: 'application/json' }, signal })
  if (response.status === 401) return { outcome: 'signed_out' }
  if (response.status === 429)
    return {
      outcome: 'wait',
      seconds: Number(response.headers.get('retry-after')) || DEFAULT_WAIT_SECONDS,
    }
  const answer: unknown = await response.json()
  if (typeof answer !== 'object' || answer === null || !('outcome' in answer)) throw new Error('no rows')
  return answer as RowsResponse
}
