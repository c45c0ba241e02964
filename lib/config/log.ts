import pino, { type Logger } from 'pino'
import { repeatedLines } from './repeated-lines'
import { requestContext } from './request-context'

const SECRET =
  /\b(?:ntn|nrt|secret)_[A-Za-z0-9]+|\b(code|state|token|access_token|refresh_token|client_secret)=[^&\s"]+/g

const WARN = 40
const LEVELS = new Set([...Object.keys(pino.levels.values), 'silent'])

/** Replaces what looks like a token or an authorization parameter. The last line of defence, not the first. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, (_match, name: string | undefined) =>
    name ? `${name}=[removed]` : '[removed]',
  )
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** What makes two lines the same: everything but the error's own text, which a visitor may choose. */
function sameness(fields: unknown, message: unknown): string {
  const error = field(fields, 'err')
  const parts = [message, field(error, 'name'), field(error, 'code')].concat(
    ['route', 'event', 'reason', 'userId', 'addressPrefix'].map((name) => field(fields, name)),
  )
  return parts.filter((part) => typeof part === 'string').join(' ')
}

const isWritten = repeatedLines((line, leftOut) => log.warn({ line, leftOut }, 'the same line was left out'))

/**
 * The one logger. Errors are logged as name, code, message and stack; never their causes or other
 * properties, since a cause may carry the body of an OAuth answer. A line names the request that it was written
 * for. Warnings, errors and security events that repeat within a minute are counted after a while.
 */
export const log: Logger = pino({
  // An unknown level is a fault of the configuration, which says so; the logger must not fail before it.
  level: LEVELS.has(process.env['LOG_LEVEL'] ?? '') ? (process.env['LOG_LEVEL'] ?? 'info') : 'info',
  base: { pid: process.pid },
  mixin: () => ({ requestId: requestContext()?.id }),
  hooks: {
    logMethod(args, method, level) {
      const [fields, message = fields] = args as unknown[]
      const isBounded = level >= WARN || field(fields, 'event') !== undefined
      if (!isBounded || isWritten(sameness(fields, message))) method.apply(this, args)
    },
  },
  serializers: {
    err: (error: unknown) =>
      error instanceof Error
        ? {
            name: error.name,
            code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
            message: withoutSecrets(error.message),
            stack: error.stack && withoutSecrets(error.stack),
          }
        : { name: 'not an Error' },
  },
})
