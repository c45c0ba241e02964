import type { IdentityProvider } from '@/lib/auth/identity-provider'

/** A second way to sign in, as one file: it knows who people are and has no workspaces. The code names the person. */
export const secondProvider: IdentityProvider = {
  id: 'second',
  name: 'Second',
  authorization: { url: 'https://second.example/authorize', params: { scope: 'openid' } },
  tokenUrl: 'https://second.example/token',
  clientId: 'client',
  clientSecret: 'secret',
  async exchange({ code, reached }) {
    reached('no-answer')
    if (code === 'refused') {
      reached('code-used')
      throw new Error('the code was refused')
    }
    const identity = { provider: 'second', accountId: code, name: 'Ada', email: null, emailVerified: false }
    return { identity, authorization: null }
  },
}
