/** Marks a browser that was just sent to AUTH_URL. Coming back with it proves that only a proxy changes the host. */
export const MOVED_COOKIE = 'latchkey-moved'

const first = (value: string | null) => value?.split(',')[0]?.trim() || null

function hostOf(text: string | null, protocol: string): URL | null {
  const address = `${protocol}//${text}`
  return text !== null && URL.canParse(address) ? new URL(address) : null
}

const portOf = (url: URL) => url.port || (url.protocol === 'https:' ? '443' : '80')

/**
 * Whether a request asks for another host than AUTH_URL's, so that a GET belongs there. False where that can't be
 * told: most proxies send their upstream's address as `Host` unless they are configured otherwise, and a redirect
 * on that evidence would lead back to the same proxy, without end.
 *
 * It counts as another host when the host name differs (a missing port is a proxy's doing) and
 * - `X-Forwarded-Host` names it: the proxy says what the browser asked for; or
 * - `Host` has AUTH_URL's port: an app that listens there is asked directly, as http://127.0.0.1:3000 is when
 *   AUTH_URL is http://localhost:3000.
 *
 * @param headers as they arrived, or as Next.js hands them on, with `Host` as `X-Forwarded-Host` when there was none
 */
export function asksForAnotherHost(headers: Headers, authUrl: string): boolean {
  const own = new URL(authUrl)
  const host = first(headers.get('host'))
  const forwarded = first(headers.get('x-forwarded-host'))
  const named = hostOf(forwarded ?? host, own.protocol)
  if (!named || named.hostname === own.hostname) return false
  if (forwarded !== null && forwarded !== host) return true
  // The app itself speaks http, so a Host without a port means port 80.
  const direct = hostOf(host, 'http:')
  return direct !== null && portOf(direct) === portOf(own)
}

/**
 * Whether a form that another origin sent came from a page of this app, opened at another address than AUTH_URL:
 * the browser says so, or the origin is the host that was asked.
 */
export function sentFromOwnPage(headers: Headers, origin: string): boolean {
  if (headers.get('sec-fetch-site') === 'same-origin') return true
  const host = URL.canParse(origin) ? new URL(origin).host : null
  return host !== null && [headers.get('host'), first(headers.get('x-forwarded-host'))].includes(host)
}
