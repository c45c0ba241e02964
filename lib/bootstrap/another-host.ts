import type { IncomingMessage, ServerResponse } from 'node:http'
import { asksForAnotherHost, config, MOVED_COOKIE } from '../config'

const MOVED_SECONDS = 30
/** Load balancers ask for the health of a process at any host. What a page loads comes with its page. */
const ANY_HOST = /^\/(api\/health\/|_next\/|icon\.svg|favicon\.ico)/

function opensPage({ method, headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'] ?? 'document'
  return (method === 'GET' || method === 'HEAD') && destination === 'document'
}

const justMoved = ({ headers }: IncomingMessage) =>
  headers.cookie?.split(';').some((one) => one.trim().startsWith(`${MOVED_COOKIE}=`)) === true

/**
 * Sends a browser that opens a page at another host to the same path at AUTH_URL. Before Next.js, which shortens a
 * redirect of middleware to a path when its target is where it believes to listen itself: the browser would ask
 * the same host again.
 *
 * @returns whether the request was answered
 */
export function sendToAuthUrl(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '/', headers } = request
  if (ANY_HOST.test(url) || !opensPage(request) || justMoved(request)) return false
  const named = new Headers()
  for (const name of ['host', 'x-forwarded-host']) {
    const value = headers[name]
    if (value !== undefined) named.set(name, String(value))
  }
  const { authUrl } = config()
  if (!asksForAnotherHost(named, authUrl)) return false
  response.writeHead(307, {
    // Always our own origin: a slash ends the host, whatever follows it.
    location: `${authUrl}${url.startsWith('/') ? url : '/'}`,
    'set-cookie': `${MOVED_COOKIE}=1; Path=/; Max-Age=${MOVED_SECONDS}; HttpOnly; SameSite=Lax`,
    'cache-control': 'no-store',
  })
  response.end()
  return true
}
