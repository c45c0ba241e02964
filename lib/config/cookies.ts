import { config } from './config'

/** The purpose of one of our cookies. */
export type CookieUse = 'session' | 'state' | 'callback-url' | 'csrf' | 'pkce' | 'nonce' | 'challenge'

const isSecure = (authUrl = config().authUrl) => authUrl.startsWith('https:')

/**
 * The name of one of our cookies, derived from AUTH_URL. Over https it starts with `__Host-`: browsers accept such a
 * cookie only from this host, so another subdomain can't set one. Browsers share cookies between ports, so the name
 * contains the port, and two installations on `localhost` don't overwrite each other's cookies.
 *
 * @see RFC 6265bis section 4.1.3.2
 */
export function cookieName(use: CookieUse, authUrl = config().authUrl): string {
  return prefixedName('__Host-', use, authUrl)
}

/**
 * The name of one part of a draft. Its prefix is `__Secure-`, because a `__Host-` cookie is sent to every path, and a
 * draft belongs to one page.
 */
export const draftCookieName = (part: number): string =>
  prefixedName('__Secure-', `draft-${part}`, config().authUrl)

function prefixedName(prefix: '__Host-' | '__Secure-', name: string, authUrl: string): string {
  const { port } = new URL(authUrl)
  return `${isSecure(authUrl) ? prefix : ''}latchkey-${port === '' ? '' : `${port}-`}${name}`
}

/** The attributes of all our cookies. `lax`, because the redirect back from Notion is a cross-site navigation. */
export const cookieAttributes = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }) as const

/**
 * The values of one of our cookies in a Cookie header, in the header's order. The name must match exactly, which ignores
 * cookies of other apps on this host, chunks (`name.0`) and similar names. Only spaces and tabs are trimmed: trimming
 * other whitespace would accept a name that starts with it as a `__Host-` name.
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
/** A browser sends one. More can only be set by another app on a plain-http host. */
const MAX_SESSION_COOKIES = 4

/**
 * The well-formed values of the session cookie, the most likely first. Browsers send cookies with longer paths first
 * (RFC 6265 section 5.4), and ours has the shortest path, so the last value is the most likely one.
 */
export function sessionTokens(header: string | null): string[] {
  const values = cookieValues(header, 'session').filter((value) => SESSION_TOKEN.test(value))
  return [...new Set(values.reverse())].slice(0, MAX_SESSION_COOKIES)
}

/** A Set-Cookie header that deletes one of our cookies. */
export function deletedCookie(use: CookieUse): string {
  return `${cookieName(use)}=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`
}
