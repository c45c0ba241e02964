import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Env } from './server'

type More = { retryAfter?: number; additionalData?: Record<string, string | string[]> }

/** Notion's error envelope. */
export function notionError(
  c: Context<Env>,
  status: number,
  code: string,
  message: string,
  { retryAfter, additionalData }: More = {},
) {
  const data =
    retryAfter === undefined ? additionalData : { ...additionalData, retry_after: String(retryAfter) }
  if (retryAfter !== undefined) c.header('retry-after', String(retryAfter))
  return c.json(
    {
      object: 'error' as const,
      status,
      code,
      message,
      ...(data ? { additional_data: data } : {}),
      request_id: c.get('requestId'),
    },
    status as ContentfulStatusCode,
  )
}

export const unauthorized = (c: Context<Env>) => notionError(c, 401, 'unauthorized', 'API token is invalid.')

export const restricted = (c: Context<Env>) =>
  notionError(c, 403, 'restricted_resource', 'API token does not have access to this resource.')

export const invalidBody = (c: Context<Env>, what: string) =>
  notionError(c, 400, 'validation_error', `body failed validation: ${what}`)
