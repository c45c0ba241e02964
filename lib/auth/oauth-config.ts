import type { OAuthConfig } from '@auth/core/providers'
import { customFetch } from 'next-auth'
import type { ProvenIdentity } from '../accounts'
import type { IdentityProvider } from './identity-provider'
import type { SignInAttempt } from './sign-in-attempt'

/**
 * An identity provider as auth.js wants it. auth.js never sees a token: `customFetch` has the provider exchange the
 * code inside the sign-in attempt, and answers auth.js with placeholders. Its own Notion provider is bound to
 * hard-coded addresses, drops the workspace and fails for owners without an email.
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
    // auth.js requires an address. It is never requested: the exchange brought the identity.
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
  if (!found) throw new Error('codes are exchanged in a callback only')
  return found
}
