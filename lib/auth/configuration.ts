import type { NextAuthConfig } from 'next-auth'
import { newSessionToken, SESSION_DAYS } from '../accounts'
import { type CookieUse, config, cookieAttributes, cookieName, log } from '../config'
import { adapter } from './adapter'
import type { IdentityProvider } from './identity-provider'
import { oauthConfig } from './oauth-config'
import type { SignInAttempt } from './sign-in-attempt'

const DAY_SECONDS = 86_400
const STATE_SECONDS = 15 * 60

const cookie = (use: CookieUse, more: { maxAge?: number } = {}) => ({
  name: cookieName(use),
  options: { ...cookieAttributes(), ...more },
})

/**
 * Configures auth.js for one sign-in attempt; `attempt` returns undefined outside a callback. `debug` stays off, because
 * it would print the adapter's arguments, including session tokens.
 */
export function authConfig(
  providers: readonly IdentityProvider[],
  attempt: () => SignInAttempt | undefined,
): NextAuthConfig {
  return {
    adapter: adapter(attempt),
    providers: providers.map((provider) => oauthConfig(provider, attempt)),
    secret: config().authSecret,
    trustHost: true,
    useSecureCookies: cookieAttributes().secure,
    // Every cookie of auth.js, including those that this configuration never sets.
    cookies: {
      sessionToken: cookie('session'),
      callbackUrl: cookie('callback-url'),
      csrfToken: cookie('csrf'),
      state: cookie('state', { maxAge: STATE_SECONDS }),
      pkceCodeVerifier: cookie('pkce', { maxAge: STATE_SECONDS }),
      nonce: cookie('nonce'),
      webauthnChallenge: cookie('challenge', { maxAge: STATE_SECONDS }),
    },
    debug: false,
    pages: { signIn: '/sign-in', error: '/problem', signOut: '/sign-in' },
    session: {
      strategy: 'database',
      maxAge: SESSION_DAYS * DAY_SECONDS,
      // Never due: SQL checks for idle sessions, and the cookie lasts until the session's absolute end.
      updateAge: SESSION_DAYS * DAY_SECONDS,
      generateSessionToken: newSessionToken,
    },
    logger: {
      // Debug only: the attempt logs the outcome, and causes of auth.js errors may contain a response body.
      error: (error) => log.debug({ err: error }, 'auth.js'),
      warn: (code) => log.debug({ code }, 'auth.js'),
      debug: () => {},
    },
  }
}
