export { ConfigurationError } from '../errors'
export { buildId, isFromAnotherBuild } from './build'
export { addressPrefix, clientAddress } from './client-address'
export {
  CALLBACK_PATH,
  type Config,
  callbackPath,
  config,
  isCallbackPath,
  type KeyRingEntry,
  PROCESS_NAME,
  parseConfig,
} from './config'
export {
  type CookieUse,
  cookieAttributes,
  cookieName,
  cookieValues,
  deletedCookie,
  sessionTokens,
} from './cookies'
export { DRAFT_MINUTES, type Draft, draftCookies, expiredDraftCookies, parseDraft, readDraft } from './draft'
export {
  DEFAULT_PERSON_CAPS,
  DEFAULT_RATE_LIMITS,
  type PersonCaps,
  type RateLimit,
  type RateLimitName,
  type RateLimits,
} from './limits'
export { log, withoutSecrets } from './log'
export { isProbeProof, PROBE_HEADER, probeProof } from './probe'
export { enterRequestContext, type RequestContext, requestContext } from './request-context'
export { isForAnotherHost, isFromOwnPage, REDIRECTED_COOKIE } from './requested-origin'
export { logSecurityEvent, type SecurityDetail, type SecurityEvent } from './security-log'
