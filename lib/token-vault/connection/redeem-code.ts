import { classifyTokenResponse, type TokenResponse } from '../../notion'
import type { VaultContext } from '../context'
import type { UserId } from '../types'
import { beginCodeExchange, forgetCodeExchange, loseCodeExchange } from './code-exchanges'
import { type ReceivedPair, receivePair } from './receive-pair'

export interface CodeToRedeem {
  readonly code: string
  readonly redirectUri: string
  /** Who is known to have started the authorization; null in a browser without a session. */
  readonly startedBy: UserId | null
  /** Called right before the code is sent, and when Notion has issued tokens for it. */
  readonly onStep?: (step: 'sending' | 'issued') => void
}

export type RedeemedCode =
  | {
      readonly kind: 'received'
      readonly received: ReceivedPair
      /** Notion's whole answer. It holds the tokens: don't log it or keep it. */
      readonly body: unknown
    }
  /** No tokens arrived. */
  | Exclude<TokenResponse, { kind: 'minted' }>

/**
 * Exchanges an authorization code for a pair, and stores the pair as a pending revocation before anything of the
 * answer is checked. `storeAuthorized` and `claimPair` give it to a connection in one transaction; `releasePair`
 * has it revoked. A shutdown waits for it.
 *
 * @throws what the database throws: before the code was sent, or as `receivePair`
 * @see RFC 6749 section 4.1.3
 */
export function redeemCode(vault: VaultContext, request: CodeToRedeem): Promise<RedeemedCode> {
  return vault.tasks.track(sendAndReceive(vault, request))
}

async function sendAndReceive(
  vault: VaultContext,
  { code, redirectUri, startedBy, onStep }: CodeToRedeem,
): Promise<RedeemedCode> {
  const exchange = await beginCodeExchange(vault, startedBy)
  onStep?.('sending')
  const response = classifyTokenResponse(await vault.notion.exchangeCode(code, redirectUri))
  if (response.kind === 'minted') {
    onStep?.('issued')
    const { minted, body } = response
    return { kind: 'received', received: await receivePair(vault, minted, body, exchange), body }
  }
  const settle = response.kind === 'not_settled' ? loseCodeExchange : forgetCodeExchange
  await vault.tasks
    .track(settle(vault, exchange))
    .catch((error: unknown) =>
      vault.log.warn(
        { err: error },
        'the outcome of a code exchange could not be written; it counts as lost',
      ),
    )
  return response
}
