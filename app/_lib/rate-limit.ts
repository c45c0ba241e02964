import { type NextRequest, NextResponse } from 'next/server'
import { CALLBACK_PATH, config, type RateLimitName, requestContext, sessionTokens } from '@/lib/config'
import { countRequest, type RateLimited, userIdOfSession } from '@/lib/rate-limits'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

const SIGNED_IN = /^\/(workspaces|settings)(\/|$)/
const SEARCH = /^\/(api\/search|workspaces\/[^/]+\/search)$/
/** The forms that disconnect and sign out are sent to. */
const REVOKING_FORMS = /^\/(settings\/|sign-out(\/|$))/
/** Where a refused form leads a browser with scripts, which can't show the answer to a form itself. */
const WAIT_PATH = '/too-many-requests'
const MAX_WAIT_SECONDS = 60

/** Which limit a request counts against; null: none. */
function limitForRequest(method: string, path: string): RateLimitName | null {
  if (path.startsWith('/api/health/') || path === WAIT_PATH) return null
  if (path === CALLBACK_PATH) return 'callback'
  if (method === 'GET' || method === 'HEAD') {
    if (SEARCH.test(path)) return 'search'
    if (path.startsWith('/api/files/')) return 'files'
    return SIGNED_IN.test(path) || path.startsWith('/api/') ? 'views' : 'pages'
  }
  if (REVOKING_FORMS.test(path)) return 'revoke'
  return SIGNED_IN.test(path) || path.startsWith('/api/') ? 'actions' : 'sign-in'
}

/** Answers a request that is over a limit; null: it is not. */
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

/** Counts what one person asks for beside the request itself. @returns the page to go to when it is too much */
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
  if (pathname.startsWith('/api/') && pathname !== CALLBACK_PATH)
    return NextResponse.json({ error: 'rate_limited', retryAfterSeconds }, { status: 429, headers })
  if (request.headers.has('next-action'))
    return new NextResponse(null, {
      status: 429,
      // Next.js takes a browser there that sent a form with its script.
      headers: {
        ...headers,
        'x-action-redirect': `${waitPageHref(retryAfterSeconds, pathname + search)};push`,
      },
    })
  // The address of a callback holds a code, which stays unused.
  if (pathname === CALLBACK_PATH)
    return renderWaitPage(retryAfterSeconds, '/sign-in', 'You can sign in again')
  const here = pathname + search
  return request.method === 'GET'
    ? renderWaitPage(retryAfterSeconds, here, 'This page loads again by itself', true)
    : renderWaitPage(retryAfterSeconds, here, FORM_NOT_SENT)
}

/** The page behind a form that was refused. Its address decides nothing: a longer wait than ours is cut. */
function waitPage(query: URLSearchParams): NextResponse {
  const left = Math.ceil((Number(query.get('until')) - Date.now()) / 1000)
  const seconds = Number.isFinite(left) ? Math.min(Math.max(left, 1), MAX_WAIT_SECONDS) : 1
  return renderWaitPage(seconds, ownPath(query.get('returnTo') ?? '/'), FORM_NOT_SENT)
}

/** `/` for whatever leads to another site. */
function ownPath(path: string): string {
  const { authUrl } = config()
  if (!URL.canParse(path, authUrl)) return '/'
  const { origin, pathname, search } = new URL(path, authUrl)
  return origin === authUrl && !pathname.startsWith('//') ? pathname + search : '/'
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const FORM_NOT_SENT = 'Nothing was changed. You can send the form again'

/** @param next what the visitor can do, up to the words that say when */
function renderWaitPage(seconds: number, returnTo: string, next: string, reloads = false): NextResponse {
  const when = seconds === 1 ? 'in 1 second' : `in ${seconds} seconds`
  const refresh = reloads ? `<meta http-equiv="refresh" content="${seconds + 1}">` : ''
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refresh}<title>Too many requests · ${PRODUCT_NAME}</title><body><main><h1>Too many requests</h1><p>${PRODUCT_NAME} limits how much one visitor can ask for in a minute. ${next} ${when}.</p><p><a href="${escapeHtml(returnTo)}">Go back</a></p></main>`
  return new NextResponse(html, {
    status: 429,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': String(seconds) },
  })
}
