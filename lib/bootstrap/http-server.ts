import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { addressPrefix, clientAddress, config, enterRequestContext } from '../config'

/**
 * What every answer carries: pages, static files, redirects, errors that Next.js answers by itself. The policy is
 * for whatever is no page of ours; a page's own replaces it.
 */
function securityHeaders(authUrl: string): ReadonlyMap<string, string> {
  const headers = new Map([
    // Nothing for others. Our own forms need it: without a referrer a browser posts them with `Origin: null`.
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

const joined = (header: string | string[] | undefined) =>
  typeof header === 'object' ? header.join(',') : header

/**
 * Prepares each answer of this process's HTTP servers before Next.js sees the request: security headers, an id
 * for the log, and the prefix of the client's address. Next.js lets no code of ours near static files and the
 * answers that it gives by itself, hence Node's own channel.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#http
 */
export function prepareAnswers(): void {
  const { authUrl, trustedProxies } = config()
  const headers = securityHeaders(authUrl)
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const id = randomUUID()
    const forwardedFor = joined(request.headers['x-forwarded-for'])
    const address = clientAddress(request.socket.remoteAddress, forwardedFor, trustedProxies)
    enterRequestContext({ id, addressPrefix: addressPrefix(address) })
    for (const [name, value] of headers) response.setHeader(name, value)
    response.setHeader('x-request-id', id)
    // It is answered like any request (RFC 9110 section 7.8), and nothing more is expected on its connection.
    if (isWebSocket(request)) response.shouldKeepAlive = false
  })
}
