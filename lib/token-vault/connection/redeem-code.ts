import { classifyTokenResponse, type TokenResponse } from '../../notion'
import type { VaultContext } from '../context'
import type { UserId } from '../types'
import { beginCodeExchange, deleteCodeExchange, markAnswerLost } from './code-exchanges'
import { type ReceivedPair, receivePair } from './receive-pair'

export interface CodeToRedeem {
  readonly code: string
  readonly redirectUri: string
  /** Who started the authorization; null in a browser without a session. */
  readonly startedBy: UserId | null
  /** Called right before the code is sent, and when Notion has issued tokens for it. */
  readonly onStep?: (step: 'sending' | 'issued') => void
}

export type RedeemedCode =
  | {
      readonly kind: 'received'
      readonly received: ReceivedPair
      /** Notion's whole response. It contains the tokens, so don't log or store it. */
      readonly body: unknown
    }
  /** No tokens arrived. */
  | Exclude<TokenResponse, { kind: 'issued' }>

/**
 * Exchanges an authorization code for a pair, and stores the pair as a pending revocation before the response is
 * validated. Afterwards either store it in a connection with `storeAuthorized` and `claimPair`, in one transaction, or
 * have it revoked with `releasePair`. A shutdown waits for this call.
 *
 * @throws database errors: before the code is sent, or as `receivePair`
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
  if (response.kind === 'issued') {
    onStep?.('issued')
    const { tokens, body } = response
    return { kind: 'received', received: await receivePair(vault, tokens, body, exchange), body }
  }
  const settle = response.kind === 'unsettled' ? markAnswerLost : deleteCodeExchange
  await vault.tasks
    .track(settle(vault, exchange))
    .catch((error: unknown) =>
      vault.log.warn(
        { err: error },
        'the outcome of a code exchange could not be stored; its response counts as lost',
      ),
    )
  return response
}
