import {
  beginExchange,
  type ConnectIntent,
  commitSignIn,
  type Device,
  findIntent,
  type Identity,
  readIdentity,
  type SignInResult,
  spendState,
} from '../accounts'
import { config, log } from '../config'
import { SignInRefused } from '../errors'
import type { ReceivedPair, TokenVault } from '../token-vault'
import type { ProblemReason } from './problem'

/** What one callback was given, apart from what auth.js reads itself. */
export interface CallbackRequest {
  readonly query: URLSearchParams
  /** The cookie of the state came along. */
  readonly hasStateCookie: boolean
  /** The cookie holds the `state` of the query. */
  readonly stateMatches: boolean
  /** Values of session cookies, the likeliest first. auth.js is not told of them. */
  readonly sessionTokens: readonly string[]
  readonly device: Device
}

/**
 * One callback's unit of work. auth.js runs inside it and is told nothing of who is signed in, so that it
 * always ends in `keep`; `kept` is the only success, and `reason` tells the stage that was reached otherwise.
 */
export class SignIn {
  kept: SignInResult | null = null
  /** The code may be exchanged for tokens: its `state` is this browser's, and was not presented before. */
  mayExchange = false
  private stage: ProblemReason
  private received: ReceivedPair | null = null
  private identity: Identity | null = null

  private constructor(
    private readonly vault: TokenVault,
    private readonly request: CallbackRequest,
    readonly intent: ConnectIntent | null,
  ) {
    this.stage = request.hasStateCookie ? 'other-tab' : 'state-lost'
    if (request.query.has('error')) this.stage = 'cancelled'
  }

  /**
   * Finds the intent by the hash of `state`, and spends the state when there is a code to exchange: the first
   * write of a callback. A callback that somebody made up writes nothing.
   */
  static async open(vault: TokenVault, request: CallbackRequest): Promise<SignIn> {
    const state = request.query.get('state')
    const unit = new SignIn(vault, request, state ? await findIntent(state) : null)
    if (state && request.stateMatches && request.query.has('code') && !request.query.has('error')) {
      unit.stage = 'storage'
      unit.mayExchange = await spendState(state)
      unit.stage = 'code-used'
    }
    return unit
  }

  get reason(): ProblemReason {
    return this.stage
  }

  /** Spends the code; the pair is sealed and written down before anything of the answer is checked. */
  exchange(code: string): Promise<void> {
    // A stop waits between Notion issuing the pair and our writing it down.
    return this.vault.tasks.track(this.exchangeAndReceive(code))
  }

  private async exchangeAndReceive(code: string): Promise<void> {
    this.stage = 'storage'
    const exchange = await beginExchange(this.vault, this.intent, this.request.sessionTokens)
    this.stage = 'no-answer'
    const verdict = await this.vault.exchangeCode(code, config().notion.redirectUri)
    if (verdict.kind === 'minted') {
      this.stage = 'not-stored'
      this.received = await this.vault.receivePair(verdict.minted, verdict.body, exchange)
      this.stage = 'bad-answer'
      const identity = readIdentity(verdict.body)
      if (typeof identity === 'string') {
        this.stage = identity
        throw new Error(`the token response can't be used: ${identity}`)
      }
      this.identity = identity
      return
    }
    log.warn(
      { outcome: verdict.kind, requestId: verdict.requestId },
      'an authorization code brought no tokens',
    )
    this.stage =
      verdict.kind === 'refused'
        ? 'code-used'
        : verdict.kind === 'misconfigured'
          ? 'misconfigured'
          : verdict.kind === 'not_settled'
            ? 'answer-lost'
            : 'no-answer'
    const settled =
      verdict.kind === 'not_settled'
        ? this.vault.loseCodeExchange(exchange)
        : this.vault.forgetCodeExchange(exchange)
    await this.vault.tasks
      .track(settled)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'the outcome of a code exchange could not be written; it counts as lost'),
      )
    throw new Error(`no tokens: ${this.stage}`)
  }

  /** Who authorized, for auth.js. */
  person(): Identity['person'] {
    if (!this.identity) throw new Error('no token response was received')
    return this.identity.person
  }

  /** All checks and all writes. What it throws leaves no session. */
  async keep(fresh: string): Promise<SignInResult> {
    if (!this.received || !this.identity) throw new Error('no token response was received')
    this.stage = 'not-stored'
    try {
      this.kept = await commitSignIn(this.vault, {
        received: this.received,
        identity: this.identity,
        cookies: this.request.sessionTokens,
        fresh,
        intent: this.intent,
        device: this.request.device,
      })
      return this.kept
    } catch (error) {
      if (error instanceof SignInRefused) this.stage = error.reason
      else log.error({ err: error }, 'a sign-in could not be stored')
      throw error
    }
  }

  /** A pair that was received and not kept is due for revocation now, not in two minutes. */
  async close(): Promise<void> {
    if (this.kept || !this.received) return
    await this.vault
      .releasePair(this.received)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'a pair that was not kept will be revoked when its time comes'),
      )
  }
}
