import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { isAccessTokenValid, mintPair, revokePair } from '../state/pairs'
import type { Bot, Code, Pair, State } from '../state/store'
import { oauthError } from './errors'
import { text } from './request'
import { tokenBody } from './token-response'

/** What is wrong with the redirect address of an exchange; null when nothing is. */
function redirectFault(
  code: Code,
  sent: string | null,
  registered: readonly string[],
): readonly [code: string, text: string] | null {
  if (code.redirectUri === null)
    return sent === null || registered.length > 1
      ? null
      : ['invalid_request', 'redirect_uri is not allowed here: it was left out of the authorization.']
  return sent === code.redirectUri
    ? null
    : ['invalid_grant', 'redirect_uri differs from the one of the authorization.']
}

function botFor(state: State, code: Code): Bot {
  const existing = state.bots.findLast(
    (bot) =>
      bot.clientId === code.clientId &&
      bot.personId === code.personId &&
      bot.workspaceId === code.workspaceId,
  )
  const again = existing && state.switches.botIdOnReauth === 'same' ? existing : null
  const bot: Bot = again ?? {
    id: randomUUID(),
    clientId: code.clientId,
    personId: code.personId,
    workspaceId: code.workspaceId,
    pageIds: [],
    unshared: [],
    removed: false,
    authorizedAt: 0,
    scopes: [],
  }
  if (!again) state.bots.push(bot)
  bot.pageIds = code.pageIds
  bot.unshared = []
  bot.removed = false
  bot.authorizedAt = Date.now()
  bot.scopes = [...state.switches.capabilities]
  return bot
}

/** An older connection answers with the pair that it has; a newer one kills it and mints another. */
function pairFor(state: State, bot: Bot): Pair {
  const older = state.pairs.filter((pair) => pair.botId === bot.id)
  if (state.switches.reauthMode === 'legacy') {
    const alive = older.findLast((pair) => isAccessTokenValid(state, pair))
    if (alive) return alive
  }
  if (!state.switches.keepOldPair) for (const pair of older) revokePair(pair)
  return mintPair(state, bot)
}

/** The authorization_code grant. @see RFC 6749 section 4.1.3 */
export async function exchangeCode(c: Context<Env>, emulator: Emulator, body: Record<string, unknown>) {
  const { state } = emulator.store
  const given = text(body, 'code')
  if (!given) return oauthError(c, emulator, 400, 'invalid_request', 'code is missing.')
  const code = state.codes.find((one) => one.code === given && one.clientId === emulator.client.id)
  if (!code) return oauthError(c, emulator, 400, 'invalid_grant', 'Invalid code.')
  if (code.usedAt !== null) {
    if (state.switches.revokeOnCodeReuse) {
      for (const pair of state.pairs) if (pair.familyId === code.familyId) revokePair(pair)
      await emulator.store.saved()
    }
    return oauthError(c, emulator, 400, 'invalid_grant', 'Invalid code: this code has been used.')
  }
  if (Date.now() - code.issuedAt > state.switches.codeTtlMs)
    return oauthError(c, emulator, 400, 'invalid_grant', 'Invalid code: this code has expired.')
  const fault = redirectFault(code, text(body, 'redirect_uri'), emulator.client.redirectUris)
  if (fault) return oauthError(c, emulator, 400, ...fault)
  const bot = botFor(state, code)
  const pair = pairFor(state, bot)
  code.usedAt = Date.now()
  code.familyId = pair.familyId
  c.get('minted').push(pair.id)
  c.set('botId', bot.id)
  await emulator.store.saved()
  return c.json(tokenBody(emulator, bot, pair, c.get('requestId')))
}
