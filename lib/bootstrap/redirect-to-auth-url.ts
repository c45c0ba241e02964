import type { IncomingMessage, ServerResponse } from 'node:http'
import { config, isForAnotherHost, REDIRECTED_COOKIE } from '../config'

const REDIRECTED_SECONDS = 30
/** Load balancers check health under any host, and assets are served from the host of their page. */
const ANY_HOST_PATHS = /^\/(api\/health\/|_next\/|icon\.svg|favicon\.ico)/

function isNavigation({ method, headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'] ?? 'document'
  return (method === 'GET' || method === 'HEAD') && destination === 'document'
}

const wasJustRedirected = ({ headers }: IncomingMessage) =>
  headers.cookie?.split(';').some((one) => one.trim().startsWith(`${REDIRECTED_COOKIE}=`)) === true

/**
 * Redirects a browser that opens a page on another host to the same path on AUTH_URL. It runs before Next.js, because
 * Next.js turns a middleware redirect into a relative one if the target is its own address, and the browser would
 * request the same host again.
 *
 * @returns whether the request was answered
 */
export function redirectToAuthUrl(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '/', headers } = request
  if (ANY_HOST_PATHS.test(url) || !isNavigation(request) || wasJustRedirected(request)) return false
  const named = new Headers()
  for (const name of ['host', 'x-forwarded-host']) {
    const value = headers[name]
    if (value !== undefined) named.set(name, String(value))
  }
  const { authUrl } = config()
  if (!isForAnotherHost(named, authUrl)) return false
  response.writeHead(307, {
    // Always our own origin: the slash ends the host, whatever follows.
    location: `${authUrl}${url.startsWith('/') ? url : '/'}`,
    'set-cookie': `${REDIRECTED_COOKIE}=1; Path=/; Max-Age=${REDIRECTED_SECONDS}; HttpOnly; SameSite=Lax`,
    'cache-control': 'no-store',
  })
  response.end()
  return true
}
