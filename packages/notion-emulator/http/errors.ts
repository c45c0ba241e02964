import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Bot } from '../state/store'
import { CONNECTION_NAME, type Env } from './context'
import { DATA_SOURCE_VERSION } from './version'

type More = { retryAfter?: number | string; additionalData?: Record<string, string | string[]> }

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

const SHARE = `Make sure the relevant pages and databases are shared with your integration "${CONNECTION_NAME}".`

/** Notion responds the same for missing and for unshared objects. */
export const notFound = (
  c: Context<Env>,
  bot: Bot,
  what: 'page' | 'block' | 'database' | 'data source' | 'view' | 'comment' | 'view query' | 'property',
  id: string,
) =>
  notionError(c, 404, 'object_not_found', `Could not find ${what} with ID: ${id}. ${SHARE}`, {
    additionalData: { integration_id: bot.id },
  })

/** The id is of the other kind: 400, and not the 404 of what is not there. */
export const otherKind = (c: Context<Env>, id: string, is: 'page' | 'database', not: 'page' | 'database') =>
  notionError(
    c,
    400,
    'validation_error',
    `Provided ID ${id} is a ${is}, not a ${not}. Use the retrieve ${is} API instead: https://developers.notion.com/reference/retrieve-a-${is}`,
  )

/** What a version from before data sources gets for a database that has several of them. */
export const severalDataSources = (c: Context<Env>, databaseId: string, children: readonly string[]) =>
  notionError(
    c,
    400,
    'validation_error',
    'Databases with multiple data sources are not supported in this API version.',
    {
      additionalData: {
        error_type: 'multiple_data_sources_for_database',
        database_id: databaseId,
        child_data_source_ids: [...children],
        minimum_api_version: DATA_SOURCE_VERSION,
      },
    },
  )

export const tooLarge = (c: Context<Env>) =>
  notionError(c, 413, 'validation_error', 'Request body is too large.')

export const unknownRoute = (c: Context<Env>) =>
  notionError(c, 400, 'invalid_request_url', 'Invalid request URL.')

export const invalidBody = (c: Context<Env>, what: string) =>
  notionError(c, 400, 'validation_error', `body failed validation: ${what}`)
