import { describe, expect, it } from 'vitest'
import {
  classifyIntrospectionResponse,
  classifyRevocationResponse,
  classifyTokenResponse,
} from './classify-response'
import type { OAuthResponse } from './oauth'

const REQUEST_ID = 'request-1'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): OAuthResponse => ({
  answered: true,
  status,
  body,
  text: body === undefined ? '<html></html>' : JSON.stringify(body),
  headers: new Headers(headers),
  requestId: REQUEST_ID,
})
const none = (why: 'nothing_sent' | 'timeout' | 'connection_lost'): OAuthResponse => ({
  answered: false,
  why,
})
const rfc = (error: string) => ({ error, error_description: 'words' })
const notion = (code: string) => ({ object: 'error', status: 400, code, message: 'words' })

const PAIR = { access_token: 'ntn_1', refresh_token: 'nrt_1', bot_id: 'bot-1' }

describe('classification of a token response', () => {
  it.each<[string, OAuthResponse, object]>([
    [
      'a pair',
      answer(200, PAIR),
      { kind: 'issued', tokens: { accessToken: 'ntn_1', refreshToken: 'nrt_1', botId: 'bot-1' } },
    ],
    [
      'only an access token',
      answer(200, { access_token: 'ntn_1' }),
      { kind: 'issued', tokens: { refreshToken: undefined, botId: null } },
    ],
    [
      'a null refresh token',
      answer(200, { access_token: 'ntn_1', refresh_token: null }),
      { kind: 'issued', tokens: { refreshToken: null } },
    ],
    ['members of odd types', answer(200, { ...PAIR, owner: 7, expires_in: 'x' }), { kind: 'issued' }],
    ['200 without an access token', answer(200, { ok: true }), { kind: 'unsettled', why: 'bad_answer' }],
    ['200 that is not JSON', answer(200, undefined), { kind: 'unsettled', why: 'bad_answer' }],
    ['invalid_grant, RFC 6749', answer(400, rfc('invalid_grant')), { kind: 'refused' }],
    ['invalid_grant, Notion’s shape', answer(400, notion('invalid_grant')), { kind: 'refused' }],
    ['validation_error 400', answer(400, notion('validation_error')), { kind: 'refused' }],
    ['invalid_client', answer(401, rfc('invalid_client')), { kind: 'misconfigured' }],
    ['unauthorized_client', answer(400, notion('unauthorized_client')), { kind: 'misconfigured' }],
    ['401 unauthorized', answer(401, notion('unauthorized')), { kind: 'misconfigured' }],
    ['a proxy’s 401', answer(401, undefined), { kind: 'unsettled' }],
    ['invalid_request', answer(400, rfc('invalid_request')), { kind: 'unsettled' }],
    ['403', answer(403, notion('restricted_resource')), { kind: 'unsettled' }],
    [
      '429 with Retry-After',
      answer(429, notion('rate_limited'), { 'retry-after': '12' }),
      { kind: 'not_done', retryAfterSeconds: 12 },
    ],
    [
      '429 with Retry-After in the body',
      answer(429, { ...notion('rate_limited'), additional_data: { retry_after: '9' } }),
      { kind: 'not_done', retryAfterSeconds: 9 },
    ],
    ['500', answer(500, notion('internal_server_error')), { kind: 'unsettled', retryAfterSeconds: null }],
    [
      '503 with Retry-After',
      answer(503, notion('service_unavailable'), { 'retry-after': '30' }),
      { kind: 'unsettled', retryAfterSeconds: 30 },
    ],
    ['an HTML page of a proxy', answer(502, undefined), { kind: 'unsettled' }],
    ['nothing was sent', none('nothing_sent'), { kind: 'not_done' }],
    ['a timeout', none('timeout'), { kind: 'unsettled', why: 'no_answer' }],
    ['a lost connection', none('connection_lost'), { kind: 'unsettled', why: 'no_answer' }],
  ])('%s', (_name, given, expected) => {
    expect(classifyTokenResponse(given)).toMatchObject(expected)
  })

  it('accepts an HTTP date in Retry-After', () => {
    const at = new Date(Date.now() + 20_000).toUTCString()
    const verdict = classifyTokenResponse(answer(429, notion('rate_limited'), { 'retry-after': at }))
    expect(verdict.kind === 'not_done' && verdict.retryAfterSeconds).toBeGreaterThan(15)
  })
})

describe('classification of an introspection', () => {
  it.each<[string, OAuthResponse, object]>([
    [
      'active, milliseconds as Notion sends them',
      answer(200, { active: true, scope: 'a b', iat: 1_727_554_061_083 }),
      { kind: 'active', scope: ['a', 'b'], issuedAt: new Date(1_727_554_061_083) },
    ],
    [
      'active, seconds as RFC 7662 says',
      answer(200, { active: true, iat: 1_727_554_061 }),
      { kind: 'active', scope: [], issuedAt: new Date(1_727_554_061_000) },
    ],
    ['active, without an issue time', answer(200, { active: true }), { kind: 'active', issuedAt: null }],
    [
      'active, with an absurd issue time',
      answer(200, { active: true, iat: 1e300 }),
      { kind: 'active', issuedAt: null },
    ],
    ['inactive', answer(200, { active: false }), { kind: 'inactive' }],
    ['neither', answer(200, { active: 'yes' }), { kind: 'unknown' }],
    ['wrong client credentials', answer(401, rfc('invalid_client')), { kind: 'misconfigured' }],
    ['503', answer(503, undefined, { 'retry-after': '5' }), { kind: 'unknown', retryAfterSeconds: 5 }],
    ['no response', none('timeout'), { kind: 'unknown' }],
  ])('%s', (_name, given, expected) => {
    expect(classifyIntrospectionResponse(given)).toMatchObject(expected)
  })
})

describe('classification of a revocation', () => {
  it.each<[string, OAuthResponse, string]>([
    ['200', answer(200, {}), 'acknowledged'],
    ['200 without a body', answer(200, undefined), 'acknowledged'],
    ['400', answer(400, rfc('invalid_request')), 'refused'],
    ['invalid_client', answer(401, rfc('invalid_client')), 'misconfigured'],
    ['429', answer(429, notion('rate_limited')), 'retry'],
    ['503', answer(503, undefined), 'retry'],
    ['a timeout', none('timeout'), 'retry'],
  ])('%s', (_name, given, kind) => {
    expect(classifyRevocationResponse(given).kind).toBe(kind)
  })
})
