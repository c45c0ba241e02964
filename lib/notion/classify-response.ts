import type { OAuthResponse } from './oauth'
import { retryAfterSeconds, stringField } from './transport'

/** The tokens in a response. `refreshToken` is undefined if the response doesn't have the member. */
export interface IssuedTokens {
  readonly accessToken: string
  readonly refreshToken: string | null | undefined
  readonly botId: string | null
}

/** The meaning of a response of the token endpoint. */
export type TokenResponse =
  | {
      readonly kind: 'issued'
      readonly tokens: IssuedTokens
      readonly body: unknown
      readonly requestId: string | null
    }
  /** Notion rejects this code or refresh token. */
  | { readonly kind: 'refused'; readonly requestId: string | null }
  /** Our client credentials are wrong. This says nothing about the token. */
  | { readonly kind: 'misconfigured'; readonly requestId: string | null }
  /** Notion certainly did nothing. */
  | {
      readonly kind: 'not_done'
      readonly retryAfterSeconds: number | null
      readonly requestId: string | null
    }
  /** Notion may have issued tokens. */
  | {
      readonly kind: 'unsettled'
      readonly why: 'no_answer' | 'bad_answer'
      readonly retryAfterSeconds: number | null
      readonly requestId: string | null
    }

const CLIENT_ERROR_CODES = new Set(['invalid_client', 'unauthorized_client'])

/** The error code in the format of RFC 6749 (`error`) or of Notion (`code`). */
const errorCode = (body: unknown): string | null => stringField(body, 'error') ?? stringField(body, 'code')

function isMisconfigured(status: number, code: string | null): boolean {
  return (code !== null && CLIENT_ERROR_CODES.has(code)) || (status === 401 && code === 'unauthorized')
}

/**
 * Classifies the response to either grant. A 200 only needs an `access_token`, so that no other member can make us lose a
 * pair.
 *
 * @see RFC 6749 sections 5.1 and 5.2
 */
export function classifyTokenResponse(answer: OAuthResponse): TokenResponse {
  if (!answer.answered)
    return answer.why === 'nothing_sent'
      ? { kind: 'not_done', retryAfterSeconds: null, requestId: null }
      : { kind: 'unsettled', why: 'no_answer', retryAfterSeconds: null, requestId: null }
  const { status, body, requestId } = answer
  const accessToken = stringField(body, 'access_token')
  if (status === 200 && accessToken) {
    const given = typeof body === 'object' && body !== null && 'refresh_token' in body
    return {
      kind: 'issued',
      tokens: {
        accessToken,
        refreshToken: given ? stringField(body, 'refresh_token') : undefined,
        botId: stringField(body, 'bot_id'),
      },
      body,
      requestId,
    }
  }
  const code = errorCode(body)
  if (isMisconfigured(status, code)) return { kind: 'misconfigured', requestId }
  if (code === 'invalid_grant' || (status === 400 && code === 'validation_error'))
    return { kind: 'refused', requestId }
  const retryAfter = retryAfterSeconds(answer)
  if (status === 429) return { kind: 'not_done', retryAfterSeconds: retryAfter, requestId }
  return { kind: 'unsettled', why: 'bad_answer', retryAfterSeconds: retryAfter, requestId }
}

export type Introspection =
  | {
      readonly kind: 'active'
      readonly scope: readonly string[]
      readonly issuedAt: Date | null
      readonly requestId: string | null
    }
  | { readonly kind: 'inactive'; readonly requestId: string | null }
  | { readonly kind: 'misconfigured'; readonly requestId: string | null }
  | { readonly kind: 'unknown'; readonly retryAfterSeconds: number | null; readonly requestId: string | null }

/** RFC 7662 says seconds, but Notion sends milliseconds. A value above 10^12 can only be milliseconds. */
function issuedAt(body: unknown): Date | null {
  const iat = typeof body === 'object' && body !== null && 'iat' in body ? body.iat : null
  if (typeof iat !== 'number' || !Number.isFinite(iat) || iat <= 0) return null
  const date = new Date(iat > 1e12 ? iat : iat * 1000)
  return Number.isNaN(date.getTime()) ? null : date
}

/** @see RFC 7662 section 2.2 */
export function classifyIntrospectionResponse(answer: OAuthResponse): Introspection {
  if (!answer.answered) return { kind: 'unknown', retryAfterSeconds: null, requestId: null }
  const { status, body, requestId } = answer
  if (status === 200 && typeof body === 'object' && body !== null && 'active' in body) {
    if (body.active === false) return { kind: 'inactive', requestId }
    if (body.active === true) {
      const scope = (stringField(body, 'scope') ?? '').split(/\s+/).filter(Boolean)
      return { kind: 'active', scope, issuedAt: issuedAt(body), requestId }
    }
  }
  if (isMisconfigured(status, errorCode(body))) return { kind: 'misconfigured', requestId }
  return { kind: 'unknown', retryAfterSeconds: retryAfterSeconds(answer), requestId }
}

export type RevocationResponse =
  | { readonly kind: 'acknowledged' }
  /** 4xx: Notion rejects this token. Introspection shows whether it is still active. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'misconfigured' }
  | { readonly kind: 'retry'; readonly retryAfterSeconds: number | null }

/** @see RFC 7009 section 2.2 */
export function classifyRevocationResponse(answer: OAuthResponse): RevocationResponse {
  if (!answer.answered) return { kind: 'retry', retryAfterSeconds: null }
  const { status, body } = answer
  if (status === 200) return { kind: 'acknowledged' }
  if (isMisconfigured(status, errorCode(body))) return { kind: 'misconfigured' }
  if (status >= 400 && status < 500 && status !== 429 && status !== 408) return { kind: 'refused' }
  return { kind: 'retry', retryAfterSeconds: retryAfterSeconds(answer) }
}
