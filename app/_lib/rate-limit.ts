import { type NextRequest, NextResponse } from 'next/server'
import { config, isCallbackPath, type RateLimitName, requestContext, sessionTokens } from '@/lib/config'
import { countRequest, type RateLimited, userIdOfSession } from '@/lib/rate-limits'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

const SIGNED_IN = /^\/(workspaces|settings)(\/|$)/
const SEARCH = /^\/(api\/search|workspaces\/[^/]+\/search)$/
/** Where the forms for "Disconnect" and "Sign out" are sent. */
const REVOKING_FORMS = /^\/(settings\/|sign-out(\/|$))/
/** Where Next.js takes the browser after a refused server action: it can't show the response itself. */
const WAIT_PATH = '/too-many-requests'
const MAX_WAIT_SECONDS = 60

/** The limit that a request counts against; null when it counts against none. */
function limitForRequest(method: string, path: string): RateLimitName | null {
  if (path.startsWith('/api/health/') || path === WAIT_PATH) return null
  if (isCallbackPath(path)) return 'callback'
  if (method === 'GET' || method === 'HEAD') {
    if (SEARCH.test(path)) return 'search'
    if (path.startsWith('/api/files/')) return 'files'
    return SIGNED_IN.test(path) || path.startsWith('/api/') ? 'views' : 'pages'
  }
  if (REVOKING_FORMS.test(path)) return 'revoke'
  return SIGNED_IN.test(path) || path.startsWith('/api/') ? 'actions' : 'sign-in'
}

/** The response to a request that is over its limit; null when it isn't. */
export async function rateLimitResponse(request: NextRequest): Promise<NextResponse | null> {
  const { pathname, searchParams } = request.nextUrl
  if (pathname === WAIT_PATH) return waitPage(searchParams)
  const limit = limitForRequest(request.method, pathname)
  const refused = limit && (await countAgainst(limit, request.headers.get('cookie')))
  return refused ? tooManyRequests(request, refused) : null
}

function countAgainst(limit: RateLimitName, cookie: string | null): Promise<RateLimited | null> {
  const addressPrefix = requestContext()?.addressPrefix ?? 'unknown'
  return countRequest(limit, { addressPrefix, userId: userIdOfSession(sessionTokens(cookie)[0]) })
}

/** Counts an action against a limit of its own. @returns where to redirect the person who is over the limit */
export async function waitPageIfLimited(
  limit: RateLimitName,
  userId: string,
  returnTo: string,
): Promise<string | null> {
  const addressPrefix = requestContext()?.addressPrefix ?? 'unknown'
  const refused = await countRequest(limit, { addressPrefix, userId })
  return refused && waitPageHref(refused.retryAfterSeconds, returnTo)
}

const waitPageHref = (seconds: number, returnTo: string) =>
  `${WAIT_PATH}?${new URLSearchParams({ until: String(Date.now() + seconds * 1000), returnTo })}`

function tooManyRequests(request: NextRequest, { retryAfterSeconds }: RateLimited): NextResponse {
  const { pathname, search } = request.nextUrl
  const headers = { 'retry-after': String(retryAfterSeconds) }
  if (pathname.startsWith('/api/') && !isCallbackPath(pathname))
    return NextResponse.json({ error: 'rate_limited', retryAfterSeconds }, { status: 429, headers })
  if (request.headers.has('next-action'))
    return new NextResponse(null, {
      status: 429,
      // Next.js redirects the browser after a server action with this header.
      headers: {
        ...headers,
        'x-action-redirect': `${waitPageHref(retryAfterSeconds, pathname + search)};push`,
      },
    })
  // Don't link back to the callback: its address contains the authorization code.
  if (isCallbackPath(pathname)) return renderWaitPage(retryAfterSeconds, '/sign-in', 'You can sign in again')
  const here = pathname + search
  return request.method === 'GET'
    ? renderWaitPage(retryAfterSeconds, here, 'This page reloads', true)
    : renderWaitPage(retryAfterSeconds, here, FORM_NOT_SENT)
}

/** The page shown after a refused form. Its address is untrusted, so the wait is capped. */
function waitPage(query: URLSearchParams): NextResponse {
  const left = Math.ceil((Number(query.get('until')) - Date.now()) / 1000)
  const seconds = Number.isFinite(left) ? Math.min(Math.max(left, 1), MAX_WAIT_SECONDS) : 1
  return renderWaitPage(seconds, ownPath(query.get('returnTo') ?? '/'), FORM_NOT_SENT)
}

/** A path of our own; `/` for an address that leads to another site. */
function ownPath(path: string): string {
  const { authUrl } = config()
  if (!URL.canParse(path, authUrl)) return '/'
  const { origin, pathname, search } = new URL(path, authUrl)
  return origin === authUrl && !pathname.startsWith('//') ? pathname + search : '/'
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const FORM_NOT_SENT = 'Nothing was changed. You can submit the form again'

/** @param next what happens next; completed by the wait, such as "in 5 seconds" */
function renderWaitPage(seconds: number, returnTo: string, next: string, reloads = false): NextResponse {
  const when = seconds === 1 ? 'in 1 second' : `in ${seconds} seconds`
  const refresh = reloads ? `<meta http-equiv="refresh" content="${seconds + 1}">` : ''
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refresh}<title>Too many requests · ${PRODUCT_NAME}</title><body><main><h1>Too many requests</h1><p>${PRODUCT_NAME} limits the number of requests per minute. ${next} ${when}.</p><p><a href="${escapeHtml(returnTo)}">Go back</a></p></main>`
  return new NextResponse(html, {
    status: 429,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': String(seconds) },
  })
}
