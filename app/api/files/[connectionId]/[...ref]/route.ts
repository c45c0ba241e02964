import type { NextRequest } from 'next/server'
import { requestSession } from '@/app/_lib/request-session'
import { errorResponse, PRIVATE_HEADERS, textResponse } from '@/app/_lib/responses'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace } from '@/lib/content'
import { parseConnectionId } from '@/lib/token-vault'

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
  const session = await requestSession()
  if (session instanceof Response) return session
  if (!session)
    return isVisit(request)
      ? new Response(null, {
          status: 303,
          headers: {
            ...PRIVATE_HEADERS,
            location: `/sign-in?returnTo=${encodeURIComponent(request.nextUrl.pathname)}`,
          },
        })
      : textResponse(401, 'Sign in first.')
  const { connectionId } = await params
  const id = parseConnectionId(connectionId)
  const workspace = id && (await loadWorkspace(appVault(), session.user.id, id))
  if (!workspace) return textResponse(404, 'There is no such file.')
  // As the browser sent it: the ids of properties are percent-encoded in it.
  const ref = request.nextUrl.pathname.split(`/api/files/${connectionId}/`)[1] ?? ''
  try {
    const address = await workspace.fileUrl(ref)
    if (!address) return textResponse(404, 'There is no such file (any more).')
    return new Response(null, { status: 302, headers: { ...PRIVATE_HEADERS, location: address } })
  } catch (error) {
    return errorResponse(error)
  }
}
