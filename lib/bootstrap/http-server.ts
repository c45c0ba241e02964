import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { addressPrefix, clientAddress, config, enterRequestContext } from '../config'

/**
 * Headers of every response: pages, static files, redirects and errors from Next.js itself. Pages replace the content
 * security policy with their own.
 */
function securityHeaders(authUrl: string): ReadonlyMap<string, string> {
  const headers = new Map([
    // Not `no-referrer`, because the browser would then send `Origin: null` with our own forms.
    ['referrer-policy', 'same-origin'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    [
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ],
  ])
  if (authUrl.startsWith('https:'))
    headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return headers
}

const isWebSocket = ({ headers }: IncomingMessage) => /\bwebsocket\b/i.test(headers.upgrade ?? '')

const joinHeader = (header: string | string[] | undefined) =>
  typeof header === 'object' ? header.join(',') : header

/**
 * Prepares each response of this process's HTTP servers before Next.js sees the request: security headers, a request id
 * for the log, and the prefix of the client's address. It uses Node's diagnostics channel, because Next.js runs none of
 * our code for static files and its own error responses.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#http
 */
export function prepareResponses(): void {
  const { authUrl, trustedProxies } = config()
  const headers = securityHeaders(authUrl)
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const id = randomUUID()
    const forwardedFor = joinHeader(request.headers['x-forwarded-for'])
    const address = clientAddress(request.socket.remoteAddress, forwardedFor, trustedProxies)
    enterRequestContext({ id, addressPrefix: addressPrefix(address) })
    for (const [name, value] of headers) response.setHeader(name, value)
    response.setHeader('x-request-id', id)
    // We don't upgrade: it gets a normal response (RFC 9110 section 7.8), and the connection is closed after it.
    if (isWebSocket(request)) response.shouldKeepAlive = false
  })
}
