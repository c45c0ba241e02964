import type { ListUsersResponse, UserObjectResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { restricted } from '../http/errors'
import { caller } from './bearer'
import { paginate } from './paginate'
import { botObject, otherBotObject, personObject, seesPeople } from './user-objects'

/** GET /v1/users: members and bots, no guests. */
export function usersList(c: Context<Env>, emulator: Emulator): Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const { bot, workspace } = asking
  if (!seesPeople(bot)) return restricted(c)
  const users: UserObjectResponse[] = [
    ...workspace.members.map((person) => personObject(bot, person)),
    ...workspace.bots.map((other) => otherBotObject(workspace, other)),
    botObject(emulator, bot, workspace),
  ]
  const page = paginate(c, users)
  if (page instanceof Response) return page
  const body = { object: 'list', type: 'user', user: {}, ...page } satisfies ListUsersResponse
  return c.json({ ...body, request_id: c.get('requestId') })
}
