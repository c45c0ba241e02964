export { CALLBACK_PATH, type Config, config, type KeyRingEntry, PROCESS_NAME, parseConfig } from './config'
export {
  type CookieUse,
  cookieAttributes,
  cookieName,
  cookieValues,
  deletedCookie,
  sessionTokens,
} from './cookies'
export { ConfigurationError } from './fault'
export { log, withoutSecrets } from './log'
