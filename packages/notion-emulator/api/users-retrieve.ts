import type { GetUserResponse } from '@notionhq/client'
import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notionError, restricted } from '../http/errors'
import { caller } from './bearer'
import { notAnId, uuid } from './ids'
import { botObject, otherBotObject, personObject, seesPeople } from './user-objects'

/** GET /v1/users/{user_id} */
export function usersRetrieve(c: Context<Env>, emulator: Emulator): Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  const { bot, workspace } = asking
  const given = c.req.param('id') ?? ''
  const id = uuid(given)
  if (id === null) return notAnId(c, 'user_id', given)
  if (!seesPeople(bot)) return restricted(c)
  const person = workspace.members.find((one) => one.id === id)
  const other = workspace.bots.find((one) => one.id === id)
  if (!person && !other && id !== bot.id)
    return notionError(c, 404, 'object_not_found', `Could not find user with ID: ${id}.`)
  const user = person
    ? personObject(bot, person)
    : other
      ? otherBotObject(workspace, other)
      : botObject(emulator, bot, workspace)
  return c.json({ ...(user satisfies GetUserResponse), request_id: c.get('requestId') })
}
