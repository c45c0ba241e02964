import { type NextRequest, NextResponse } from 'next/server'
import {
  config as configuration,
  draftCookies,
  isFromAnotherBuild,
  isFromOwnPage,
  logSecurityEvent,
  parseDraft,
  sessionTokens,
} from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { isPublicPage } from '@/lib/shared/public-pages'
import { rateLimitResponse } from './app/_lib/rate-limit'

const SIGNED_IN = /^\/(workspaces|settings)(\/|$)/
/** Larger than any form of ours. Next.js has a limit for server actions, but answers without a page. */
const MAX_BODY_BYTES = 1_000_000
/** A note of 2,000 characters in any script, plus the other fields of its form. */
const MAX_NOTE_BYTES = 32_000

/**
 * Rate limits, the content security policy and a redirect for signed-out visitors. It is no authorization check:
 * every page, route and action checks the session itself.
 */
export async function middleware(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl
  const refused = await rateLimitResponse(request)
  if (refused) return noStore(await withDraftCookies(request, refused))
  if (/\bwebsocket\b/i.test(request.headers.get('upgrade') ?? ''))
    return messagePage(400, 'Not supported', `${PRODUCT_NAME} opens no WebSockets.`)
  if (!isDecodable(pathname)) return messagePage(404, 'Not found', 'There is no page at this address.')
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES)
    return messagePage(413, 'Too large', 'You sent more than this page accepts. Go back and send less.')
  const { authUrl } = configuration()
  // Load balancers check the health of a process under any host name, and so does `doctor`.
  const health = pathname.startsWith('/api/health/')
  const origin = request.headers.get('origin')
  if (request.method === 'POST' && !health && origin !== null && origin !== authUrl) {
    logSecurityEvent('origin_refused')
    return isFromOwnPage(request.headers, origin)
      ? messagePage(
          403,
          `Open ${PRODUCT_NAME} at its own address`,
          `Nothing was saved: ${PRODUCT_NAME}’s address is ${authUrl}, and this page was opened at another one.`,
          `${authUrl}${pathname}${search}`,
        )
      : messagePage(
          403,
          'Request blocked',
          'This form was sent from another site. Open the page here and try again.',
          authUrl,
        )
  }
  if (sentWithoutJavaScript(request)) {
    const form = await request.formData().catch(() => null)
    if (form && isFromAnotherBuild(form)) return anotherBuildResponse(request, form)
  }
  const signedOut = sessionTokens(request.headers.get('cookie')).length === 0
  if (signedOut && request.method === 'GET' && SIGNED_IN.test(pathname))
    return noStore(
      NextResponse.redirect(`${authUrl}/sign-in?returnTo=${encodeURIComponent(pathname + search)}`, 307),
    )
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentPolicy(nonce)
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  if (!health) setHeadersForAuthUrl(authUrl, headers)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  // Pages come in parts: nginx would hold them back until the last one.
  response.headers.set('x-accel-buffering', 'no')
  noStore(response)
  if (isPublicPage(pathname)) response.headers.delete('x-robots-tag')
  return response
}

/** A form sent without JavaScript. With JavaScript, Next.js itself reports a missing server action. */
function sentWithoutJavaScript({ method, headers }: NextRequest): boolean {
  return (
    method === 'POST' &&
    headers.get('content-type')?.startsWith('multipart/form-data') === true &&
    !headers.has('next-action') &&
    !configuration().development
  )
}

/** Adds cookies that keep what the person typed, so that the page they came from can restore it. */
async function withDraftCookies(
  request: NextRequest,
  response: NextResponse,
  sent?: FormData,
): Promise<NextResponse> {
  if (!sentWithoutJavaScript(request)) return response
  // Don't parse a rate-limited body that is larger than a note can be.
  if (!sent && Number(request.headers.get('content-length') ?? MAX_NOTE_BYTES) >= MAX_NOTE_BYTES)
    return response
  const form = sent ?? (await request.formData().catch(() => null))
  const draft = form && parseDraft(form)
  const cookies = draft ? await draftCookies(draft, request.nextUrl.pathname) : []
  for (const { name, value, ...attributes } of cookies) response.cookies.set(name, value, attributes)
  return response
}

/** The response to a form from another build, whose server action doesn't exist here. */
function anotherBuildResponse(request: NextRequest, form: FormData): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  const response = messagePage(
    409,
    `${PRODUCT_NAME} was updated`,
    `This page is from before the update, so nothing was changed. Open it again and submit the form once more.${parseDraft(form) ? ' We kept what you typed.' : ''}`,
    `${configuration().authUrl}${pathname}${search}`,
  )
  return withDraftCookies(request, response, form)
}

/**
 * Next.js compares a form's origin with these headers and builds URLs from them. A proxy may have changed them, so
 * they are set from AUTH_URL, which the origin was compared with above.
 */
function setHeadersForAuthUrl(authUrl: string, headers: Headers): void {
  const { host, port, protocol } = new URL(authUrl)
  headers.set('host', host)
  headers.set('x-forwarded-host', host)
  headers.set('x-forwarded-proto', protocol.slice(0, -1))
  headers.set('x-forwarded-port', port || (protocol === 'https:' ? '443' : '80'))
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

function contentPolicy(nonce: string): string {
  const { notion, authUrl, development } = configuration()
  // The emulator serves its hosted files from its own origin.
  const local = notion.apiUrl.startsWith('http:') ? ` ${notion.apiUrl}` : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    // Icons, avatars and images can be on any host.
    `img-src 'self' data: https:${local}`,
    `media-src 'self' https:${local}`,
    // Embeds load only after a click, in a sandbox that can't navigate this tab.
    `frame-src 'self' https:${local}`,
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Without JavaScript a form is answered with a redirect to Notion, and some browsers check redirects too.
    // Notion's authorize URL then redirects within Notion.
    `form-action 'self' ${notion.apiUrl}${notion.apiUrl.startsWith('https://api.notion.com') ? ' https://*.notion.com https://*.notion.so' : ''}`,
    ...(authUrl.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** For no cache and no search engine. lib/bootstrap adds the other security headers to every response. */
function noStore(response: NextResponse): NextResponse {
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-robots-tag', 'noindex')
  return response
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function messagePage(status: number, title: string, text: string, address = '/'): NextResponse {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · ${PRODUCT_NAME}</title><body><main><h1>${title}</h1><p>${text}</p><p><a href="${escapeHtml(address)}">${address === '/' ? 'Go to the home page' : `Open ${escapeHtml(address)}`}</a></p></main>`
  return noStore(new NextResponse(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } }))
}

export const config = {
  // Files that are the same for everybody need no policy, and a page must not use up its visitor's limit by loading
  // them. Next.js reads this pattern when it builds, so it is one literal.
  matcher: [
    '/((?!_next/static|_next/image|(?:icon\\.svg|favicon\\.ico|apple-icon\\.png|icons/(?:maskable-)?(?:192|512)\\.png|manifest\\.webmanifest|link-preview\\.png|robots\\.txt|sitemap\\.xml|\\.well-known/security\\.txt)$).*)',
  ],
  runtime: 'nodejs',
}
