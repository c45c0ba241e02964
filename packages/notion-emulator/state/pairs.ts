import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Bot, Pair, State } from './store'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function randomToken(prefix: 'ntn_' | 'nrt_'): string {
  const digits = Array.from({ length: 11 }, () => randomInt(10)).join('')
  const rest = Array.from({ length: 35 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${prefix}${digits}${rest}`
}

/** Mints a pair for a bot and remembers it. */
export function mintPair(state: State, bot: Bot, familyId = randomUUID() as string): Pair {
  const now = Date.now()
  const { accessTtlMs, refreshTokenNull, reauthMode } = state.switches
  const pair: Pair = {
    id: randomUUID(),
    botId: bot.id,
    familyId,
    access: randomToken('ntn_'),
    refresh: refreshTokenNull || reauthMode === 'legacy' ? null : randomToken('nrt_'),
    issuedAt: now,
    accessDead: false,
    accessEndsAt: accessTtlMs === null ? null : now + accessTtlMs,
    refreshDead: false,
    refreshGrace: 0,
    delivered: false,
  }
  state.pairs.push(pair)
  return pair
}

export const newCode = (): string => {
  const id = randomUUID()
  return `03${randomBytes(3).toString('hex')}${id.slice(8)}`
}

const botOf = (state: State, pair: Pair) => state.bots.find((bot) => bot.id === pair.botId)

/** Whether the access token of this pair is accepted now. */
export function isAccessTokenValid(state: State, pair: Pair): boolean {
  if (botOf(state, pair)?.removed !== false || pair.accessDead) return false
  return pair.accessEndsAt === null || pair.accessEndsAt > Date.now()
}

export function isRefreshTokenValid(state: State, pair: Pair): boolean {
  return botOf(state, pair)?.removed === false && pair.refresh !== null && !pair.refreshDead
}

export function revokePair(pair: Pair): void {
  pair.accessDead = true
  pair.refreshDead = true
  pair.refreshGrace = 0
}
