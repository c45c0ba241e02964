import {
  authorizationStartedBy,
  type ConnectIntent,
  commitSignIn,
  type Device,
  findIntent,
  type ProvenIdentity,
  type ProvenSignIn,
  type SignInResult,
  spendState,
} from '../accounts'
import { callbackPath, config, log } from '../config'
import { SignInRefused } from '../errors'
import type { TokenVault } from '../token-vault'
import type { IdentityProvider } from './identity-provider'
import type { ProblemReason } from './problem'

/** The parts of a callback request that we read ourselves. */
export interface CallbackRequest {
  readonly query: URLSearchParams
  /** The request has a state cookie. */
  readonly hasStateCookie: boolean
  /** The cookie contains the `state` of the query. */
  readonly stateMatches: boolean
  /** Values of session cookies, the most likely first. auth.js doesn't get them. */
  readonly sessionTokens: readonly string[]
  readonly device: Device
}

/**
 * One callback, from code to session. auth.js runs inside it and doesn't know who is signed in, so it always creates a
 * session through `commit`. `result` is set only on success; otherwise `reason` says at which stage it failed.
 */
export class SignInAttempt {
  result: SignInResult | null = null
  /** The code may be exchanged: its `state` belongs to this browser and was not used before. */
  mayExchange = false
  private stage: ProblemReason
  private proven: ProvenSignIn | null = null

  private constructor(
    private readonly vault: TokenVault,
    private readonly provider: IdentityProvider,
    private readonly request: CallbackRequest,
    readonly intent: ConnectIntent | null,
  ) {
    this.stage = request.hasStateCookie ? 'other-tab' : 'state-lost'
    // RFC 6749 section 4.1.2.1: the person, or Notion for them, said no.
    if (request.query.has('error'))
      this.stage = request.query.get('error') === 'access_denied' ? 'cancelled' : 'unknown'
  }

  /**
   * Finds the intent by the hash of `state`, and marks the state as spent if there is a code to exchange. This is the
   * first write of a callback; a forged callback writes nothing.
   */
  static async open(
    vault: TokenVault,
    provider: IdentityProvider,
    request: CallbackRequest,
  ): Promise<SignInAttempt> {
    const state = request.query.get('state')
    const attempt = new SignInAttempt(vault, provider, request, state ? await findIntent(state) : null)
    if (state && request.stateMatches && request.query.has('code') && !request.query.has('error')) {
      attempt.stage = 'storage'
      attempt.mayExchange = await spendState(state)
      attempt.stage = 'code-used'
    }
    return attempt
  }

  get reason(): ProblemReason {
    return this.stage
  }

  /** Exchanges the code. A shutdown waits for it, because the provider may have issued tokens that are not stored yet. */
  exchange(code: string): Promise<void> {
    return this.vault.tasks.track(this.proveIdentity(code))
  }

  private async proveIdentity(code: string): Promise<void> {
    this.stage = 'storage'
    this.proven = await this.provider.exchange({
      vault: this.vault,
      code,
      redirectUri: `${config().authUrl}${callbackPath(this.provider.id)}`,
      startedBy: await authorizationStartedBy(this.intent, this.request.sessionTokens),
      reached: (stage) => {
        this.stage = stage
      },
    })
  }

  /** Who authorized, for auth.js. */
  identity(): ProvenIdentity {
    return this.exchanged().identity
  }

  private exchanged(): ProvenSignIn {
    if (!this.proven) throw new Error('the code was not exchanged')
    return this.proven
  }

  /** Does all checks and writes in one transaction. If it throws, nothing was written. */
  async commit(fresh: string): Promise<SignInResult> {
    const proven = this.exchanged()
    this.stage = 'not-stored'
    try {
      this.result = await commitSignIn(this.vault, {
        ...proven,
        cookies: this.request.sessionTokens,
        fresh,
        intent: this.intent,
        device: this.request.device,
      })
      return this.result
    } catch (error) {
      if (error instanceof SignInRefused) this.stage = error.reason
      else log.error({ err: error }, 'a sign-in could not be stored')
      throw error
    }
  }

  /** Makes a pair that was received but not stored due for revocation now instead of in two minutes. */
  async close(): Promise<void> {
    const received = this.proven?.authorization?.received
    if (this.result || !received) return
    await this.vault
      .releasePair(received)
      .catch((error: unknown) =>
        log.warn(
          { err: error },
          'a pair that was not stored could not be released; it will be revoked later',
        ),
      )
  }
}
