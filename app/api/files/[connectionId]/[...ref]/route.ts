import type { NextRequest } from 'next/server'
import { currentSession } from '@/lib/auth'
import { openWorkspace } from '@/lib/browse'
import { parseConnectionId } from '@/lib/connections'
import { LatchkeyError, NotionRefused, NotionUnavailable } from '@/lib/errors'

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

const plain = (status: number, words: string, more: Record<string, string> = {}) =>
  new Response(`${words}\n`, {
    status,
    headers: { ...HEADERS, ...more, 'content-type': 'text/plain; charset=utf-8' },
  })

/** Opened as a page of its own, not loaded into one. */
const isVisit = (request: NextRequest) => request.headers.get('sec-fetch-dest') === 'document'

/**
 * A file that Notion hosts: checks who asks and whose it is, then leads to an address of Notion's that is
 * alive. Our own address never dies and works for its person alone.
 */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ connectionId: string }> },
): Promise<Response> {
  const session = await currentSession()
  if (!session)
    return isVisit(request)
      ? new Response(null, {
          status: 303,
          headers: {
            ...HEADERS,
            location: `/sign-in?returnTo=${encodeURIComponent(request.nextUrl.pathname)}`,
          },
        })
      : plain(401, 'Sign in first.')
  const { connectionId } = await params
  const id = parseConnectionId(connectionId)
  const workspace = id && (await openWorkspace(session.user.id, id))
  if (!workspace) return plain(404, 'There is no such file.')
  // As the browser sent it: the ids of properties are percent-encoded in it.
  const ref = request.nextUrl.pathname.split(`/api/files/${connectionId}/`)[1] ?? ''
  try {
    const address = await workspace.fileAddress(ref)
    if (!address) return plain(404, 'There is no such file (any more).')
    return new Response(null, { status: 302, headers: { ...HEADERS, location: address } })
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error
    if (error instanceof NotionRefused)
      return plain(404, 'Notion does not show this file: it is gone, or not shared.')
    const wait = error instanceof NotionUnavailable ? error.retryAfterSeconds : null
    return plain(
      503,
      'Notion did not give this file just now. Try again in a moment.',
      wait === null ? {} : { 'retry-after': String(wait) },
    )
  }
}
