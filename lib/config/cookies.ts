import { config } from './config'

/** What a cookie of ours is for. */
export type CookieUse = 'session' | 'state' | 'callback-url' | 'csrf' | 'pkce' | 'nonce' | 'challenge'

const isSecure = (authUrl = config().authUrl) => authUrl.startsWith('https:')

/**
 * The name of a cookie of ours, derived from AUTH_URL. Over https it begins with `__Host-`: a browser accepts
 * such a cookie only from this very host, so a sibling host can't plant one. Browsers don't separate cookies by
 * port, so a port is part of the name: two installations on `localhost` don't overwrite each other's cookies.
 *
 * @see RFC 6265bis section 4.1.3.2
 */
export function cookieName(use: CookieUse, authUrl = config().authUrl): string {
  return prefixedName('__Host-', use, authUrl)
}

/**
 * The name of one part of a draft. Its prefix is `__Secure-`: a `__Host-` cookie is sent to every path, and a draft
 * belongs to one page.
 */
export const draftCookieName = (part: number): string =>
  prefixedName('__Secure-', `draft-${part}`, config().authUrl)

function prefixedName(prefix: '__Host-' | '__Secure-', name: string, authUrl: string): string {
  const { port } = new URL(authUrl)
  return `${isSecure(authUrl) ? prefix : ''}latchkey-${port === '' ? '' : `${port}-`}${name}`
}

/** The attributes of every cookie of ours. `lax`: the way back from Notion is a navigation from another site. */
export const cookieAttributes = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }) as const

/**
 * The values that a Cookie header has under exactly our name, in the header's order. Every other cookie is
 * ignored: other apps on this host, chunks (`name.0`), names that only look alike. Only space and tab are
 * trimmed: a reader that trims more takes a name that begins with a rarer space for a `__Host-` name.
 */
export function cookieValues(header: string | null, use: CookieUse): string[] {
  const name = cookieName(use)
  const values: string[] = []
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (equals !== -1 && trim(part.slice(0, equals)) === name) values.push(trim(part.slice(equals + 1)))
  }
  return values
}

const trim = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, '')

/** A session cookie's value: 32 bytes in base64url. */
const SESSION_TOKEN = /^[A-Za-z0-9_-]{43}$/
/** A browser sends one. More come only from another app on a plain-http host. */
const MAX_SESSION_COOKIES = 4

/**
 * The session cookie's well-formed values, the likeliest first. Browsers send cookies with longer paths first
 * (RFC 6265 section 5.4), and ours has the shortest path, so the last value is the likeliest.
 */
export function sessionTokens(header: string | null): string[] {
  const values = cookieValues(header, 'session').filter((value) => SESSION_TOKEN.test(value))
  return [...new Set(values.reverse())].slice(0, MAX_SESSION_COOKIES)
}

/** A Set-Cookie header that deletes a cookie of ours. */
export function deletedCookie(use: CookieUse): string {
  return `${cookieName(use)}=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
}
