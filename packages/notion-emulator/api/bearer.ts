import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notionError, unauthorized } from '../http/errors'
import { NOTION_VERSIONS } from '../http/version'
import { isAccessTokenValid } from '../state/pairs'
import type { Bot } from '../state/store'
import type { Workspace, WorldPage } from '../world'
import { rateLimited } from './rate-limits'
import { type Reach, reachOf } from './visible-pages'

/** Who is asking, and what they may see. */
export interface Caller {
  readonly bot: Bot
  readonly workspace: Workspace
  /** Pages and data sources that the person shared, with their descendants. */
  readonly shared: readonly WorldPage[]
  readonly reach: Reach
}

/** Checks token, version and rate limit of an API request; the caller, or the error to answer with. */
export function caller(c: Context<Env>, emulator: Emulator): Caller | Response {
  const { state } = emulator.store
  const given = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const pair = given ? state.pairs.find((one) => one.access === given) : undefined
  const bot = state.bots.find((one) => one.id === pair?.botId)
  const workspace = emulator.world.workspaces.find((one) => one.id === bot?.workspaceId)
  if (bot) c.set('botId', bot.id)
  if (!pair || !bot || !workspace || !isAccessTokenValid(state, pair)) return unauthorized(c)
  const version = c.req.header('notion-version')
  if (!version)
    return notionError(
      c,
      400,
      'missing_version',
      'Notion-Version header failed validation: Notion-Version header should be defined, instead was undefined.',
    )
  if (!NOTION_VERSIONS.has(version))
    return notionError(
      c,
      400,
      'validation_error',
      `Notion-Version header failed validation: \`${version}\` is not a version.`,
    )
  const limited = rateLimited(c, emulator, bot)
  if (limited) return limited
  const reach = reachOf(emulator, bot, workspace)
  return { bot, workspace, shared: reach.pages, reach }
}
