import { NextRequest } from 'next/server'
import { decode } from 'next-auth/jwt'
import { type CookieUse, config, cookieName, cookieValues } from '../config'

/** Of several state cookies, the one that matches this callback's `state`, otherwise the most likely one. */
async function findStateCookie(
  values: readonly string[],
  state: string | null,
): Promise<{ cookie: string | undefined; matches: boolean }> {
  const { authSecret: secret } = config()
  for (const token of values) {
    const parsed = await decode({ token, secret, salt: cookieName('state') }).catch(() => null)
    if (parsed !== null && parsed['value'] === state) return { cookie: token, matches: true }
  }
  return { cookie: values.at(-1), matches: false }
}

/** A browser sends one. More can only be set by another app on a plain-http host. */
const MAX_STATE_COOKIES = 4

/**
 * Removes all cookies from the request except our state and callback URL cookies, once each. The session cookie is
 * removed too, because auth.js must not know who is signed in.
 */
export async function withOwnCookiesOnly(
  request: NextRequest,
): Promise<{ request: NextRequest; hasStateCookie: boolean; stateMatches: boolean }> {
  const header = request.headers.get('cookie')
  const states = cookieValues(header, 'state').slice(-MAX_STATE_COOKIES)
  const { cookie: state, matches } = await findStateCookie(states, request.nextUrl.searchParams.get('state'))
  const own: [CookieUse, string | undefined][] = [
    ['state', state],
    ['callback-url', cookieValues(header, 'callback-url').at(-1)],
  ]
  const headers = new Headers(request.headers)
  headers.set(
    'cookie',
    own.flatMap(([use, value]) => (value === undefined ? [] : [`${cookieName(use)}=${value}`])).join('; '),
  )
  return {
    request: new NextRequest(request.url, { headers }),
    hasStateCookie: state !== undefined,
    stateMatches: matches,
  }
}
