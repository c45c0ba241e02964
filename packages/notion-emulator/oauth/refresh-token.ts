import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { isAccessTokenValid, isRefreshTokenValid, mintPair, revokePair } from '../state/pairs'
import { oauthError } from './errors'
import { text } from './request'
import { tokenBody } from './token-response'

/** The refresh_token grant: rotates. @see RFC 6749 section 6 */
export async function refreshToken(c: Context<Env>, emulator: Emulator, body: Record<string, unknown>) {
  const { state } = emulator.store
  const { switches } = state
  const given = text(body, 'refresh_token')
  if (!given) return oauthError(c, emulator, 400, 'invalid_request', 'refresh_token is missing.')
  const old = state.pairs.find((pair) => pair.refresh === given)
  const bot = old && state.bots.find((one) => one.id === old.botId && one.clientId === emulator.client.id)
  c.set('botId', bot?.id ?? null)
  c.set('presentedPairId', old?.id ?? null)
  const graced = old !== undefined && bot?.removed === false && old.refreshGrace > 0
  if (!old || !bot || !(isRefreshTokenValid(state, old) || graced)) {
    if (old && switches.reuseDetection === 'revokeFamily') {
      for (const pair of state.pairs) if (pair.familyId === old.familyId) revokePair(pair)
      await emulator.store.saved()
    }
    return oauthError(c, emulator, 400, 'invalid_grant', 'Invalid refresh token.')
  }
  if (graced) old.refreshGrace -= 1
  else old.refreshGrace = switches.oldRefreshGrace
  old.refreshDead = true
  if (isAccessTokenValid(state, old)) {
    const graceEnds = Date.now() + switches.oldAccessGraceMs
    if (switches.oldAccessGraceMs === 0) old.accessDead = true
    else old.accessEndsAt = Math.min(old.accessEndsAt ?? graceEnds, graceEnds)
  }
  const pair = mintPair(state, bot, old.familyId)
  c.get('minted').push(pair.id)
  await emulator.store.saved()
  return c.json({ ...tokenBody(emulator, bot, pair, c.get('requestId')), duplicated_template_id: null })
}
