import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Emulator, Env } from '../http/context'
import { notionError } from '../http/errors'

/** An OAuth error in the shape that the switch names. @see RFC 6749 section 5.2 */
export function oauthError(c: Context<Env>, { store }: Emulator, status: number, code: string, text: string) {
  const shape = store.state.switches.oauthErrorShape
  if (status === 401) c.header('www-authenticate', 'Basic realm="Notion"')
  if (shape === 'sdk-guide') {
    const guide = status === 401 ? 'unauthorized' : code === 'invalid_grant' ? 'validation_error' : code
    return notionError(c, status, guide, text)
  }
  if (shape === 'notion') return notionError(c, status, code, text)
  const rfc = { error: code, error_description: text, request_id: c.get('requestId') }
  const both = { object: 'error', status, code, message: text, ...rfc }
  return c.json(shape === 'both' ? both : rfc, status as ContentfulStatusCode)
}
