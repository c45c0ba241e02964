import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { caller } from './bearer'
import { botObject } from './user-objects'

/** GET /v1/users/me: works without the user capability. */
export function usersMe(c: Context<Env>, emulator: Emulator): Response {
  const asking = caller(c, emulator)
  if (asking instanceof Response) return asking
  return c.json({
    ...botObject(emulator, asking.bot, asking.workspace),
    request_id: c.get('requestId'),
  })
}
