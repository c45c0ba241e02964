import type { Context } from 'hono'
import type { Env } from '../http/context'
import { notionError } from '../http/errors'

/** A UUID with or without dashes, dashed and in lower case; null for anything else. */
export function uuid(text: string): string | null {
  const bare = text.replaceAll('-', '').toLowerCase()
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(bare)
  return parts ? parts.slice(1).join('-') : null
}

export const notAnId = (c: Context<Env>, name: string, value: string) =>
  notionError(
    c,
    400,
    'validation_error',
    `path failed validation: path.${name} should be a valid uuid, instead was \`"${value}"\`.`,
  )
