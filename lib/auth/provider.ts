import type { OAuthConfig } from '@auth/core/providers'
import { customFetch } from 'next-auth'
import type { Identity } from '../accounts'
import { config } from '../config'
import type { SignIn } from './sign-in-attempt'

/**
 * Notion for auth.js. The shipped provider is bound to hard-coded addresses, drops the workspace and
 * fails on owners without an email, so this is our own.
 *
 * auth.js never sees a token: `customFetch` spends the code through the SDK inside the unit of work and
 * answers auth.js with placeholders.
 *
 * @see https://developers.notion.com/docs/authorization
 */
export function notion(unit: () => SignIn | undefined): OAuthConfig<Identity['person']> {
  const { apiUrl, clientId, clientSecret } = config().notion
  return {
    id: 'notion',
    name: 'Notion',
    type: 'oauth',
    clientId,
    clientSecret,
    // Notion documents no PKCE and the SDK can't send a verifier.
    checks: ['state'],
    authorization: { url: `${apiUrl}/v1/oauth/authorize`, params: { owner: 'user', scope: '' } },
    token: `${apiUrl}/v1/oauth/token`,
    userinfo: {
      url: `${apiUrl}/v1/users/me`,
      request: async () => current(unit).person(),
    },
    profile: ({ id, name, image }) => ({ id, name, email: null, image }),
    [customFetch]: async (_url: unknown, init?: RequestInit) => {
      const code = new URLSearchParams(
        init?.body instanceof URLSearchParams ? init.body : String(init?.body),
      ).get('code')
      await current(unit).exchange(code ?? '')
      return Response.json({ access_token: 'kept-in-the-vault', token_type: 'bearer' })
    },
  }
}

function current(unit: () => SignIn | undefined): SignIn {
  const found = unit()
  if (!found) throw new Error('the provider is used in a callback only')
  return found
}
