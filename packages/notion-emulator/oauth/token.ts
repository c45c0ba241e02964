import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { oauthError } from './errors'
import { exchangeCode } from './exchange-code'
import { refreshToken } from './refresh-token'
import { oauthBody, text } from './request'

/** POST /v1/oauth/token: both grants. */
export async function token(c: Context<Env>, emulator: Emulator): Promise<Response> {
  const body = await oauthBody(c, emulator)
  if (body instanceof Response) return body
  switch (text(body, 'grant_type')) {
    case 'authorization_code':
      return exchangeCode(c, emulator, body)
    case 'refresh_token':
      return refreshToken(c, emulator, body)
    case null:
      return oauthError(c, emulator, 400, 'invalid_request', 'grant_type is missing.')
    default:
      return oauthError(c, emulator, 400, 'unsupported_grant_type', 'This grant type is not supported.')
  }
}
