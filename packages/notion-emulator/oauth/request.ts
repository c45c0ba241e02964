import type { Context } from 'hono'
import type { Emulator, Env } from '../http/context'
import { notionError } from '../http/errors'
import { NOTION_VERSIONS } from '../http/version'
import { oauthError } from './errors'

/** Client id and secret of HTTP Basic, not percent-decoded: that is how Notion compares them. */
function basicCredentials(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1]
  if (!encoded) return null
  const [id, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return id && rest.length > 0 ? { id, secret: rest.join(':') } : null
}

async function bodyOf(c: Context<Env>, acceptForm: boolean): Promise<Record<string, unknown> | Response> {
  const type = c.req.header('content-type') ?? ''
  const text = await c.req.text()
  if (type.includes('application/x-www-form-urlencoded')) {
    if (!acceptForm) return notionError(c, 400, 'invalid_json', 'Error parsing JSON body.')
    return Object.fromEntries(new URLSearchParams(text))
  }
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>
  } catch {
    // Falls through to the same answer as JSON that is no object.
  }
  return notionError(c, 400, 'invalid_json', 'Error parsing JSON body.')
}

/** Checks client and form of an OAuth request; its body, or the error to answer with. */
export async function oauthBody(
  c: Context<Env>,
  emulator: Emulator,
): Promise<Record<string, unknown> | Response> {
  const { switches } = emulator.store.state
  const version = c.req.header('notion-version')
  if (switches.requireVersionOnOauth && !NOTION_VERSIONS.has(version ?? ''))
    return notionError(c, 400, 'missing_version', 'Notion-Version header should be defined.')
  const credentials = basicCredentials(c.req.header('authorization'))
  if (credentials?.id !== emulator.client.id || credentials.secret !== emulator.client.secret)
    return oauthError(c, emulator, 401, 'invalid_client', 'Client authentication failed.')
  return bodyOf(c, switches.acceptForm)
}

/** A member that must be a string and not empty; null otherwise. */
export function text(body: Record<string, unknown>, name: string): string | null {
  const value = body[name]
  return typeof value === 'string' && value !== '' ? value : null
}
