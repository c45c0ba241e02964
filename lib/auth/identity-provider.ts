import type { ProvenSignIn } from '../accounts'
import type { TokenVault, UserId } from '../token-vault'
import type { ProblemReason } from './problem'

/** An authorization code to exchange. */
export interface CodeExchangeRequest {
  readonly vault: TokenVault
  readonly code: string
  readonly redirectUri: string
  /** Who started the authorization; null in a browser without a session. */
  readonly startedBy: UserId | null
  /** Reports progress, as the reason to show if the exchange fails at this point. */
  readonly reached: (stage: ProblemReason) => void
}

/** A way to sign in with OAuth's authorization code grant. `identity-providers.ts` lists all of them. */
export interface IdentityProvider {
  /** Names the provider in `Account.provider` and in its callback path. */
  readonly id: string
  readonly name: string
  /** The authorization endpoint, and parameters to add to the standard ones. */
  readonly authorization: { readonly url: string; readonly params: Readonly<Record<string, string>> }
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /**
   * Exchanges the code. Returns who the person is and, if the provider has workspaces, which one they authorized.
   *
   * @throws any error; the person sees the reason that was last passed to `reached`
   */
  exchange(request: CodeExchangeRequest): Promise<ProvenSignIn>
}
