import type { Context } from 'hono'
import type { Env, StandIn } from '../server'
import { caller } from './bearer'
import { botObject } from './user-objects'

/** GET /v1/users/me: works without the user capability. */
export function usersMe(c: Context<Env>, standIn: StandIn): Response {
  const asking = caller(c, standIn)
  if (asking instanceof Response) return asking
  return c.json({
    ...botObject(standIn, asking.bot, asking.workspace),
    request_id: c.get('requestId'),
  })
}
