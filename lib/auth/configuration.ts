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
 * auth.js's configuration around one sign-in attempt; `attempt` returns undefined everywhere but in a callback.
 * `debug` stays off: it would print what the adapter is given, session tokens among it.
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
    // Every cookie that auth.js knows, also those that this configuration makes it never set.
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
      // Never due: idleness is checked in SQL and the cookie lasts to the absolute end.
      updateAge: SESSION_DAYS * DAY_SECONDS,
      generateSessionToken: newSessionToken,
    },
    logger: {
      // The attempt says what happened; auth.js's errors carry causes that may hold a body.
      error: (error) => log.debug({ err: error }, 'auth.js'),
      warn: (code) => log.debug({ code }, 'auth.js'),
      debug: () => {},
    },
  }
}
