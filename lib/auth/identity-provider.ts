import type { ProvenSignIn } from '../accounts'
import type { TokenVault, UserId } from '../token-vault'
import type { ProblemReason } from './problem'

/** An authorization code, as it came back from a provider. */
export interface CodeExchangeRequest {
  readonly vault: TokenVault
  readonly code: string
  readonly redirectUri: string
  /** Who is known to have started the authorization; null in a browser without a session. */
  readonly startedBy: UserId | null
  /** Says how far the exchange is, as the reason to show if it ends here. */
  readonly reached: (stage: ProblemReason) => void
}

/** A way to sign in, with OAuth's authorization code grant. `identity-providers.ts` lists them. */
export interface IdentityProvider {
  /** Names the provider in `Account.provider` and in its callback path. */
  readonly id: string
  readonly name: string
  /** Where the person authorizes, and the parameters beside OAuth's own. */
  readonly authorization: { readonly url: string; readonly params: Readonly<Record<string, string>> }
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /**
   * Exchanges the code: who the person is and, if the provider has one, which workspace they authorized.
   *
   * @throws anything; the last stage that it reached is what the person sees
   */
  exchange(request: CodeExchangeRequest): Promise<ProvenSignIn>
}
