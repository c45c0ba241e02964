import type { OauthIntrospectResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { isAccessTokenValid, isRefreshTokenValid } from '../state/pairs'
import { oauthError } from './errors'
import { oauthBody, text } from './request'

/** POST /v1/oauth/introspect. Unlike RFC 7662 says, `iat` is in milliseconds, as Notion sends it. */
export async function introspect(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const body = await oauthBody(c, emulator)
  if (body instanceof Response) return body
  const given = text(body, 'token')
  if (!given) return oauthError(c, emulator, 400, 'invalid_request', 'token is missing.')
  const { state } = emulator.store
  const pair = state.pairs.find((one) => one.access === given || one.refresh === given)
  const bot = pair && state.bots.find((one) => one.id === pair.botId && one.clientId === emulator.client.id)
  const alive =
    pair !== undefined &&
    bot !== undefined &&
    (pair.access === given
      ? isAccessTokenValid(state, pair)
      : isRefreshTokenValid(state, pair) && state.switches.introspectRefreshTokens)
  c.set('botId', bot?.id ?? null)
  const request_id = c.get('requestId')
  return c.json(
    (alive
      ? { active: true, scope: bot.scopes.join(' '), iat: pair.issuedAt, request_id }
      : { active: false, request_id }) satisfies OauthIntrospectResponse,
  )
}
