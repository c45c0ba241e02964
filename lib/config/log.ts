import pino, { type Logger } from 'pino'

const SECRET =
  /\b(?:ntn|nrt|secret)_[A-Za-z0-9]+|\b(code|state|token|access_token|refresh_token|client_secret)=[^&\s"]+/g

const LEVELS = new Set([...Object.keys(pino.levels.values), 'silent'])

/** Replaces what looks like a token or an authorization parameter. The last line of defence, not the first. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, (_match, name: string | undefined) =>
    name ? `${name}=[removed]` : '[removed]',
  )
}

/**
 * The one logger. Errors are logged as name, code, message and stack; never their causes or other
 * properties, since a cause may carry the body of an OAuth answer.
 */
export const log: Logger = pino({
  // An unknown level is a fault of the configuration, which says so; the logger must not fail before it.
  level: LEVELS.has(process.env['LOG_LEVEL'] ?? '') ? (process.env['LOG_LEVEL'] ?? 'info') : 'info',
  base: { pid: process.pid },
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
