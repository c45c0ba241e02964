import type { OauthRevokeResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { revokePair } from '../state/pairs'
import { oauthError } from './errors'
import { oauthBody, text } from './request'

/** POST /v1/oauth/revoke: 200 also for a token that nobody knows. @see RFC 7009 section 2.2 */
export async function revoke(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const body = await oauthBody(c, emulator)
  if (body instanceof Response) return body
  const given = text(body, 'token')
  if (!given) return oauthError(c, emulator, 400, 'invalid_request', 'token is missing.')
  const { state } = emulator.store
  const pair = state.pairs.find((one) => one.access === given || one.refresh === given)
  c.set('botId', pair?.botId ?? null)
  if (pair) {
    const scope = state.switches.revokeScope
    if (scope === 'bot') for (const one of state.pairs) if (one.botId === pair.botId) revokePair(one)
    if (scope === 'pair') revokePair(pair)
    if (scope === 'token') {
      if (pair.access === given) pair.accessDead = true
      else pair.refreshDead = true
    }
    await emulator.store.saved()
  }
  return c.json({ request_id: c.get('requestId') } satisfies OauthRevokeResponse)
}
