import pino, { type Logger } from 'pino'
import { createLineLimiter } from './line-limiter'
import { requestContext } from './request-context'

const SECRET =
  /\b(?:ntn|nrt|secret)_[A-Za-z0-9]+|\b(code|state|token|access_token|refresh_token|client_secret)=[^&\s"]+/g

const WARN = 40
const LEVELS = new Set([...Object.keys(pino.levels.values), 'silent'])

/** Replaces anything that looks like a token or an authorization parameter. A last line of defense. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, (_match, name: string | undefined) =>
    name ? `${name}=[removed]` : '[removed]',
  )
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** Identifies repeated lines. Ignores the error's message, which a visitor may be able to choose. */
function lineKey(fields: unknown, message: unknown): string {
  const error = field(fields, 'err')
  const parts = [message, field(error, 'name'), field(error, 'code')].concat(
    ['route', 'event', 'reason', 'userId', 'addressPrefix'].map((name) => field(fields, name)),
  )
  return parts.filter((part) => typeof part === 'string').join(' ')
}

const shouldWrite = createLineLimiter((line, suppressed) =>
  log.warn({ line, suppressed }, 'repeated lines were suppressed'),
)

/**
 * The logger of this app. Errors are logged with name, code, message and stack, never with causes or other properties,
 * because a cause may contain the body of an OAuth response. Each line has the id of its request. Repeated warnings,
 * errors and security events are limited per minute.
 */
export const log: Logger = pino({
  // An unknown level is reported by the configuration, so the logger must not fail first.
  level: LEVELS.has(process.env['LOG_LEVEL'] ?? '') ? (process.env['LOG_LEVEL'] ?? 'info') : 'info',
  base: { pid: process.pid },
  mixin: () => ({ requestId: requestContext()?.id }),
  hooks: {
    logMethod(args, method, level) {
      const [fields, message = fields] = args as unknown[]
      const isBounded = level >= WARN || field(fields, 'event') !== undefined
      if (!isBounded || shouldWrite(lineKey(fields, message))) method.apply(this, args)
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
