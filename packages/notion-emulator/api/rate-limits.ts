import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notionError } from '../http/errors'
import { usualError } from '../http/usual-errors'
import { matches } from '../state/faults'
import type { Bot } from '../state/store'

type Reason =
  | 'public_api_request_rate_limit'
  | 'public_api_space_request_rate_limit'
  | 'public_api_endpoint_rate_limit'
  | 'public_api_request_blocked'

interface Limit {
  readonly requests: number
  readonly windowMs: number
}

/** Counts a request; how long the window still lasts, in seconds, once it is full. */
function overLimit({ windows }: Emulator, name: string, limit: Limit): number | null {
  const now = Date.now()
  const window = windows.get(name)
  if (!window || now - window.startedAt >= limit.windowMs) {
    windows.set(name, { startedAt: now, requests: 1 })
    return null
  }
  window.requests += 1
  if (window.requests <= limit.requests) return null
  return Math.max(1, Math.ceil((window.startedAt + limit.windowMs - now) / 1000))
}

function refused(c: Context<Env>, reason: Reason, retryAfter?: number): Response {
  const { status, code, message } = usualError({ code: 'rate_limited' })
  return notionError(c, status, code, message, {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    additionalData: { rate_limit_reason: reason },
  })
}

/** Refuses a request beyond one of the limits: the connection's, an endpoint's, the workspace's; or a block. */
export function rateLimited(c: Context<Env>, emulator: Emulator, bot: Bot): Response | null {
  const { rateLimit, endpointRateLimit, workspaceRateLimit, requestsBlocked } = emulator.store.state.switches
  // Waiting does not help: no Retry-After.
  if (requestsBlocked) return refused(c, 'public_api_request_blocked')
  if (rateLimit) {
    const wait = overLimit(emulator, bot.id, rateLimit)
    if (wait !== null) return refused(c, 'public_api_request_rate_limit', wait)
  }
  if (endpointRateLimit && matches(endpointRateLimit.route, `${c.req.method} ${c.req.path}`)) {
    const wait = overLimit(emulator, `${bot.id} ${endpointRateLimit.route}`, endpointRateLimit)
    if (wait !== null) return refused(c, 'public_api_endpoint_rate_limit', wait)
  }
  if (workspaceRateLimit) {
    const wait = overLimit(emulator, `workspace ${bot.workspaceId}`, workspaceRateLimit)
    if (wait !== null) return refused(c, 'public_api_space_request_rate_limit', wait)
  }
  return null
}
