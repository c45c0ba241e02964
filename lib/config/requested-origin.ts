/** Set on a redirect to AUTH_URL. A request that still has another host but this cookie comes through a proxy that changes the host. */
export const REDIRECTED_COOKIE = 'latchkey-moved'

const first = (value: string | null) => value?.split(',')[0]?.trim() || null

function hostOf(text: string | null, protocol: string): URL | null {
  const address = `${protocol}//${text}`
  return text !== null && URL.canParse(address) ? new URL(address) : null
}

const portOf = (url: URL) => url.port || (url.protocol === 'https:' ? '443' : '80')

/**
 * Whether the browser requested another host than AUTH_URL's, so that a GET should be redirected there. False if that
 * is unclear: by default most proxies send the address of their upstream as `Host`, and redirecting on that basis would
 * lead to an endless loop.
 *
 * It is another host if the host name differs (a proxy may drop the port) and
 * - `X-Forwarded-Host` has the other name, which is what the browser requested; or
 * - `Host` has AUTH_URL's port, so the request came directly, for example to http://127.0.0.1:3000 when AUTH_URL is
 *   http://localhost:3000.
 *
 * @param headers original, or from Next.js, which copies `Host` to `X-Forwarded-Host` if that is missing
 */
export function isForAnotherHost(headers: Headers, authUrl: string): boolean {
  const own = new URL(authUrl)
  const host = first(headers.get('host'))
  const forwarded = first(headers.get('x-forwarded-host'))
  const named = hostOf(forwarded ?? host, own.protocol)
  if (!named || named.hostname === own.hostname) return false
  if (forwarded !== null && forwarded !== host) return true
  // The app itself listens on http, so a Host without a port means port 80.
  const direct = hostOf(host, 'http:')
  return direct !== null && portOf(direct) === portOf(own)
}

/**
 * Whether a form with an unexpected origin comes from a page of this app that was opened on another host than AUTH_URL:
 * the browser says so, or the origin is the requested host.
 */
export function isFromOwnPage(headers: Headers, origin: string): boolean {
  if (headers.get('sec-fetch-site') === 'same-origin') return true
  const host = URL.canParse(origin) ? new URL(origin).host : null
  return host !== null && [headers.get('host'), first(headers.get('x-forwarded-host'))].includes(host)
}
