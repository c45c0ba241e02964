import { notionSignIn, type ProvenSignIn } from '../accounts'
import { config, log } from '../config'
import { readAuthorization } from '../notion'
import type { RedeemedCode } from '../token-vault'
import type { CodeExchangeRequest, IdentityProvider } from './identity-provider'
import type { ProblemReason } from './problem'

/** What the person sees when no tokens arrived. */
const NO_TOKENS = {
  refused: 'code-used',
  misconfigured: 'misconfigured',
  not_settled: 'answer-lost',
  not_done: 'no-answer',
} as const satisfies Record<Exclude<RedeemedCode['kind'], 'received'>, ProblemReason>

/**
 * Sign-in with Notion. The token response says who the person is and which workspace they authorized, so that
 * signing in also connects that workspace.
 *
 * @see https://developers.notion.com/docs/authorization
 */
export function notionIdentity(): IdentityProvider {
  const { apiUrl, clientId, clientSecret } = config().notion
  return {
    id: 'notion',
    name: 'Notion',
    authorization: { url: `${apiUrl}/v1/oauth/authorize`, params: { owner: 'user', scope: '' } },
    tokenUrl: `${apiUrl}/v1/oauth/token`,
    clientId,
    clientSecret,
    exchange,
  }
}

async function exchange(request: CodeExchangeRequest): Promise<ProvenSignIn> {
  const { vault, code, redirectUri, startedBy, reached } = request
  reached('storage')
  const redeemed = await vault.redeemCode({
    code,
    redirectUri,
    startedBy,
    onStep: (step) => reached(step === 'sending' ? 'no-answer' : 'not-stored'),
  })
  if (redeemed.kind !== 'received') {
    reached(NO_TOKENS[redeemed.kind])
    const { kind, requestId } = redeemed
    log.warn({ outcome: kind, requestId }, 'an authorization code brought no tokens')
    throw new Error(`no tokens: ${kind}`)
  }
  const { received, body } = redeemed
  const authorization = readAuthorization(body)
  if (typeof authorization !== 'string') return notionSignIn({ ...authorization, received })
  reached(authorization)
  await vault
    .releasePair(received)
    .catch((error: unknown) =>
      log.warn({ err: error }, 'a pair that was not stored will be revoked when it is due'),
    )
  throw new Error(`the token response can't be used: ${authorization}`)
}
