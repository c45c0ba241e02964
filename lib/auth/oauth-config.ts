import type { OAuthConfig } from '@auth/core/providers'
import { customFetch } from 'next-auth'
import type { ProvenIdentity } from '../accounts'
import type { IdentityProvider } from './identity-provider'
import type { SignInAttempt } from './sign-in-attempt'

/**
 * Adapts an identity provider to auth.js. auth.js never sees a token: `customFetch` has the provider exchange the code
 * inside the sign-in attempt, and returns a placeholder. The Notion provider of auth.js can't be used, because it has
 * hard-coded URLs, ignores the workspace and fails for owners without an email.
 */
export function oauthConfig(
  { id, name, clientId, clientSecret, authorization, tokenUrl }: IdentityProvider,
  attempt: () => SignInAttempt | undefined,
): OAuthConfig<ProvenIdentity> {
  return {
    id,
    name,
    type: 'oauth',
    clientId,
    clientSecret,
    // Notion documents no PKCE, and its SDK can't send a verifier.
    checks: ['state'],
    authorization: { url: authorization.url, params: { ...authorization.params } },
    token: tokenUrl,
    // auth.js requires a URL, but never requests it: the identity comes from the exchange.
    userinfo: { url: tokenUrl, request: async () => current(attempt).identity() },
    profile: ({ accountId, name }) => ({ id: accountId, name, email: null, image: null }),
    [customFetch]: async (_url: unknown, init?: RequestInit) => {
      const body = init?.body instanceof URLSearchParams ? init.body : String(init?.body)
      await current(attempt).exchange(new URLSearchParams(body).get('code') ?? '')
      return Response.json({ access_token: 'kept-in-the-vault', token_type: 'bearer' })
    },
  }
}

function current(attempt: () => SignInAttempt | undefined): SignInAttempt {
  const found = attempt()
  if (!found) throw new Error('a code can only be exchanged in a callback')
  return found
}
