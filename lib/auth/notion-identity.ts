import { notionSignIn, type ProvenSignIn } from '../accounts'
import { config, log } from '../config'
import { readAuthorization } from '../notion'
import type { RedeemedCode } from '../token-vault'
import type { CodeExchangeRequest, IdentityProvider } from './identity-provider'
import type { ProblemReason } from './problem'

/** The reason that the person sees if no tokens were received. */
const NO_TOKENS = {
  refused: 'code-used',
  misconfigured: 'misconfigured',
  unsettled: 'answer-lost',
  not_done: 'no-answer',
} as const satisfies Record<Exclude<RedeemedCode['kind'], 'received'>, ProblemReason>

/**
 * Sign-in with Notion. The token response contains both the person and the workspace that they authorized, so signing in
 * also connects that workspace.
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
    log.warn({ outcome: kind, requestId }, 'Notion issued no tokens for an authorization code')
    throw new Error(`no tokens: ${kind}`)
  }
  const { received, body } = redeemed
  const authorization = readAuthorization(body)
  if (typeof authorization !== 'string') return notionSignIn({ ...authorization, received })
  reached(authorization)
  await vault
    .releasePair(received)
    .catch((error: unknown) =>
      log.warn({ err: error }, 'a pair that was not stored could not be released; it will be revoked later'),
    )
  throw new Error(`the token response can't be used: ${authorization}`)
}
