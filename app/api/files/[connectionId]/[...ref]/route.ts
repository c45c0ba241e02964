import type { NextRequest } from 'next/server'
import { requestSession } from '@/app/_lib/request-session'
import { errorResponse, PRIVATE_HEADERS, textResponse } from '@/app/_lib/responses'
import { appVault } from '@/lib/bootstrap'
import { loadWorkspace } from '@/lib/content'
import { parseConnectionId } from '@/lib/token-vault'

/** Opened in a tab, not loaded into a page. */
const isVisit = (request: NextRequest) => request.headers.get('sec-fetch-dest') === 'document'

/**
 * Redirects to a file that Notion hosts, after checking the session and the owner. Notion's URLs expire within the
 * hour; ours doesn't expire and works only for its owner.
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
  // Read the raw path, because property ids in it are percent-encoded.
  const ref = request.nextUrl.pathname.split(`/api/files/${connectionId}/`)[1] ?? ''
  try {
    const address = await workspace.fileUrl(ref)
    if (!address) return textResponse(404, 'This file no longer exists.')
    return new Response(null, { status: 302, headers: { ...PRIVATE_HEADERS, location: address } })
  } catch (error) {
    return errorResponse(error)
  }
}
