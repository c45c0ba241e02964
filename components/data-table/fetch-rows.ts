import type { RowsResponse } from './row-pages'

/** Our own limit's wait, where its answer does not say how long. */
const DEFAULT_WAIT_SECONDS = 5

/**
 * The rows from a cursor on. A GET request: server actions wait for each other, and "Sign out" is one.
 *
 * @param source the address of the table's rows, with what is asked of them
 * @throws {Error} no answer, or none that is understood
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
